package org.tavan.dro;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The joint promise of one member in exact form, for a fixed diagonal rule: how far its samples are from the unsafe set, and whether
/// the worst case of the ball stays within `ε`.
///
/// Row `k` with slope `a_k` reads one residual, so `d_ik = m_k/|a_k| − e_ik` with `e_ik = sign(a_k) ξ̂_i`, for any norm; a row with `m_k ≥ |a_k| u_k` is
/// out of reach, `u_k` the end of the box in the direction of `a_k`. With `d_i = min_k d_ik` the promise holds exactly if the `ε` of probability that is nearest
/// lies at a mean distance of `ρ/ε` at least: `min {Σ v_i d_i⁺ : 0 ≤ v ≤ w, Σ v_i = ε} ≥ ρ`; for `ρ = 0` if `Σ {w_i : d_i < 0} ≤ ε`.
///
/// Source: Chen, Kuhn and Wiesemann 2024, theorem 2. Departs from it: the box puts rows out of reach; samples are weighted; `ρ = 0` is the
/// plain chance constraint.
/// Shape: rows `k` and samples `i` from 0. Not thread-safe: distances stay until the next evaluation.
final class ExactDistance {
    /// Probability that rounding may leave over.
    private static final double ROUNDING = 1e-12;

    private final double epsilon;
    private final double radius;
    private final double[] weight;
    private final double[] slope;
    private final double[][] along;
    private final double[] end;
    private final double[][] column;
    private final @Nullable SupportBox box;
    private final int[] interval;
    private final int[][] fallingAlong;
    /// Signed: negative in the unsafe set.
    private final double[] distance;
    private final int[] nearest;
    private int[] order = {};

    /// @param slopes `a_k`, not scaled
    /// @param interval the residual that each row reads
    ExactDistance(WassersteinBall ball, double epsilon, double[] slopes, int[] interval) {
        this.epsilon = epsilon;
        this.interval = interval.clone();
        radius = ball.radius();
        box = ball.support() instanceof SupportBox bounded ? bounded : null;
        column = new double[ball.samples().intervals()][];
        Arrays.setAll(column, ball.samples()::column);
        weight = new double[ball.samples().count()];
        Arrays.setAll(weight, ball.samples()::weight);
        slope = new double[slopes.length];
        along = new double[slopes.length][];
        end = new double[slopes.length];
        fallingAlong = new int[slopes.length][];
        double negligible = ROUNDING * Arrays.stream(slopes).map(Math::abs).max().orElse(0);
        for (int k = 0; k < slopes.length; k++) {
            double sign = Math.abs(slopes[k]) <= negligible ? 0 : Math.signum(slopes[k]);
            slope[k] = sign * slopes[k];
            along[k] = Arrays.stream(column[interval[k]]).map(xi -> sign * xi).toArray();
            end[k] = sign == 0 ? 0 : end(ball, interval[k], sign);
            fallingAlong[k] = sorted(along[k], -1);
        }
        distance = new double[weight.length];
        nearest = new int[weight.length];
    }

    private static double end(WassersteinBall ball, int t, double sign) {
        return ball.support() instanceof SupportBox box
                ? sign * (sign > 0 ? box.high() : box.low()).get(t)
                : Double.POSITIVE_INFINITY;
    }

