package org.tavan.conic;

import java.util.ArrayList;
import java.util.List;

/// K itself: the product of cones over all rows.
final class ConeProduct {
    private final Cone[] cones;
    private final SecondOrderCone[] coupled;
    private final int degree;
    private final int couplings;

    private ConeProduct(List<Cone> cones, List<SecondOrderCone> coupled) {
        this.cones = cones.toArray(Cone[]::new);
        this.coupled = coupled.toArray(SecondOrderCone[]::new);
        degree = cones.stream().mapToInt(Cone::degree).sum();
        couplings = coupled.stream().mapToInt(SecondOrderCone::couplings).sum();
    }

    static ConeProduct of(StandardForm form) {
        List<SecondOrderCone> coupled = new ArrayList<>();
        for (int c = 0; c < form.coneCount(); c++) {
            coupled.add(new SecondOrderCone(form.coneStart[c], form.coneStart[c + 1] - form.coneStart[c]));
        }
        List<Cone> cones = new ArrayList<>(coupled);
        cones.add(new ZeroCone(0, form.equalities));
        int from = form.inequalitiesFrom();
        cones.add(new NonnegativeCone(from, form.rows() - from));
        return new ConeProduct(cones, coupled);
    }

    int degree() {
        return degree;
    }

    /// {@return how many pairs of unknowns the cones add to the linear system}
    int expansions() {
        return coupled.length;
    }

    /// {@return how many entries off the diagonal the cones add to the linear system}
    int couplings() {
        return couplings;
    }

    /// Lists the pairs of the entries of `writeCouplings`.
    ///
    /// @param from where to put the first
    void listCouplings(SystemLayout layout, int[] first, int[] second, int from) {
        int next = from;
        for (int c = 0; c < coupled.length; c++) {
            coupled[c].listCouplings(layout, c, first, second, next);
            next += coupled[c].couplings();
        }
    }

    /// Writes what `scaling` found and a diagonal cannot hold.
    ///
    /// @param from where to put the first entry
    void writeCouplings(double[] entries, int from) {
        int next = from;
        for (SecondOrderCone cone : coupled) {
            cone.writeCouplings(entries, next);
            next += cone.couplings();
        }
    }

    void moveInside(double[] s, double[] z) {
        for (Cone cone : cones) {
            cone.moveInside(s, z);
        }
    }

    void lift(double[] s, double[] z, double mu) {
        for (Cone cone : cones) {
            cone.lift(s, z, mu);
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
