package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.asset.GridLimits;
import org.tavan.uncertainty.WassersteinBall;

/// The rows of a member's joint chance constraint under a diagonal rule: `(α + βQ[t]) ξ[t] ≤ margin`.
///
/// The promise is `(C − Q) ξ ≤ m + r`. In a box the real-time limits hold for every `ξ` and are no part of it. Without one they can hold in
/// the sense of the promise only: `Qξ ≤ q̅ − r` and `−Qξ ≤ q̲ + r` are then further rows, so that all of it holds at once with
/// probability `1 − ε`.
final class JointRows {
    /// What a row holds.
    private enum Kind {
        PROMISE, IMPORT, EXPORT
    }

    private record Row(Kind kind, int interval, double constant, double factor, double limitKw) {}

    private final List<Row> rows = new ArrayList<>();

    /// @param limitsAreRows whether the real-time limits are rows; where one of them is 0 the rule does nothing and needs none
    JointRows(double nominalKw, GridLimits realTime, WassersteinBall ball, boolean limitsAreRows) {
        int intervals = ball.samples().intervals();
        for (int t = 0; t < intervals; t++) {
            rows.add(new Row(Kind.PROMISE, t, nominalKw, -1, 0));
        }
        boolean limited = limitsAreRows && realTime.importMaxKw() > 0 && realTime.exportMaxKw() > 0;
        for (int t = 0; limited && t < intervals; t++) {
            if (realTime.importMaxKw() < Double.POSITIVE_INFINITY) {
                rows.add(new Row(Kind.IMPORT, t, 0, 1, realTime.importMaxKw()));
            }
            if (realTime.exportMaxKw() < Double.POSITIVE_INFINITY) {
                rows.add(new Row(Kind.EXPORT, t, 0, -1, realTime.exportMaxKw()));
            }
        }
    }

    /// Where to start: promises equally, limits so that a rule of 0 keeps them in spite of what the ball costs the promise.
    ///
    /// @param moveKw what the ball may add to the loss of a promise, `Cρ/ε` (kW)
    double[] firstScale(double moveKw) {
        double[] scale = new double[rows.size()];
        for (int k = 0; k < scale.length; k++) {
            scale[k] = isPromise(k) ? 1 : Math.max(1, 2 * moveKw / rows.get(k).limitKw());
        }
        return scale;
    }

    int count() {
        return rows.size();
    }

    int interval(int k) {
        return rows.get(k).interval();
    }

    int[] intervals() {
        return rows.stream().mapToInt(Row::interval).toArray();
    }

    boolean isPromise(int k) {
        return rows.get(k).kind() == Kind.PROMISE;
    }

    /// {@return `α`}
    double constant(int k) {
        return rows.get(k).constant();
    }

    /// {@return `β`}
    double factor(int k) {
        return rows.get(k).factor();
    }

    /// {@return `α + βQ` of each row, scaled}
    double[] slopes(double[] gainKw, double[] scale) {
        double[] slopes = new double[rows.size()];
        for (int k = 0; k < slopes.length; k++) {
            slopes[k] = scale[k] * (constant(k) + factor(k) * gainKw[interval(k)]);
        }
        return slopes;
    }

    /// {@return the margin of each row, scaled}
    double[] margins(double[] marginKw, double[] plannedKw, double[] scale) {
        double[] margins = new double[rows.size()];
        for (int k = 0; k < margins.length; k++) {
            Row row = rows.get(k);
            margins[k] = scale[k] * switch (row.kind()) {
                case PROMISE -> marginKw[row.interval()];
                case IMPORT -> row.limitKw() - plannedKw[row.interval()];
                case EXPORT -> row.limitKw() + plannedKw[row.interval()];
            };
        }
        return margins;
    }

    /// Adds `scale · margin` to a row of a program.
    ///
    /// @return its constant part
    double addMargin(RowBuilder to, int k, MemberVariables member, double scale) {
        Row row = rows.get(k);
        switch (row.kind()) {
            case PROMISE -> to.add(member.margin().get(row.interval()), scale);
            case IMPORT -> member.planned().addTo(to, row.interval(), -scale);
            case EXPORT -> member.planned().addTo(to, row.interval(), scale);
        }
        return scale * row.limitKw();
    }
}
