package org.tavan.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.tavan.conic.Profile;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;

/// The worst case over a ball: how likely it is that any row is exceeded, and by which distribution.
///
/// An adversary moves probability from the samples to the unsafe set at the price of the distance, within the budget `ρ`: a fractional
/// knapsack. The distance of a sample is the least over the rows (see `Reach`); the nearest samples move first, the last of them in
/// part. A point that moved lies on the edge of the unsafe set, which is open: the probability is a supremum, approached one
/// hair beyond.
///
/// Source: Chen, Kuhn and Wiesemann 2024. Departs from it: a support may put the unsafe set out of reach, samples may be
/// weighted, and the unsafe set is open (demand equal to supply is safe).
///
/// @param probability of at least one row exceeded, in `[0, 1]`
/// @param atoms the distribution that attains it: every sample where it is, where it goes, or split between both
public record WorstCase(double probability, List<Atom> atoms) {

    /// A part of one sample.
    ///
    /// @param sample which one
    /// @param probability of the part
    /// @param point where it is or was moved to
    /// @param row the row it exceeds, or `NONE`
    public record Atom(int sample, double probability, Profile point, int row) {
        /// Exceeds no row.
        public static final int NONE = -1;
    }

    /// Copies the list.
    public WorstCase {
        atoms = List.copyOf(atoms);
    }

    /// Computes the worst case. `O(IKT + I log I)` for `K` rows where the support is a box or the whole space; for a polytope a
    /// small convex program each time a bound does not decide; the probability is then never too low, whatever the accuracy of its solver.
    ///
    /// @param rows at least one, each with as many coefficients as the samples have intervals
    /// @param ball samples, radius, norm and support
    /// @throws IllegalArgumentException if there is no row, or lengths differ
    public static WorstCase of(List<UncertainRow> rows, WassersteinBall ball) {
        Distances distances = distances(rows, ball);
        double[] moved = new double[distances.least.length];
        int[] order = ascending(distances.least);
        return new WorstCase(fill(ball, distances.least, order, moved), atoms(ball, distances, order, moved));
    }

    /// {@return the probability alone, for the same arguments}
    public static double probability(List<UncertainRow> rows, WassersteinBall ball) {
        double[] least = distances(rows, ball).least;
        return fill(ball, least, ascending(least), new double[least.length]);
    }

    /// How far the samples are from exceeding a row.
    private static final class Distances {
        final List<Reach> reaches;
        /// Per sample; negative if it exceeds one where it is, `+∞` if it cannot.
        final double[] least;
        /// The row that it is nearest to.
        final int[] nearest;

        Distances(List<Reach> reaches, int samples) {
            this.reaches = reaches;
            least = new double[samples];
            nearest = new int[samples];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
        }
    }

    private static Distances distances(List<UncertainRow> rows, WassersteinBall ball) {
        int intervals = ball.samples().intervals();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one row.");
        }
        for (UncertainRow row : rows) {
            if (row.coefficients().length() != intervals) {
                throw new IllegalArgumentException("A row has %d coefficients, the samples %d intervals."
                        .formatted(row.coefficients().length(), intervals));
            }
        }
        Distances distances = new Distances(reaches(rows, ball), ball.samples().count());
        double[] distance = distances.least;
        int[] nearest = distances.nearest;
        for (int k = 0; k < rows.size(); k++) {
            Reach reach = distances.reaches.get(k);
            for (int i = 0; i < distance.length; i++) {
                double missing = reach.missing(i);
                if (missing < 0) {
                    distance[i] = -1;
                    nearest[i] = k;
                } else if (reach.leastDistance(missing) < distance[i]) {
                    double d = reach.distance(i, missing);
                    if (d < distance[i]) {
                        distance[i] = d;
                        nearest[i] = k;
                    }
                }
            }
        }
        return distances;
    }

    private static List<Reach> reaches(List<UncertainRow> rows, WassersteinBall ball) {
        List<Reach> reaches = new ArrayList<>();
        PolytopeExtent extent = ball.support() instanceof SupportPolytope polytope
                ? new PolytopeExtent(polytope)
                : null;
        for (UncertainRow row : rows) {
            reaches.add(extent == null ? new BoxReach(row, ball) : new PolytopeReach(row, ball, extent));
        }
        return reaches;
    }

    private static int[] ascending(double[] distance) {
        return IntStream.range(0, distance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> distance[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /// Fills the budget with the nearest samples. A sample on the edge of the unsafe set needs a step, however short: without a
    /// budget it stays safe.
    ///
    /// @param moved receives what exceeds a row of the probability of each sample
    /// @return the probability of all
    private static double fill(WassersteinBall ball, double[] distance, int[] order, double[] moved) {
        double budget = ball.radius();
        double probability = 0;
        for (int i : order) {
            double weight = ball.samples().weight(i);
            if (distance[i] < 0) {
                moved[i] = weight;
            } else if (budget > 0 && distance[i] < Double.POSITIVE_INFINITY) {
                moved[i] = distance[i] * weight <= budget ? weight : budget / distance[i];
                budget = moved[i] < weight ? 0 : budget - moved[i] * distance[i];
            } else {
                // The budget is spent, or nothing that is left can be moved.
                break;
            }
            probability += moved[i];
        }
        return Math.min(1, probability);
    }

    private static List<Atom> atoms(WassersteinBall ball, Distances distances, int[] order, double[] moved) {
        List<Atom> atoms = new ArrayList<>();
        for (int i : order) {
            double weight = ball.samples().weight(i);
            Profile here = Reach.point(ball, i);
            int row = distances.nearest[i];
            if (distances.least[i] < 0) {
                atoms.add(new Atom(i, weight, here, row));
                continue;
            }
            if (moved[i] > 0) {
                Reach reach = distances.reaches.get(row);
                atoms.add(new Atom(i, moved[i], reach.nearest(i, reach.missing(i)), row));
            }
            if (moved[i] < weight) {
                atoms.add(new Atom(i, weight - moved[i], here, Atom.NONE));
            }
        }
        return atoms;
    }
}