    private static int[] sorted(double[] values, double sign) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> sign * values[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    int rows() {
        return slope.length;
    }

    int samples() {
        return weight.length;
    }

    double weight(int i) {
        return weight[i];
    }

    /// {@return `|a_k|`, 0 where it is negligible}
    double slope(int k) {
        return slope[k];
    }

    double along(int k, int i) {
        return along[k][i];
    }

    double end(int k) {
        return end[k];
    }

    /// {@return the signed distance of a sample at the margins evaluated last}
    double distance(int i) {
        return distance[i];
    }

    /// {@return the row that a sample is nearest to}
    int nearest(int i) {
        return nearest[i];
    }

    /// {@return whether margin `m_k` puts a row out of reach}
    boolean isBeyond(int k, double margin) {
        return margin >= slope[k] * end[k];
    }

    /// {@return whether a sample that may be given up is, at the margins evaluated last}
    boolean isGivenUp(int i) {
        return radius > 0 ? distance[i] <= 0 : distance[i] < 0;
    }

    /// A bound on `t` that costs nothing. In a box no finite distance exceeds the way to its end. Otherwise, since `(ε − w(G)) t − Σ w_i (t − d_i)⁺`
    /// rises from 0 to `ρ` with slopes that are positive, and for equal weights the least of them is known.
    ///
    /// @return `+∞` if there is none
    double reachMost(ExactChoice choice) {
        double spare = spare(choice);
        double most = 0;
        for (int k = 0; k < slope.length; k++) {
            most = Math.max(most, end[k] - Arrays.stream(along[k]).min().orElse(0));
        }
        if (most < Double.POSITIVE_INFINITY) {
            return Math.max(most, radius / spare);
        }
        double each = weight[0];
        double over = spare - each * Math.floor(spare / each + ROUNDING);
        return Arrays.stream(weight).allMatch(w -> w == each)
                ? radius / (over > ROUNDING ? over : each)
                : Double.POSITIVE_INFINITY;
    }

    /// Evaluates the distances.
    ///
    /// @return whether margins `m` keep the promise
    boolean keeps(double[] margin) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (int k = 0; k < slope.length; k++) {
            if (isBeyond(k, margin[k])) {
                continue;
            }
            for (int i = 0; i < distance.length; i++) {
                double d = slope[k] == 0 ? Double.NEGATIVE_INFINITY : margin[k] / slope[k] - along[k][i];
                if (d < distance[i]) {
                    distance[i] = d;
                    nearest[i] = k;
                }
            }
        }
        order = sorted(distance, 1);
        double left = epsilon;
        double sum = 0;
        for (int i : order) {
            if (radius == 0 && distance[i] >= 0) {
                return true;
            }
            double mass = Math.min(weight[i], left);
            left -= weight[i];
            sum += mass * Math.max(0, distance[i]);
            if (left <= (radius > 0 ? ROUNDING : -ROUNDING)) {
                break;
            }
        }
        return radius > 0 ? sum >= radius : left >= -ROUNDING;
    }

    /// {@return the nearest samples of mass `ε`, at the margins evaluated last}
    int[] tail() {
        double mass = 0;
        int size = 0;
        while (size < order.length && mass < epsilon + (radius > 0 ? -ROUNDING : ROUNDING)) {
            mass += weight[order[size++]];
        }
        return Arrays.copyOf(order, size);
    }

