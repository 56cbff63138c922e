package org.tavan.dro;

import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.OfferPlan;
import org.tavan.problem.Member;
import org.tavan.problem.Offer;

/// Trade with an offer: one variable an interval, `least ≤ x ≤ most`, and where there is a fee one more, `y ≥ x⁺`, that it is paid on.
///
/// `σ/2 (x − target)² = σ/2 x² − σ target x + σ/2 target²`; the last summand is a constant that the program does not see.
final class OfferProgram implements DeviceProgram {
    private final Offer offer;
    private final double stepHours;
    private final int[] net;

    OfferProgram(RoundProgram round, Member member, Offer offer, double stepHours) {
        this.offer = offer;
        this.stepHours = stepHours;
        String owner = "%s of %s".formatted(offer.id(), member.id());
        net = new int[offer.intervals()];
        for (int t = 0; t < net.length; t++) {
            net[t] = round.within(
                    stepHours * (offer.centsPerKwh().get(t) - offer.stiffness() * offer.targetKw().get(t)),
                    new Bound(offer.leastKw().get(t), new Limit("leastKw", owner, t), false),
                    new Bound(offer.mostKw().get(t), new Limit("mostKw", owner, t), false));
            round.builder.addQuadraticCost(net[t], stepHours * (offer.wearCents() + 0.5 * offer.stiffness()));
            if (offer.feeCentsPerKwh() > 0) {
                int paid = round.variable(stepHours * offer.feeCentsPerKwh(), 0, Double.POSITIVE_INFINITY);
                round.atMost(new RowBuilder().add(net[t], 1).add(paid, -1), 0);
            }
        }
    }

    @Override
    public void addSupply(RowBuilder row, int t, double coefficient) {
        row.add(net[t], coefficient);
    }

    @Override
    public DeviceDraft read(Solution solution) {
        double[] kw = new double[net.length];
        for (int t = 0; t < kw.length; t++) {
            kw[t] = Math.clamp(solution.value(net[t]), offer.leastKw().get(t), offer.mostKw().get(t));
        }
        return new Draft(offer, stepHours, kw);
    }

    @Override
    public Profile storedCentsPerKwh(Solution solution) {
        return Profile.of(new double[net.length]);
    }

    /// What is traded in a plan.
    private static final class Draft implements DeviceDraft {
        private final Offer offer;
        private final double stepHours;
        private final double[] netKw;

        Draft(Offer offer, double stepHours, double[] netKw) {
            this.offer = offer;
            this.stepHours = stepHours;
            this.netKw = netKw;
        }

        @Override
        public double supplyKw(int t) {
            return netKw[t];
        }

        @Override
        public double buy(int t, double kw) {
            double bought = Math.max(0, Math.min(kw, offer.mostKw().get(t) - netKw[t]));
            netKw[t] += bought;
            return bought;
        }

        @Override
        public boolean supplyMore(int t, double kw) {
            if (offer.mostKw().get(t) - netKw[t] < kw) {
                return false;
            }
            netKw[t] += kw;
            return true;
        }

        @Override
        public void computeStates() {
            // It has none.
        }

        @Override
        public double cents() {
            double sum = 0;
            for (int t = 0; t < netKw.length; t++) {
                sum += offer.centsPerHour(netKw[t], t);
            }
            return stepHours * sum;
        }

        @Override
        public boolean isOffer() {
            return true;
        }

        @Override
        public double constantCents() {
            double sum = 0;
            for (int t = 0; t < netKw.length; t++) {
                sum += 0.5 * offer.stiffness() * offer.targetKw().get(t) * offer.targetKw().get(t);
            }
            return stepHours * sum;
        }

        @Override
        public void addMissed(Missed missed) {
            // Its limits are simple bounds, which always hold.
        }

        @Override
        public void addLimits(List<BindingLimit> limits, int t) {
            Limits.addIf(limits, BindingLimit.PEER_LIMIT, BindingLimit.isAt(netKw[t], offer.mostKw().get(t))
                    || BindingLimit.isAt(-netKw[t], -offer.leastKw().get(t)));
        }

        @Override
        public void addTo(MemberPlanParts parts, Profile storedCentsPerKwh) {
            double[] take = new double[netKw.length];
            double[] give = new double[netKw.length];
            for (int t = 0; t < netKw.length; t++) {
                take[t] = Math.max(0, netKw[t]);
                give[t] = Math.max(0, -netKw[t]);
            }
            parts.offers.add(new OfferPlan(offer.id(), Profile.of(take), Profile.of(give), cents()));
        }
    }
}
