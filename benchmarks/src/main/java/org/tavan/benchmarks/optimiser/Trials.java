package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/// What repeated runs of one thing took.
///
/// @param efforts one a run, in their order, at least one
/// @param last what the last run returned
record Trials<R>(List<Effort> efforts, R last) {

    /// How often to run.
    ///
    /// @param warmUp runs that do not count
    /// @param runsMax most runs that count, at least 1
    /// @param seconds of CPU time after which no further run is started, the first that counts aside; half of them for the warm-up
    record Plan(int warmUp, int runsMax, double seconds) {}

    Trials {
        efforts = List.copyOf(efforts);
    }

    /// Something whose input is made before the clock starts.
    interface Task<I, R> {
        R run(I input);
    }

    /// Runs a task on one input after another.
    ///
    /// @param inputs makes the input of run 0, 1, … (those that do not count first); its time does not count
    static <I, R> Trials<R> of(Plan plan, IntFunction<I> inputs, Task<I, R> task) {
        int warmUp = 0;
        double left = 0.5e3 * plan.seconds();
        while (warmUp < plan.warmUp() && left > 0) {
            I input = inputs.apply(warmUp++);
            Effort.Started started = Effort.start();
            task.run(input);
            left -= started.stop().cpuMillis();
        }
        left = 0.5e3 * plan.seconds();
        List<Effort> efforts = new ArrayList<>();
        R last;
        do {
            I input = inputs.apply(warmUp + efforts.size());
            Effort.Started started = Effort.start();
            last = task.run(input);
            Effort effort = started.stop();
            efforts.add(effort);
            left -= effort.cpuMillis();
        } while (efforts.size() < plan.runsMax() && left > 0);
        return new Trials<>(efforts, last);
    }

    /// {@return a percentile of CPU time (ms)}
    double cpuMillis(double percent) {
        return percentile(percent, Effort::cpuMillis);
    }

    /// {@return the median time on the clock (ms)}
    double wallMillis() {
        return percentile(50, Effort::wallMillis);
    }

    /// {@return the median allocation (bytes)}
    double allocatedBytes() {
        return percentile(50, Effort::allocatedBytes);
    }

    private double percentile(double percent, ToDoubleFunction<Effort> figure) {
        return percentile(efforts.stream().mapToDouble(figure).sorted().toArray(), percent);
    }

    /// The nearest-rank percentile: the smallest value that at least `percent` of all do not exceed.
    ///
    /// @param sorted ascending, at least one
    /// @param percent in (0, 100]
    static double percentile(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
        return sorted[Math.clamp(rank, 1, sorted.length) - 1];
    }
}
