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
        int count = ball.samples().count();
        double[] distance = new double[count];
        int[] nearest = new int[count];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        List<Reach> reaches = reaches(rows, ball);
        for (int k = 0; k < rows.size(); k++) {
            Reach reach = reaches.get(k);
            for (int i = 0; i < count; i++) {
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
        return filled(ball, distance, nearest, reaches);
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

    /// Fills the budget with the nearest samples. A sample on the edge of the unsafe set needs a step, however short: without a
    /// budget it stays safe.
    private static WorstCase filled(WassersteinBall ball, double[] distance, int[] nearest,
            List<Reach> reaches) {
        int[] order = IntStream.range(0, distance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> distance[i]))
                .mapToInt(i -> i)
                .toArray();
        double budget = ball.radius();
        double probability = 0;
        List<Atom> atoms = new ArrayList<>();
        for (int i : order) {
            double weight = ball.samples().weight(i);
            Profile here = Reach.point(ball, i);
            if (distance[i] < 0) {
                atoms.add(new Atom(i, weight, here, nearest[i]));
                probability += weight;
                continue;
            }
            boolean movable = ball.radius() > 0 && distance[i] < Double.POSITIVE_INFINITY;
            double moved = !movable
                    ? 0
                    : distance[i] * weight <= budget ? weight : Math.max(0, budget) / distance[i];
            if (moved > 0) {
                Profile there = reaches.get(nearest[i]).nearest(i, reaches.get(nearest[i]).missing(i));
                atoms.add(new Atom(i, moved, there, nearest[i]));
                probability += moved;
                budget -= moved * distance[i];
            }
            if (moved < weight) {
                atoms.add(new Atom(i, weight - moved, here, Atom.NONE));
                budget = 0;
            }
        }
        return new WorstCase(Math.min(1, probability), atoms);
    }
}
