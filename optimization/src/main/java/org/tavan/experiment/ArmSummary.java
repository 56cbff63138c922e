package org.tavan.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// What an arm achieved over all days.
///
/// @param arm which
/// @param days number of days
/// @param cost of all days
/// @param costPerDay mean cost (¢) with its band
/// @param plannedPerDay mean of the worst-case expected costs promised (¢); NaN where nothing was promised
/// @param intervalViolation member-intervals with demand above supply, (20)
/// @param memberViolation member-days with such an interval: the joint promise of each member
/// @param communityViolation days on which any member had one
/// @param worstCaseViolation mean of the certified probabilities; NaN where nothing was promised
/// @param shortageKwh missing before the settlement
/// @param surplusKwh left over before the settlement
/// @param peakToAverage of the community's import over all days
/// @param dailyPeakToAverage mean of the ratios of single days
/// @param clipped rules that a real-time limit cut short
/// @param relaxed days whose plan misses a requirement
/// @param failed days without a plan
/// @param solveMedianMillis time of one plan (ms)
/// @param solveHighMillis 95 % of the plans took no longer (ms)
public record ArmSummary(Arm arm, int days, Cost cost, Band costPerDay, double plannedPerDay,
        Proportion intervalViolation, Proportion memberViolation, Proportion communityViolation,
        double worstCaseViolation, double shortageKwh, double surplusKwh, PeakToAverage peakToAverage,
        double dailyPeakToAverage, int clipped, int relaxed, int failed, double solveMedianMillis,
        double solveHighMillis) {

    private static final int DRAWS = 1000;

    /// A mean with the interval that holds it in 95 % of the draws of as many days, with repetition.
    ///
    /// Source: the percentile bootstrap of Efron, Ann. Statist. 7 (1979) 1-26.
    public record Band(double mean, double low, double high) {
        /// Draws it.
        ///
        /// @param values one a day, at least one
        public static Band of(double[] values, RandomGenerator random) {
            double[] means = new double[DRAWS];
            for (int draw = 0; draw < DRAWS; draw++) {
                double sum = 0;
                for (int i = 0; i < values.length; i++) {
                    sum += values[random.nextInt(values.length)];
                }
                means[draw] = sum / values.length;
            }
            Arrays.sort(means);
            return new Band(Arrays.stream(values).average().orElse(Double.NaN), means[DRAWS / 40],
                    means[DRAWS - 1 - DRAWS / 40]);
        }
    }

    /// Sums up.
    ///
    /// @param scores of all days, at least one
    /// @param random draws the band; seeded alike it draws the same days for every arm, so that bands can be compared
    public static ArmSummary of(Arm arm, List<DayScore> scores, RandomGenerator random) {
        Cost cost = Cost.ZERO;
        PeakToAverage peak = PeakToAverage.NONE;
        long[] hits = new long[3];
        long[] trials = new long[3];
        for (DayScore score : scores) {
            cost = cost.plus(score.cost());
            peak = peak.with(score.trace().exchangeKw());
            hits[0] += score.violatedIntervals();
            trials[0] += score.intervals();
            hits[1] += score.violatedMembers();
            trials[1] += score.members();
            hits[2] += score.communityViolated() ? 1 : 0;
            trials[2]++;
        }
        double[] nanos = scores.stream().mapToDouble(DayScore::solveNanos).sorted().toArray();
        return new ArmSummary(arm, scores.size(), cost, Band.of(each(scores, score -> score.cost().total()),
                random), mean(scores, DayScore::plannedCents), Proportion.of(hits[0], trials[0]),
                Proportion.of(hits[1], trials[1]), Proportion.of(hits[2], trials[2]), mean(scores,
                        DayScore::worstCaseViolation),
                sum(scores, DayScore::shortageKwh), sum(scores, DayScore::surplusKwh), peak, mean(scores,
                        score -> score.peakToAverage().ratio()),
                (int) sum(scores, DayScore::clipped), count(scores, DayPlan.Status.RELAXED), count(scores,
                        DayPlan.Status.FAILED),
                1e-6 * nanos[nanos.length / 2], 1e-6 * nanos[Math.min(nanos.length - 1, (int) (0.95
                        * nanos.length))]);
    }

    /// {@return what this one costs less than another per day (¢)}
    public double savedPerDayAgainst(ArmSummary other) {
        return other.costPerDay.mean() - costPerDay.mean();
    }

    /// {@return the share of another arm's cost that this one does without; NaN where the other costs nothing or earns, since a share
    /// of it says nothing then}
    public double savedAgainst(ArmSummary other) {
        return other.cost.total() > 0 ? 1 - cost.total() / other.cost.total() : Double.NaN;
    }

    /// {@return the share of another arm's peak-to-average ratio over all days that this one does without; NaN where the other
    /// imports nothing}
    public double flattenedAgainst(ArmSummary other) {
        return lessThan(other.peakToAverage.ratio(), peakToAverage.ratio());
    }

    /// {@return the share of another arm's mean of daily peak-to-average ratios that this one does without; NaN as above}
    public double dailyFlattenedAgainst(ArmSummary other) {
        return lessThan(other.dailyPeakToAverage, dailyPeakToAverage);
    }

    /// {@return the share of another arm's highest import that this one does without; NaN as above}
    public double peakLoweredAgainst(ArmSummary other) {
        return lessThan(other.peakToAverage.peakKw(), peakToAverage.peakKw());
    }

    private static double lessThan(double whole, double part) {
        return whole > 0 ? 1 - part / whole : Double.NaN;
    }

    private static int count(List<DayScore> scores, DayPlan.Status status) {
        return (int) scores.stream().filter(score -> score.status() == status).count();
    }

    private static double[] each(List<DayScore> scores, ToDoubleFunction<DayScore> value) {
        return scores.stream().mapToDouble(value).toArray();
    }

    private static double sum(List<DayScore> scores, ToDoubleFunction<DayScore> value) {
        return scores.stream().mapToDouble(value).sum();
    }

    /// The mean of the days that have a value.
    private static double mean(List<DayScore> scores, ToDoubleFunction<DayScore> value) {
        return scores.stream().mapToDouble(value).filter(x -> !Double.isNaN(x)).average().orElse(Double.NaN);
    }
}
