package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.certificate.UncertainRow;
import org.tavan.certificate.WorstCase;
import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// The exact worst-case probability that demand exceeds supply in any interval: the certificate every plan carries. Shares no code with
/// the planner.
public final class WorstCaseViolation {
    private WorstCaseViolation() {}

    /// Computes `sup P[a[t]ᵀξ > m[t] for any t]` over the ball, `a[t] = C e[t] − Q[t]`.
    ///
    /// @param rule `Q`, with what batteries add to it (kW per unit of ξ)
    /// @param nominalKw `C` (kW)
    /// @param marginKw `m`: planned supply minus forecast demand per interval (kW)
    /// @param ball in units of ξ
    /// @return the probability, in `[0, 1]`
    public static double of(AffineRecourse rule, double nominalKw, Profile marginKw, WassersteinBall ball) {
        return WorstCase.of(rows(rule, nominalKw, marginKw), ball).probability();
    }

    /// {@return the rows `a[t]ᵀξ ≤ m[t]`, which more may be added to: real-time limits, states of charge}
    ///
    /// @throws IllegalArgumentException if rule and margin have different lengths
    public static List<UncertainRow> rows(AffineRecourse rule, double nominalKw, Profile marginKw) {
        int intervals = marginKw.length();
        if (rule.intervals() != intervals) {
            throw new IllegalArgumentException("The rule has %d intervals, the margin %d.".formatted(
                    rule.intervals(), intervals));
        }
        List<UncertainRow> rows = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            double[] open = new double[intervals];
            for (int j = 0; j <= t; j++) {
                open[j] = (j == t ? nominalKw : 0) - rule.supplyGainKw(t, j);
            }
            rows.add(new UncertainRow(Profile.of(open), marginKw.get(t)));
        }
        return rows;
    }

    /// {@return the rows `Q[t]ξ ≤ q̅ − r[t]` and `−Q[t]ξ ≤ q̲ + r[t]`, as far as there are limits}
    ///
    /// @param plannedKw `r` (kW), import positive
    /// @param importMaxKw `q̅` (kW), may be infinite
    /// @param exportMaxKw `q̲` (kW), may be infinite
    public static List<UncertainRow> realTimeRows(AffineRecourse rule, Profile plannedKw, double importMaxKw,
            double exportMaxKw) {
        List<UncertainRow> rows = new ArrayList<>();
        for (int t = 0; t < plannedKw.length(); t++) {
            double[] imported = new double[plannedKw.length()];
            double[] exported = new double[plannedKw.length()];
            for (int j = 0; j <= t; j++) {
                imported[j] = rule.gainKw(t, j);
                exported[j] = 0.0 - imported[j];
            }
            if (importMaxKw < Double.POSITIVE_INFINITY) {
                rows.add(new UncertainRow(Profile.of(imported), importMaxKw - plannedKw.get(t)));
            }
            if (exportMaxKw < Double.POSITIVE_INFINITY) {
                rows.add(new UncertainRow(Profile.of(exported), exportMaxKw + plannedKw.get(t)));
            }
        }
        return rows;
    }
}
