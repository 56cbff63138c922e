package org.tavan.dro;

import java.util.Arrays;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.DiagonalRecourse;

/// A diagonal rule `q[t] = Q[t] ξ[t]`, `Q ≥ 0`: exact and small. Made of how the promise is held and what the rule costs; holds the
/// limits (8b) between them: a bound on `Q` and, where some exchange is planned, a row.
///
/// Source: the paper, (13)–(18). Departs from it: see `SeparatePromise`, `JointPromise`; (13) has a single real-time price.
final class DiagonalProgram implements RecourseProgram {
    private final double nominalKw;
    private final GridLimits realTime;
    private final DiagonalPromise promise;
    private final DiagonalCost cost;
    private final double[] gainMaxKw;
    private final GridLimits gainLimits;
    private final int[] gain;
    private final int[] importRow;
    private final int[] exportRow;
    private double backoff;

    /// @param plannable whether `r` may be planned; `Q` may then reach from one limit to the other
    DiagonalProgram(double nominalKw, int intervals, GridLimits realTime, boolean plannable,
            DiagonalPromise promise, DiagonalCost cost) {
        this.nominalKw = nominalKw;
        this.realTime = realTime;
        this.promise = promise;
        this.cost = cost;
        gain = new int[intervals];
        gainMaxKw = new double[intervals];
        double bothKw = realTime.importMaxKw() + realTime.exportMaxKw();
        gainLimits = plannable ? new GridLimits(bothKw, bothKw) : realTime;
        importRow = new int[intervals];
        exportRow = new int[intervals];
        Arrays.fill(importRow, CommunityProgram.NONE);
        Arrays.fill(exportRow, CommunityProgram.NONE);
        double[] likely = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            gainMaxKw[t] = gainMaxKw(t);
            likely[t] = Math.min(gainMaxKw[t], nominalKw);
        }
        cost.expect(gainMaxKw, likely);
        promise.expect(likely);
    }

    /// The largest `Q` with `−q̲ ≤ Qξ ≤ q̅` for every ξ in reach. Where no ξ differs from 0 the rule does nothing.
    private double gainMaxKw(int t) {
        if (promise.holdsLimits()) {
            return Math.min(realTime.importMaxKw(), realTime.exportMaxKw()) > 0
                    ? Double.POSITIVE_INFINITY
                    : 0;
        }
        double up = promise.reachUp(t);
        double down = promise.reachDown(t);
        if (!(down > 0 || up > 0)) {
            return nominalKw;
        }
        return Math.min(up > 0 ? gainLimits.importMaxKw() / up : Double.POSITIVE_INFINITY,
                down > 0 ? gainLimits.exportMaxKw() / down : Double.POSITIVE_INFINITY);
    }

    @Override
    public void addTo(ConicProgram.Builder program, MemberVariables member, double backoffKw) {
        backoff = backoffKw;
        for (int t = 0; t < gain.length; t++) {
            gain[t] = program.addVariable(cost.base(t), promise.gainLeastKw(t),
                    Math.min(gainMaxKw[t], promise.gainMostKw(t)));
            if (!member.planned().isNone()) {
                addLimits(program, t, member.planned());
            }
        }
        promise.addTo(program, member, gain, backoffKw);
        cost.addTo(program, gain);
    }

    /// `Q u + r ≤ q̅` and `−Q l − r ≤ q̲`, beside the bound on `Q`, which is the same with `r = 0`.
    private void addLimits(ConicProgram.Builder program, int t, PlannedExchange planned) {
        if (promise.holdsLimits()) {
            return;
        }
        if (realTime.importMaxKw() < Double.POSITIVE_INFINITY) {
            RowBuilder imports = new RowBuilder().add(gain[t], promise.reachUp(t));
            planned.addTo(imports, t, 1);
            importRow[t] = program.addLessOrEqual(imports.variables(), imports.coefficients(),
                    realTime.importMaxKw());
        }
        if (realTime.exportMaxKw() < Double.POSITIVE_INFINITY) {
            RowBuilder exports = new RowBuilder().add(gain[t], promise.reachDown(t));
            planned.addTo(exports, t, -1);
            exportRow[t] = program.addLessOrEqual(exports.variables(), exports.coefficients(),
                    realTime.exportMaxKw());
        }
    }

    @Override
    public boolean guess(ActiveGuess guess, double[] cents, double[] marginKw) {
        if (!(promise instanceof SeparatePromise separate && cost instanceof BoxCost box
                && box.isGuessable())) {
            return false;
        }
        GainSearch.Hour[] hours = hours(separate, cents);
        GainSearch.Hour[] below = hours(separate, cents);
        box.guess(guess, hours, below);
        for (int t = 0; t < gain.length; t++) {
            guess(guess, separate, hours[t], t);
            guess(guess, separate, below[t], t);
            marginKw[t] = hours[t].marginKw();
        }
        return true;
    }

    private GainSearch.Hour[] hours(SeparatePromise separate, double[] cents) {
        GainSearch.Hour[] hours = new GainSearch.Hour[gain.length];
        for (int t = 0; t < hours.length; t++) {
            hours[t] = new GainSearch.Hour();
            hours[t].base = cost.base(t);
            hours[t].marginCents = cents[t];
            hours[t].nominalKw = nominalKw;
            hours[t].gainMaxKw = gainMaxKw[t];
            separate.describe(hours[t], t);
        }
        return hours;
    }

    private void guess(ActiveGuess guess, SeparatePromise separate, GainSearch.Hour hour, int t) {
        switch (hour.at) {
            case LOWER -> guess.addLower(gain[t]);
            case UPPER -> guess.addUpper(gain[t]);
            case NOMINAL, CROSSING -> {
                // Rows hold it.
            }
        }
        if (hour.marginCents > 0) {
            boolean both = hour.at == GainSearch.At.NOMINAL;
            separate.guess(guess, t, both || hour.gainKw <= nominalKw, both || hour.gainKw > nominalKw);
        }
    }

    /// Finds the bounds on `Q` anew, once the promise reaches elsewhere.
    ///
    /// @return whether the program added last has the same kinds of bounds, so that `write` may change it
    boolean updateGainMax() {
        boolean same = true;
        for (int t = 0; t < gain.length; t++) {
            double before = gainMaxKw[t];
            gainMaxKw[t] = gainMaxKw(t);
            same &= before == 0 == (gainMaxKw[t] == 0)
                    && Double.isInfinite(before) == Double.isInfinite(gainMaxKw[t]);
        }
        return same;
    }

    /// Writes the cost and the limits of `Q` into the program added last.
    void write(ConicWorkspace workspace) {
        for (int t = 0; t < gain.length; t++) {
            workspace.setLinearCost(gain[t], cost.base(t));
            workspace.setBounds(gain[t], 0, Math.min(gainMaxKw[t], promise.gainMostKw(t)));
            if (importRow[t] != CommunityProgram.NONE) {
                workspace.setCoefficient(importRow[t], gain[t], promise.reachUp(t));
            }
            if (exportRow[t] != CommunityProgram.NONE) {
                workspace.setCoefficient(exportRow[t], gain[t], promise.reachDown(t));
            }
        }
    }

    /// {@return the variables `Q`, one an interval; not a copy}
    int[] gainVariables() {
        return gain;
    }

    /// {@return the largest `Q` that the limits allow in an interval}
    double gainMaxKwAt(int t) {
        return gainMaxKw[t];
    }

    @Override
    public DiagonalRecourse rule(Solution solution, double[] marginKw, double[] plannedKw) {
        double[] packed = new double[gain.length];
        for (int t = 0; t < packed.length; t++) {
            double adapted = promise.adapted(solution.value(gain[t]), marginKw[t] - 0.5 * backoff, t);
            double reachUp = promise.reachUp(t);
            double reachDown = promise.reachDown(t);
            double up = reachUp > 0 ? (realTime.importMaxKw() - plannedKw[t]) / reachUp : gainMaxKw[t];
            double down = reachDown > 0 ? (realTime.exportMaxKw() + plannedKw[t]) / reachDown : gainMaxKw[t];
            packed[t] = Math.clamp(adapted, 0, Math.max(0, Math.min(gainMaxKw[t], Math.min(up, down))));
        }
        return new DiagonalRecourse(Profile.of(packed));
    }

    private static double[] gains(AffineRecourse rule) {
        return rule.packedKw().toArray();
    }

    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        boolean dearer = cost.refine(solution, gains(rule));
        boolean riskier = promise.refine(solution, gains(rule));
        return dearer || riskier;
    }

    @Override
    public boolean complete() {
        return promise.complete();
    }

    @Override
    public double boundLossCents(Solution solution) {
        return promise.boundLossCents(solution, gainMaxKw);
    }

    @Override
    public double[] marginsNeededKw(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        return promise.marginsNeededKw(gains(rule), marginKw, plannedKw);
    }

    @Override
    public double worstCaseCents(AffineRecourse rule) {
        return cost.cents(gains(rule));
    }

    @Override
    public boolean holdsLimits() {
        return promise.holdsLimits();
    }

    @Override
    public double mostImportKw(AffineRecourse rule, int t) {
        return rule.gainKw(t, t) * promise.reachUp(t);
    }

    @Override
    public double mostExportKw(AffineRecourse rule, int t) {
        return rule.gainKw(t, t) * promise.reachDown(t);
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return promise.riskPrice(solution, t);
    }

    @Override
    public boolean rescale(AffineRecourse rule, double[] marginKw, double[] plannedKw) {
        return promise.rescale(gains(rule), marginKw, plannedKw);
    }

    @Override
    public void restoreScaling() {
        promise.restoreScaling();
    }

    @Override
    public double[] scaling() {
        return promise.scaling();
    }
}
