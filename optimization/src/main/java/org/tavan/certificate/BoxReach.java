package org.tavan.certificate;

import java.util.Arrays;

import org.tavan.conic.Profile;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// Distances in a box; the whole space is a box without ends. Each coordinate moves the way its coefficient points, at most to the end.
///
/// - 1-norm: coordinates with the largest `|a_j|` first, each up to the end.
/// - ∞-norm: all by the same amount `θ`, less where the end comes first: `Σ |a_j| min(θ, room_j) = missing`.
/// - 2-norm: in proportion to `|a_j|`, `Σ |a_j| min(θ|a_j|, room_j) = missing`, by the optimality conditions of `min ‖d‖²`.
///
/// The left sides grow with `θ` and are linear between the `θ` at which a coordinate meets its end.
final class BoxReach implements Reach {
    private final UncertainRow row;
    private final WassersteinBall ball;
    /// Coordinates with a coefficient, the largest first.
    private final int[] coordinates;
    private final double dualNorm;
    private final double[] room;
    private final double[] moves;

    BoxReach(UncertainRow row, WassersteinBall ball) {
        this.row = row;
        this.ball = ball;
        double[] coefficients = row.coefficients().toArray();
        int[] largestFirst = new int[coefficients.length];
        int count = 0;
        for (int t = 0; t < coefficients.length; t++) {
            if (coefficients[t] != 0) {
                int at = count++;
                while (at > 0 && Math.abs(coefficients[largestFirst[at - 1]]) < Math.abs(coefficients[t])) {
                    largestFirst[at] = largestFirst[at - 1];
                    at--;
                }
                largestFirst[at] = t;
            }
        }
        coordinates = Arrays.copyOf(largestFirst, count);
        dualNorm = ball.norm().dual().of(coefficients);
        room = new double[coordinates.length];
        moves = new double[coordinates.length];
    }

    @Override
    public double missing(int sample) {
        double missing = row.limit();
        for (int t : coordinates) {
            missing -= row.coefficients().get(t) * ball.samples().value(sample, t);
        }
        return missing;
    }

    @Override
    public double leastDistance(double missing) {
        return dualNorm == 0 ? Double.POSITIVE_INFINITY : missing / dualNorm;
    }

    @Override
    public double distance(int sample, double missing) {
        double most = 0;
        for (int j = 0; j < room.length; j++) {
            room[j] = room(coordinates[j], sample);
            most += coefficient(j) * room[j];
        }
        if (!(most > missing)) {
            return Double.POSITIVE_INFINITY;
        }
        if (ball.norm() == Norm.ONE) {
            moveLargestFirst(missing);
        } else {
            moveTogether(missing);
        }
        return ball.norm().of(moves);
    }

    private double coefficient(int j) {
        return Math.abs(row.coefficients().get(coordinates[j]));
    }

    private double room(int t, int sample) {
        if (!(ball.support() instanceof SupportBox box)) {
            return Double.POSITIVE_INFINITY;
        }
        double xi = ball.samples().value(sample, t);
        return row.coefficients().get(t) > 0 ? box.high().get(t) - xi : xi - box.low().get(t);
    }

    private void moveLargestFirst(double missing) {
        double left = missing;
        for (int j = 0; j < moves.length; j++) {
            moves[j] = left > 0 ? Math.min(room[j], left / coefficient(j)) : 0;
            left -= coefficient(j) * moves[j];
        }
    }

    /// Coordinates that meet their end are taken out one after another, the first to do so first.
    private void moveTogether(double missing) {
        boolean[] atEnd = new boolean[moves.length];
        double left = missing;
        double theta = 0;
        for (int round = 0; round <= moves.length; round++) {
            double speed = 0;
            for (int j = 0; j < moves.length; j++) {
                speed += atEnd[j] ? 0 : coefficient(j) * pace(j);
            }
            theta = speed > 0 ? left / speed : theta;
            int first = -1;
            for (int j = 0; j < moves.length; j++) {
                boolean sooner = !atEnd[j] && room[j] < theta * pace(j)
                        && (first < 0 || room[j] / pace(j) < room[first] / pace(first));
                first = sooner ? j : first;
            }
            if (first < 0) {
                break;
            }
            atEnd[first] = true;
            left -= coefficient(first) * room[first];
        }
        for (int j = 0; j < moves.length; j++) {
            moves[j] = Math.min(room[j], theta * pace(j));
        }
    }

    private double pace(int j) {
        return ball.norm() == Norm.TWO ? coefficient(j) : 1;
    }

    @Override
    public Profile nearest(int sample, double missing) {
        distance(sample, missing);
        double[] point = Reach.point(ball, sample).toArray();
        for (int j = 0; j < moves.length; j++) {
            int t = coordinates[j];
            point[t] += Math.signum(row.coefficients().get(t)) * moves[j];
        }
        return Profile.of(point);
    }
}
