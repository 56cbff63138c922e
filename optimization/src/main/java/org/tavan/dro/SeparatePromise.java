package org.tavan.dro;

import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// One worst-case conditional value at risk an interval, each at its own `ε_t`: `max{(C−Q)h⁺, (Q−C)h⁻} ≤ m` with
/// `h⁺ = min(CVaR_ε(ξ) + ρ/ε, u)` and `h⁻ = min(CVaR_ε(−ξ) + ρ/ε, −l)`. A tail of mass `ε` that a budget `ρ` moves gains `ρ/ε`, up to the
/// box; one coordinate moves, so the norm does not matter.
///
/// In a box the real-time limits hold everywhere. Without one no finite limit can: `Q h⁺ + r ≤ q̅` holds it in the sense of the
/// promise, and the limits take their part of `ε`.
///
/// Source: the paper, (16)–(18). Departs from it: (18) as printed is unsafe.
final class SeparatePromise implements DiagonalPromise {
    /// How far a gain may be moved from the solver's to fit the margin (kW per unit of ξ).
    private static final double ADAPTED_KW = 1e-5;

    private final double nominalKw;
    private final double[] needUp;
    private final double[] needDown;
    private final double[] reachUp;
    private final double[] reachDown;
    private final int[] upRow;
    private final int[] downRow;

    /// A promise in a box, whose constants come by `set`.
    SeparatePromise(double nominalKw, int intervals) {
        this.nominalKw = nominalKw;
        needUp = new double[intervals];
        needDown = new double[intervals];
        reachUp = new double[intervals];
        reachDown = new double[intervals];
        upRow = new int[intervals];
        downRow = new int[intervals];
    }

    SeparatePromise(double nominalKw, WassersteinBall ball, double intervalEpsilon) {
        this.nominalKw = nominalKw;
        int intervals = ball.samples().intervals();
        needUp = new double[intervals];
        needDown = new double[intervals];
        upRow = new int[intervals];
        downRow = new int[intervals];
        boolean bounded = ball.support() instanceof SupportBox;
        Profile highest = ball.samples().upperTail(intervalEpsilon);
        Profile lowest = ball.samples().lowerTail(intervalEpsilon);
        double moved = ball.radius() / intervalEpsilon;
        for (int t = 0; t < intervals; t++) {
            needUp[t] = Math.min(highest.get(t) + moved,
                    bounded ? ball.box().high().get(t) : Double.POSITIVE_INFINITY);
            needDown[t] = Math.min(moved - lowest.get(t),
                    bounded ? -ball.box().low().get(t) : Double.POSITIVE_INFINITY);
        }
        reachUp = bounded ? ball.box().high().toArray() : needUp;
        reachDown = bounded ? negative(ball.box().low().toArray()) : needDown;
    }

    /// Sets the constants of an interval.
    ///
    /// @param tailUp `CVaR_ε(ξ) + ρ/ε`
    /// @param tailDown `CVaR_ε(−ξ) + ρ/ε`
    void set(int t, double tailUp, double tailDown, double low, double high) {
        needUp[t] = Math.min(tailUp, high);
        needDown[t] = Math.min(tailDown, -low);
        reachUp[t] = high;
        reachDown[t] = -low;
    }

    /// In place.
    private static double[] negative(double[] values) {
        for (int t = 0; t < values.length; t++) {
            values[t] = -values[t];
        }
        return values;
    }

    @Override
    public boolean holdsLimits() {
        return false;
    }

    @Override
    public void expect(double[] likelyKw) {
        // The rows are always the same.
    }

    @Override
    public double reachUp(int t) {
        return reachUp[t];
    }

    @Override
    public double reachDown(int t) {
        return reachDown[t];
    }

    /// Two rows an interval. Where a gain may not exceed `C`, `(Q−C)h⁻ ≤ (C−Q)h⁺`, since `h⁺ + h⁻ ≥ E[ξ] + E[−ξ] = 0`, and the first would say all; but
    /// so all members and days have one sparsity pattern, which is analysed once.
    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, int[] gain, double backoffKw) {
        for (int t = 0; t < gain.length; t++) {
            int[] promise = {member.margin().get(t), gain[t]};
            upRow[t] = program.addGreaterOrEqual(promise, new double[]{1, needUp[t]},
                    nominalKw * needUp[t] + backoffKw);
            downRow[t] = program.addGreaterOrEqual(promise, new double[]{1, -needDown[t]},
                    -nominalKw * needDown[t] + backoffKw);
        }
    }

    /// Writes the constants of an interval.
    void describe(GainSearch.Hour hour, int t) {
        hour.needUp = needUp[t];
        hour.needDown = needDown[t];
    }

    /// Adds the rows that hold the margin of an interval.
    void guess(ActiveGuess guess, int t, boolean up, boolean down) {
        if (up) {
            guess.addRow(upRow[t]);
        }
        if (down) {
            guess.addRow(downRow[t]);
        }
    }

    /// Writes the constants into the rows added before.
    void write(ConicWorkspace workspace, int[] gain, double backoffKw) {
        for (int t = 0; t < gain.length; t++) {
            workspace.setCoefficient(upRow[t], gain[t], needUp[t]);
            workspace.setRightSide(upRow[t], nominalKw * needUp[t] + backoffKw);
            workspace.setCoefficient(downRow[t], gain[t], -needDown[t]);
            workspace.setRightSide(downRow[t], -nominalKw * needDown[t] + backoffKw);
        }
    }

    /// {@return the margin that a gain needs in an interval (kW)}
    double marginNeededKw(double gainKw, int t) {
        double open = nominalKw - gainKw;
        return Math.max(open * needUp[t], -open * needDown[t]);
    }

    @Override
    public double adapted(double gainKw, double spareKw, int t) {
        double least = needUp[t] > 0 ? nominalKw - spareKw / needUp[t] : gainKw;
        double most = needDown[t] > 0 ? nominalKw + spareKw / needDown[t] : gainKw;
        return Math.min(Math.max(gainKw, Math.min(least, gainKw + ADAPTED_KW)),
                Math.max(most, gainKw - ADAPTED_KW));
    }

    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        return false;
    }

    @Override
    public double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw) {
        double[] needed = new double[gainKw.length];
        for (int t = 0; t < needed.length; t++) {
            needed[t] = marginNeededKw(gainKw[t], t);
        }
        return needed;
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return solution.dual(upRow[t]) + solution.dual(downRow[t]);
    }

    @Override
    public boolean rescale(double[] gainKw, double[] marginKw, double[] plannedKw) {
        return false;
    }

    @Override
    public void restoreScaling() {
        // There is none.
    }
}
