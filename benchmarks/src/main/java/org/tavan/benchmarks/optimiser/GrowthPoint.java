package org.tavan.benchmarks.optimiser;

import java.util.Arrays;
import java.util.List;

/// What one cold plan of one size took, in a process of its own.
///
/// @param members `N`
/// @param outcome of the plan, or why there is none
/// @param variables of its program
/// @param rows of its program
/// @param iterations of the interior-point method
/// @param cpuMillis of the process, garbage collection and compiler among it, of the last run
/// @param wallMillis on the clock, median
/// @param problemMib heap that the problem itself takes
/// @param heapPeakMib most heap in use while planning, garbage among it
/// @param residentPeakMib most memory that the process had in RAM
/// @param heapMaxMib most heap it was allowed
/// @param highsOutcome how HiGHS ended on the same program without its quadratic costs
/// @param highsCpuMillis what that took
record GrowthPoint(int members, String outcome, int variables, int rows, int iterations, double cpuMillis,
        double wallMillis, double problemMib, double heapPeakMib, double residentPeakMib, double heapMaxMib,
        String highsOutcome, double highsCpuMillis) {

    static GrowthPoint failed(int members, String reason) {
        return new GrowthPoint(members, reason, 0, 0, 0, Double.NaN, Double.NaN, 0, 0, 0, 0, "", Double.NaN);
    }

    boolean planned() {
        return cpuMillis > 0;
    }

    /// {@return the exponent `k` of the best fit `time ~ N^k` in logarithms; NaN with fewer than two sizes}
    static double exponent(List<GrowthPoint> points) {
        double[] x = points.stream()
                .filter(GrowthPoint::planned)
                .mapToDouble(p -> Math.log(p.members()))
                .toArray();
        double[] y = points.stream()
                .filter(GrowthPoint::planned)
                .mapToDouble(p -> Math.log(p.cpuMillis()))
                .toArray();
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int k = 0; k < x.length; k++) {
            above += (x[k] - meanX) * (y[k] - meanY);
            below += (x[k] - meanX) * (x[k] - meanX);
        }
        return above / below;
    }
}
