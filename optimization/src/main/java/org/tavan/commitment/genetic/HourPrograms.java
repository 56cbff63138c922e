package org.tavan.commitment.genetic;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.SolverSettings;

/// The programs of single intervals, each made once for each set of units and solved again for other prices and another demand.
final class HourPrograms {
    private final CommitmentProblem problem;
    private final SourceOrder sources;
    private final EventTable events;
    private final Cover cover;
    final DemandTable demand;
    private final ConcurrentHashMap<Key, HourWorkspace> workspaces = new ConcurrentHashMap<>();

    private record Key(int t, long mask) {}

    HourPrograms(CommitmentProblem problem, SourceOrder sources, EventTable events, Cover cover) {
        this.problem = problem;
        this.sources = sources;
        this.events = events;
        this.cover = cover;
        demand = new DemandTable(problem);
    }

    /// Adds the interval to a program.
    ///
    /// @param changeKw what options add to demand (kW)
    HourRows rows(int t, long mask, double changeKw, ConicProgram.Builder builder) {
        List<EventTable.Loss> losses = events.losses(t, mask);
        return new HourRows(problem, sources, losses, cover.covered(t, mask, losses), t, mask,
                demandKw(t, changeKw), builder);
    }

    private double demandKw(int t, double changeKw) {
        return Math.max(0, problem.demandKw().get(t) + changeKw);
    }

    /// {@return what the units on line cost without load (¢)}
    double noLoadCents(long mask) {
        double cents = 0;
        for (int u = 0; u < sources.units; u++) {
            cents += (mask >>> u & 1) != 0 ? problem.units().get(u).cost().noLoadCentsPerHour() : 0;
        }
        return problem.stepHours() * cents;
    }

    /// {@return the cheapest dispatch of the interval at the prices (¢), no-load cost included}
    double cents(int t, long mask, double changeKw, HourPrices prices) {
        return workspace(t, mask).cents(demandKw(t, changeKw), prices);
    }

    /// {@return the cheapest dispatch of the interval at the prices}
    PricedHour dispatched(int t, long mask, double changeKw, HourPrices prices) {
        return workspace(t, mask).dispatched(demandKw(t, changeKw), prices);
    }

    /// What an interval costs at prices, no-load cost included (¢), and the energy expected to be lost in it (kWh).
    record PricedHour(double cents, double eensKwh) {}

    private HourWorkspace workspace(int t, long mask) {
        return workspaces.computeIfAbsent(new Key(t, mask), key -> new HourWorkspace(t, mask));
    }

    private final class HourWorkspace {
        private final HourRows rows;
        private final ConicWorkspace workspace;
        private final long mask;

        HourWorkspace(int t, long mask) {
            this.mask = mask;
            ConicProgram.Builder builder = ConicProgram.builder();
            rows = rows(t, mask, 0, builder);
            workspace = new ConicWorkspace(builder.build());
        }

        synchronized double cents(double demandKw, HourPrices prices) {
            double cents = noLoadCents(mask);
            for (int u = 0; u < sources.units; u++) {
                cents += (mask >>> u & 1) != 0 ? prices.onCents[u] : prices.offCents[u];
            }
            rows.demand(workspace, demandKw);
            rows.price(workspace, prices);
            workspace.solve(SolverSettings.defaults());
            return cents + workspace.dualObjective();
        }

        synchronized PricedHour dispatched(double demandKw, HourPrices prices) {
            double cents = cents(demandKw, prices);
            double kwh = 0;
            for (int l = 0; l < rows.shed.length; l++) {
                kwh += rows.shed[l] < 0 ? 0 : rows.shedHours[l] * Math.max(0, workspace.value(rows.shed[l]));
            }
            return new PricedHour(cents, kwh);
        }
    }
}
