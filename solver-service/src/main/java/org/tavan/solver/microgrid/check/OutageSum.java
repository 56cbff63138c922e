package org.tavan.solver.microgrid.check;

import java.util.List;

/// Lost load of one interval, by walking through every set of lost sources: plain, and the checker's own.
///
/// A set `s` has `p_s = Π_{i∈s} q_i Π_{i∉s} (1 − q_i)` and, with the net-load error `e` at `−√3σ, 0, √3σ` of weights 1/6, 2/3, 1/6, sheds
/// `max(0, Σ_{i∈s} (P_i + R_i) + e − Σ_i R_i)`.
///
/// Whether load is lost at all hangs on the last bit where a plan holds exactly as much reserve as it needs. So the probability has two ends: with
/// what is that close counted as kept, and as lost.
final class OutageSum {
    /// What a solver leaves as rounding (kW).
    private static final double ROUNDING_KW = 1e-5;

    private final List<Source> sources;
    private final double reserveKw;
    private final double[] errorKw;
    private final double[] weight;
    private double covered;
    private double lolpLow;
    private double lolpHigh;
    private double shedKw;

    /// Something that may be lost.
    ///
    /// @param outputKw `P` (kW), negative where it consumes
    /// @param reserveKw `R` (kW)
    /// @param outageProbability `q`
    record Source(double outputKw, double reserveKw, double outageProbability) {}

    /// The sum.
    ///
    /// @param covered probability of the sets that were walked through
    /// @param lolpLow probability that more than rounding is lost
    /// @param lolpHigh probability that load is lost or kept by no more than rounding
    /// @param shedKw expected loss (kW)
    record Sum(double covered, double lolpLow, double lolpHigh, double shedKw) {}

    private OutageSum(List<Source> sources, double sigmaKw) {
        this.sources = sources;
        reserveKw = sources.stream().mapToDouble(Source::reserveKw).sum();
        double far = Math.sqrt(3) * sigmaKw;
        errorKw = sigmaKw > 0 ? new double[]{-far, 0, far} : new double[]{0};
        weight = sigmaKw > 0 ? new double[]{1 / 6.0, 2 / 3.0, 1 / 6.0} : new double[]{1};
    }

    /// Sums over the sets of at most so many lost sources.
    ///
    /// @param sigmaKw standard deviation of net load (kW)
    /// @param order most sources lost at once
    static Sum of(List<Source> sources, double sigmaKw, int order) {
        var sum = new OutageSum(sources, sigmaKw);
        sum.walk(0, order, 1, 0);
        return new Sum(sum.covered, sum.lolpLow, sum.lolpHigh, sum.shedKw);
    }

    private void walk(int next, int mayFail, double probability, double lostKw) {
        if (next == sources.size()) {
            count(probability, lostKw - reserveKw);
            return;
        }
        Source source = sources.get(next);
        walk(next + 1, mayFail, probability * (1 - source.outageProbability()), lostKw);
        if (mayFail > 0 && source.outageProbability() > 0) {
            walk(next + 1, mayFail - 1, probability * source.outageProbability(),
                    lostKw + source.outputKw() + source.reserveKw());
        }
    }

    private void count(double probability, double uncoveredKw) {
        covered += probability;
        for (int point = 0; point < errorKw.length; point++) {
            double shed = uncoveredKw + errorKw[point];
            double both = probability * weight[point];
            lolpHigh += shed > -ROUNDING_KW ? both : 0;
            lolpLow += shed > ROUNDING_KW ? both : 0;
            shedKw += Math.max(0, shed) * both;
        }
    }
}