    /// {@return margins that suffice together, each at most the one given, which keep the promise}
    double[] needed(double[] margin) {
        if (!keeps(margin)) {
            throw new IllegalArgumentException("These margins do not keep the promise.");
        }
        int[] tail = tail();
        double edge = radius > 0 ? distance[tail[tail.length - 1]] : 0;
        double[] needed = new double[slope.length];
        for (int k = 0; k < needed.length; k++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < distance.length && !isBeyond(k, margin[k]); i++) {
                if (!isGivenUp(i)) {
                    most = Math.max(most, along[k][i] + Math.min(edge, distance[i]));
                }
            }
            needed[k] = Math.min(margin[k], slope[k] * (isBeyond(k, margin[k]) ? end[k] : most));
        }
        return needed;
    }

    /// Per row the interval that its residual must be safe in, whatever the slope: `m_k ≥ a_k x` for both ends `x` keeps what was asked for.
    static final class Ends {
        private final double[] low;
        private final double[] high;

        private Ends(int rows) {
            low = new double[rows];
            high = new double[rows];
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            Arrays.fill(high, Double.NEGATIVE_INFINITY);
        }

        /// {@return whether nothing is asked for: every sample is given up}
        boolean isEmpty() {
            return low[0] > high[0];
        }

        double low(int k) {
            return low[k];
        }

        double high(int k) {
            return high[k];
        }
    }

    /// {@return what keeps every sample as far away as it is at these margins, up to the edge of the nearest `ε`}
    Ends ends(double[] margin) {
        keeps(margin);
        double edge = radius > 0 ? edge() : 0;
        Ends ends = new Ends(slope.length);
        for (int k = 0; k < slope.length; k++) {
            double[] xi = column[interval[k]];
            for (int i = 0; i < xi.length; i++) {
                if (!isGivenUp(i)) {
                    double way = Math.min(edge, distance[i]);
                    double up = box == null
                            ? xi[i] + way
                            : Math.min(xi[i] + way, box.high().get(interval[k]));
                    double down = box == null
                            ? xi[i] - way
                            : Math.max(xi[i] - way, box.low().get(interval[k]));
                    ends.high[k] = Math.max(ends.high[k], up);
                    ends.low[k] = Math.min(ends.low[k], down);
                }
            }
        }
        return ends;
    }

    /// {@return the largest distance that the mean of the nearest `ε` counts; where some of them are out of reach, one that is enough for these}
    private double edge() {
        double left = epsilon;
        double edge = 0;
        for (int i : tail()) {
            if (distance[i] == Double.POSITIVE_INFINITY) {
                return Math.max(edge, radius / left);
            }
            edge = Math.max(0, distance[i]);
            left -= weight[i];
        }
        return edge;
    }

    /// {@return what each row would need if it were alone; where that is less than nothing, its middle}
    static Ends endsAlone(WassersteinBall ball, double epsilon, int[] interval) {
        double[] one = new double[interval.length];
        Arrays.fill(one, 1);
        double[] minusOne = new double[interval.length];
        Arrays.fill(minusOne, -1);
        ExactDistance up = new ExactDistance(ball, epsilon, one, interval);
        ExactDistance down = new ExactDistance(ball, epsilon, minusOne, interval);
        Ends ends = new Ends(interval.length);
        for (int k = 0; k < interval.length; k++) {
            double high = up.least(k, ExactChoice.open());
            double low = -down.least(k, ExactChoice.open());
            ends.high[k] = low <= high ? high : 0.5 * (low + high);
            ends.low[k] = low <= high ? low : 0.5 * (low + high);
        }
        return ends;
    }

    /// {@return the probability that a choice leaves to be given up}
    double spare(ExactChoice choice) {
        return epsilon - choice.givenUp().stream().mapToDouble(i -> weight[i]).sum();
    }

    /// {@return whether a choice gives up no more than it may}
    boolean isWithinEpsilon(ExactChoice choice) {
        return radius > 0 ? spare(choice) > ROUNDING : spare(choice) >= -ROUNDING;
    }

    /// {@return whether an open sample fits into what a choice leaves; where it does not, it is kept}
    boolean mayGiveUp(ExactChoice choice, int i) {
        double left = spare(choice) - weight[i];
        return radius > 0 ? left > ROUNDING : left >= -ROUNDING;
    }

    /// {@return a lower bound on `m_k/|a_k|` under a choice: what the row would need if it were alone, and no kept sample
    /// in its unsafe side}
    double least(int k, ExactChoice choice) {
        if (slope[k] == 0 || choice.beyond().get(k)) {
            return end[k];
        }
        double most = choice.kept()
                .stream()
                .mapToDouble(i -> along[k][i])
                .max()
                .orElse(
                        Double.NEGATIVE_INFINITY);
        double[] mass = new double[weight.length];
        double left = spare(choice);
        int size = 0;
        int[] open = Arrays.stream(fallingAlong[k]).filter(i -> !choice.givenUp().get(i)).toArray();
        while (size < open.length && (radius > 0 ? left > ROUNDING : left >= weight[open[size]] - ROUNDING)) {
            mass[size] = Math.min(weight[open[size]], left);
            left -= mass[size++];
        }
        double alone = radius > 0
                ? alone(k, open, mass, size)
                : size < open.length ? along[k][open[size]] : Double.NEGATIVE_INFINITY;
        return Math.min(end[k], Math.max(most, alone));
    }

    /// The root `D` of `Σ v_i (D − e_i)⁺ = ρ` over the samples that are ahead in the direction of the row.
    private double alone(int k, int[] open, double[] mass, int size) {
        double sum = 0;
        double moment = radius;
        for (int rank = size - 1; rank >= 0; rank--) {
            sum += mass[rank];
            moment += mass[rank] * along[k][open[rank]];
            if (rank == 0 || moment / sum <= along[k][open[rank - 1]]) {
                return moment / sum;
            }
        }
        return Double.NEGATIVE_INFINITY;
    }
}
