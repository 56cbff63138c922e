package org.tavan.dro;

import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CurtailmentPlan;
import org.tavan.problem.Curtailment;
import org.tavan.problem.Member;

/// Generation that may be curtailed: `0 ≤ u ≤ available`, which takes from the supply.
///
/// Where surplus costs nothing, so does letting it be, and nothing is curtailed there: `u = 0` then is optimal, for more supply is never
/// worse.
final class CurtailmentProgram implements DeviceProgram {
    private final Curtailment curtailment;
    private final double stepHours;
    private final int[] curtailed;

    CurtailmentProgram(RoundProgram round, Member member, Curtailment curtailment, EnergyPrices prices,
            double stepHours) {
        this.curtailment = curtailment;
        this.stepHours = stepHours;
        String owner = "%s of %s".formatted(curtailment.id(), member.id());
        curtailed = new int[prices.intervals()];
        for (int t = 0; t < curtailed.length; t++) {
            curtailed[t] = prices.surplusCentsPerKwh().get(t) > 0
                    ? round.upTo(stepHours * curtailment.centsPerKwh(),
                            new Bound(curtailment.availableKw().get(t), new Limit("availableKw", owner, t),
                                    false))
                    : CommunityProgram.NONE;
        }
    }

    @Override
    public void addSupply(RowBuilder row, int t, double coefficient) {
        row.add(curtailed[t], -coefficient);
    }

    @Override
    public DeviceDraft read(Solution solution) {
        double[] kw = new double[curtailed.length];
        for (int t = 0; t < kw.length; t++) {
            kw[t] = curtailed[t] == CommunityProgram.NONE
                    ? 0
                    : Math.clamp(solution.value(curtailed[t]), 0, curtailment.availableKw().get(t));
        }
        return new Draft(curtailment, stepHours, kw);
    }

    @Override
    public Profile storedCentsPerKwh(Solution solution) {
        return Profile.of(new double[curtailed.length]);
    }

    /// What is curtailed in a plan.
    private static final class Draft implements DeviceDraft {
        private final Curtailment curtailment;
        private final double stepHours;
        private final double[] curtailedKw;

        Draft(Curtailment curtailment, double stepHours, double[] curtailedKw) {
            this.curtailment = curtailment;
            this.stepHours = stepHours;
            this.curtailedKw = curtailedKw;
        }

        @Override
        public double supplyKw(int t) {
            return -curtailedKw[t];
        }

        @Override
        public boolean supplyMore(int t, double kw) {
            if (curtailedKw[t] < kw) {
                return false;
            }
            curtailedKw[t] -= kw;
            return true;
        }

        @Override
        public void computeStates() {
            // It has none.
        }

        @Override
        public double cents() {
            double sum = 0;
            for (double kw : curtailedKw) {
                sum += kw;
            }
            return stepHours * curtailment.centsPerKwh() * sum;
        }

        @Override
        public void addMissed(Missed missed) {
            // Nothing is required of it.
        }

        @Override
        public void addLimits(List<BindingLimit> limits, int t) {
            Limits.addIf(limits, BindingLimit.CURTAILMENT_LIMIT,
                    Limits.at(curtailedKw[t], curtailment.availableKw().get(t)));
        }

        @Override
        public void addTo(MemberPlanParts parts, Profile storedCentsPerKwh) {
            parts.curtailments.add(new CurtailmentPlan(curtailment.id(), Profile.of(curtailedKw)));
        }
    }
}
