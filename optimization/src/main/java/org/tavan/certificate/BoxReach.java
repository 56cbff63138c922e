package org.tavan.certificate;

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
    private final WassersteinBall ball;
    private final double limit;
    /// Coordinates with a coefficient, the largest first.
    private final int[] coordinates;
    private final double[] coefficient;
    /// `|a_j|`, and where its coordinate cannot go beyond.
    private final double[] size;
    private final double[] end;
    /// The samples of the coordinate, where it is the only one.
    private final double[] only;
    private final double dualNorm;
    private final double[] room;
    private final double[] moves;

    BoxReach(UncertainRow row, WassersteinBall ball) {
        this.ball = ball;
        limit = row.limit();
        Profile all = row.coefficients();
        int count = 0;
        for (int t = 0; t < all.length(); t++) {
            count += all.get(t) == 0 ? 0 : 1;
        }
        coordinates = new int[count];
        coefficient = new double[count];
        size = new double[count];
        end = new double[count];
        int next = 0;
        for (int t = 0; t < all.length(); t++) {
            if (all.get(t) != 0) {
                int at = next++;
                while (at > 0 && size[at - 1] < Math.abs(all.get(t))) {
                    coordinates[at] = coordinates[at - 1];
                    size[at] = size[at - 1];
                    at--;
                }
                coordinates[at] = t;
                size[at] = Math.abs(all.get(t));
            }
        }
        for (int j = 0; j < count; j++) {
            coefficient[j] = all.get(coordinates[j]);
            end[j] = end(coordinates[j], coefficient[j] > 0);
        }
        dualNorm = ball.norm().dual().of(size);
        only = count == 1 ? ball.samples().column(coordinates[0]) : new double[0];
        room = new double[count];
        moves = new double[count];
    }

    private double end(int t, boolean upwards) {
        if (!(ball.support() instanceof SupportBox box)) {
            return upwards ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return (upwards ? box.high() : box.low()).get(t);
    }

    @Override
    public double missing(int sample) {
        if (size.length == 1) {
            return limit - coefficient[0] * only[sample];
        }
        double missing = limit;
        for (int j = 0; j < size.length; j++) {
            missing -= coefficient[j] * ball.samples().value(sample, coordinates[j]);
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
            room[j] = Math.abs(end[j] - ball.samples().value(sample, coordinates[j]));
            most += size[j] * room[j];
        }
        if (!(most > missing)) {
            return Double.POSITIVE_INFINITY;
        }
        if (size.length == 1) {
            // Every norm measures a single move alike.
            moves[0] = Math.min(room[0], missing / size[0]);
            return moves[0];
        }
        if (ball.norm() == Norm.ONE) {
            moveLargestFirst(missing);
        } else {
            moveTogether(missing);
        }
        return ball.norm().of(moves);
    }

    private void moveLargestFirst(double missing) {
        double left = missing;
        for (int j = 0; j < moves.length; j++) {
            moves[j] = left > 0 ? Math.min(room[j], left / size[j]) : 0;
            left -= size[j] * moves[j];
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
                speed += atEnd[j] ? 0 : size[j] * pace(j);
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
            left -= size[first] * room[first];
        }
        for (int j = 0; j < moves.length; j++) {
            moves[j] = Math.min(room[j], theta * pace(j));
        }
    }

    private double pace(int j) {
        return ball.norm() == Norm.TWO ? size[j] : 1;
    }

    @Override
    public Profile nearest(int sample, double missing) {
        distance(sample, missing);
        double[] point = Reach.point(ball, sample).toArray();
        for (int j = 0; j < moves.length; j++) {
            int t = coordinates[j];
            point[t] += Math.signum(coefficient[j]) * moves[j];
        }
        return Profile.of(point);
    }
}
