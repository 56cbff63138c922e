package org.tavan.dro;

import org.tavan.conic.ConicWorkspace;

/// The individual chance constraints of a member whose window moves.
final class RollingSeparatePromise implements RollingPromise {
    private final SampleWindow window;
    private final double intervalEpsilon;
    private final SeparatePromise promise;

    RollingSeparatePromise(SampleWindow window, double nominalKw, double intervalEpsilon) {
        this.window = window;
        this.intervalEpsilon = intervalEpsilon;
        promise = new SeparatePromise(nominalKw, window.intervals());
    }

    @Override
    public DiagonalPromise inRule() {
        return promise;
    }

    @Override
    public void update(double radius) {
        double budget = radius / intervalEpsilon;
        for (int t = 0; t < window.intervals(); t++) {
            promise.set(t, window.upperTail(t, intervalEpsilon) + budget,
                    window.lowerTail(t, intervalEpsilon) + budget, window.low(t), window.high(t));
        }
    }

    @Override
    public boolean fits() {
        return true;
    }

    @Override
    public void write(ConicWorkspace workspace, int[] gain, double backoffKw) {
        promise.write(workspace, gain, backoffKw);
    }

    @Override
    public boolean refine(ConicWorkspace point, DiagonalProgram rule) {
        return false;
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public double boundLossCents(ConicWorkspace point, DiagonalProgram rule) {
        return 0;
    }

    @Override
    public boolean isKept(ConicWorkspace point, double[] gainKw, double[] marginKw) {
        for (int t = 0; t < gainKw.length; t++) {
            if (!(marginKw[t] >= promise.marginNeededKw(gainKw[t], t))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean rescale(ConicWorkspace point, double[] gainKw, double[] marginKw) {
        return false;
    }

    @Override
    public int programs() {
        return 0;
    }

    @Override
    public void restoreScaling() {
        // There is none.
    }
}
