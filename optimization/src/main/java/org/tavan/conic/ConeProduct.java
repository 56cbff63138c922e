package org.tavan.conic;

import java.util.List;

/// K itself: the product of cones over all rows.
final class ConeProduct {
    private final List<Cone> cones;
    private final int degree;

    ConeProduct(List<Cone> cones) {
        this.cones = List.copyOf(cones);
        degree = this.cones.stream().mapToInt(Cone::degree).sum();
    }

    static ConeProduct of(StandardForm form) {
        return new ConeProduct(List.of(new ZeroCone(0, form.equalities),
                new NonnegativeCone(form.equalities, form.rows() - form.equalities)));
    }

    int degree() {
        return degree;
    }

    /// Moves `s` and `z` well inside the cones, as far as they are not.
    void moveInside(double[] s, double[] z) {
        for (Cone cone : cones) {
            cone.shiftPrimal(s, Math.max(0, 1 - cone.margin(s)));
            cone.shiftDual(z, Math.max(0, 1 - cone.margin(z)));
        }
    }

    void identityScaling(double[] scalingSquared) {
        for (Cone cone : cones) {
            cone.identityScaling(scalingSquared);
        }
    }

    void scaling(double[] s, double[] z, double[] scalingSquared) {
        for (Cone cone : cones) {
            cone.scaling(s, z, scalingSquared);
        }
    }

    void affineComplementarity(double[] s, double[] z, double[] d) {
        for (Cone cone : cones) {
            cone.affineComplementarity(s, z, d);
        }
    }

    void correctComplementarity(double[] ds, double[] dz, double sigmaMu, double[] d) {
        for (Cone cone : cones) {
            cone.correctComplementarity(ds, dz, sigmaMu, d);
        }
    }

    void centreComplementarity(double[] s, double[] z, double[] ds, double[] dz, double alpha, double low,
            double high, double[] d) {
        for (Cone cone : cones) {
            cone.centreComplementarity(s, z, ds, dz, alpha, low, high, d);
        }
    }

    void offset(double[] s, double[] z, double[] d, double[] offset) {
        for (Cone cone : cones) {
            cone.offset(s, z, d, offset);
        }
    }

    double longestStep(double[] s, double[] z, double[] ds, double[] dz, double limit) {
        double step = limit;
        for (Cone cone : cones) {
            step = cone.longestStep(s, z, ds, dz, step);
        }
        return step;
    }
}
