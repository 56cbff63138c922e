package org.tavan.conic;

import java.util.Arrays;

/// The cone {0}^d of equality rows; its dual is all of ℝ^d.
record ZeroCone(int offset, int dimension) implements Cone {

    @Override
    public int degree() {
        return 0;
    }

    @Override
    public void moveInside(double[] s, double[] z) {
        clear(s);
    }

    @Override
    public void lift(double[] s, double[] z, double mu) {
        clear(s);
    }

    @Override
    public void identityScaling(double[] scalingSquared) {
        clear(scalingSquared);
    }

    @Override
    public void scaling(double[] s, double[] z, double[] scalingSquared) {
        clear(scalingSquared);
    }

    @Override
    public void affineComplementarity(double[] s, double[] z, double[] d) {
        clear(d);
    }

    @Override
    public void correctComplementarity(double[] ds, double[] dz, double sigmaMu, double[] d) {
        clear(d);
    }

    @Override
    public void centreComplementarity(double[] s, double[] z, double[] ds, double[] dz, double alpha,
            double low, double high, double[] d) {
        // equalities have no products
    }

    @Override
    public void offset(double[] s, double[] z, double[] d, double[] offset) {
        clear(offset);
    }

    @Override
    public double longestStep(double[] s, double[] z, double[] ds, double[] dz, double limit) {
        return limit;
    }

    private void clear(double[] v) {
        Arrays.fill(v, offset, offset + dimension, 0);
    }
}
