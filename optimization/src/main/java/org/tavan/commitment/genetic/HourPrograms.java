package org.tavan.commitment.genetic;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.SolverSettings;

/// The programs of single intervals, each made once for each set of units and solved again for other prices.
final class HourPrograms {
    private final CommitmentProblem problem;
    private final SourceOrder sources;
    private final EventTable events;
    private final Cover cover;
    private final ConcurrentHashMap<Key, HourWorkspace> workspaces = new ConcurrentHashMap<>();

    private record Key(int t, long mask) {}

    HourPrograms(CommitmentProblem problem, SourceOrder sources, EventTable events, Cover cover) {
        this.problem = problem;
        this.sources = sources;
        this.events = events;
        this.cover = cover;
    }

    /// Adds the interval to a program.
    HourRows rows(int t, long mask, ConicProgram.Builder builder) {
        List<EventTable.Loss> losses = events.losses(t, mask);
        return new HourRows(problem, sources, losses, cover.covered(t, mask, losses), t, mask, builder);
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
    double cents(int t, long mask, HourPrices prices) {
        return workspace(t, mask).cents(prices);
    }

    /// {@return the cheapest dispatch of the interval at the prices}
    PricedHour dispatched(int t, long mask, HourPrices prices) {
        return workspace(t, mask).dispatched(prices);
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
            rows = rows(t, mask, builder);
            workspace = new ConicWorkspace(builder.build());
        }

        synchronized double cents(HourPrices prices) {
            double cents = noLoadCents(mask);
            for (int u = 0; u < sources.units; u++) {
                cents += (mask >>> u & 1) != 0 ? prices.onCents[u] : prices.offCents[u];
            }
            rows.price(workspace, prices);
            workspace.solve(SolverSettings.defaults());
            return cents + workspace.dualObjective();
        }

        synchronized PricedHour dispatched(HourPrices prices) {
            double cents = cents(prices);
            double kwh = 0;
            for (int l = 0; l < rows.shed.length; l++) {
                kwh += rows.shed[l] < 0 ? 0 : rows.shedHours[l] * Math.max(0, workspace.value(rows.shed[l]));
            }
            return new PricedHour(cents, kwh);
        }
    }
}
