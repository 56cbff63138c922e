package org.tavan.dro;

import org.tavan.asset.EnergyWindow;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.PreviousPlan.FlexiblePower;

/// A flexible load: `f`, `S` and `S[t+1] − S[t] − Δt f = −Δt f_desired` with `|S|` limited and `S[T] = 0`; energy within each window.
///
/// Source: the paper, (5). Departs from it: S may be negative (behind), and ends at 0; windows.
final class FlexibleProgram implements DeviceProgram {
    private final FlexibleTerms terms;
    private final int[] served;
    private final int[] shifted;

    FlexibleProgram(RoundProgram round, FlexibleTerms terms) {
        this.terms = terms;
        FlexibleDemand demand = terms.demand();
        int intervals = demand.desiredKw().length();
        double dt = terms.stepHours();
        served = new int[intervals];
        shifted = new int[intervals];
        Profile previous = terms.previous().map(FlexiblePower::servedKw).orElse(null);
        int before = CommunityProgram.NONE;
        for (int t = 0; t < intervals; t++) {
            String cap = demand.powerMaxKw(t) < demand.load().powerMaxKw() ? "powerCapKw" : "powerMaxKw";
            served[t] = round.near(new Bound(demand.powerMaxKw(t), terms.limit(cap, t), false), 0, previous,
                    t);
            double limit = terms.shiftMaxKwh(t);
            Limit shift = terms.limit(t == intervals - 1 ? "service by the end" : "shiftMaxKwh", t);
            shifted[t] = round.within(0, new Bound(-limit, shift, true), new Bound(limit, shift, true));
            round.builder.addQuadraticCost(shifted[t], dt * demand.load().discomfortCents());
            RowBuilder row = new RowBuilder().add(shifted[t], 1).add(served[t], -dt).add(before, -1);
            round.equal(row, (t == 0 ? demand.shiftedKwh() : 0) - dt * demand.desiredKw().get(t), null);
            before = shifted[t];
        }
        for (EnergyWindow window : demand.windows()) {
            addWindow(round, window);
        }
    }

    private void addWindow(RoundProgram round, EnergyWindow window) {
        double missedCents = 10 * round.shortageCentsPerKwh;
        int last = window.to() - 1;
        if (window.energyMinKwh() > 0) {
            round.atLeast(energy(window), new Bound(window.energyMinKwh(),
                    terms.limit("energyMinKwh of a window", last), true), missedCents);
        }
        if (window.energyMaxKwh() < Double.POSITIVE_INFINITY) {
            round.atMost(energy(window), new Bound(window.energyMaxKwh(),
                    terms.limit("energyMaxKwh of a window", last), true), missedCents);
        }
    }

    private RowBuilder energy(EnergyWindow window) {
        RowBuilder row = new RowBuilder();
        for (int t = window.from(); t < window.to(); t++) {
            row.add(served[t], terms.stepHours());
        }
        return row;
    }

    @Override
    public void addSupply(RowBuilder row, int t, double coefficient) {
        row.add(served[t], -coefficient);
    }

    @Override
    public boolean guess(ActiveGuess guess, double[] cents, double[] supplyKw) {
        FlexibleDemand demand = terms.demand();
        if (!demand.windows().isEmpty() || terms.previous().isPresent()) {
            return false;
        }
        double dt = terms.stepHours();
        StageChain chain = new StageChain(served.length);
        for (int t = 0; t < served.length; t++) {
            double least = -dt * demand.desiredKw().get(t);
            double value = cents[t] / dt;
            double limit = terms.shiftMaxKwh(t);
            chain.stage(t, new double[]{value, value},
                    new double[]{least, least + dt * demand.powerMaxKw(t)}, -limit, limit,
                    dt * demand.load().discomfortCents());
        }
        if (!chain.solve(demand.shiftedKwh(), 0)) {
            return false;
        }
        for (int t = 0; t < served.length; t++) {
            if (chain.piece(t) == 0) {
                guess.addLower(served[t]);
            } else if (chain.piece(t) == 2) {
                guess.addUpper(served[t]);
            }
            if (chain.held(t) == StageChain.Held.LOW) {
                guess.addLower(shifted[t]);
            } else if (chain.held(t) == StageChain.Held.HIGH) {
                guess.addUpper(shifted[t]);
            }
            supplyKw[t] -= chain.flow(t) / dt + demand.desiredKw().get(t);
        }
        return true;
    }

    @Override
    public FlexibleDraft read(Solution solution) {
        double[] servedKw = new double[served.length];
        for (int t = 0; t < servedKw.length; t++) {
            servedKw[t] = Math.clamp(solution.value(served[t]), 0, terms.demand().powerMaxKw(t));
        }
        return new FlexibleDraft(terms, servedKw);
    }

    @Override
    public Profile storedCentsPerKwh(Solution solution) {
        return Profile.of(new double[served.length]);
    }
}
