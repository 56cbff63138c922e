package org.tavan.conic;

/// The smallest circle around points of the plane by trying all circles through two opposite or three points.
final class EnclosingCircle {
    private static final double ROUNDING = 1e-9;

    private EnclosingCircle() {}

    static double radius(double[][] points) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                double[] p = points[i];
                double[] q = points[j];
                best = Math.min(best, radiusFrom((p[0] + q[0]) / 2, (p[1] + q[1]) / 2, p, points));
                for (int k = 0; k < j; k++) {
                    best = Math.min(best, circumscribed(p, q, points[k], points));
                }
            }
        }
        return best;
    }

    private static double circumscribed(double[] p, double[] q, double[] r, double[][] points) {
        double[][] matrix = {{2 * (q[0] - p[0]), 2 * (q[1] - p[1])}, {2 * (r[0] - p[0]), 2 * (r[1] - p[1])}};
        double square = DenseProgram.dot(p, p);
        double[] centre = {DenseProgram.dot(q, q) - square, DenseProgram.dot(r, r) - square};
        return DenseSolve.solve(matrix, centre)
                ? radiusFrom(centre[0], centre[1], p, points)
                : Double.POSITIVE_INFINITY;
    }

    /// {@return the distance to a point on the circle if no other is farther, else +∞}
    private static double radiusFrom(double x, double y, double[] on, double[][] points) {
        double radius = Math.hypot(on[0] - x, on[1] - y);
        for (double[] point : points) {
            if (Math.hypot(point[0] - x, point[1] - y) > radius + ROUNDING) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return radius;
    }
}
