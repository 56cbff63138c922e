package org.tavan.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.WassersteinBall;

/// The exact worst-case probability that demand exceeds supply in any interval: the certificate every plan carries. Where no support bounds the
/// residuals, real-time limits and those of batteries that follow the residuals are promised too. Shares no code with the planner.
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
        return WorstCase.probability(rows(rule, nominalKw, marginKw), ball);
    }

    /// {@return the rows `a[t]ᵀξ ≤ m[t]`, less what netted batteries supply beyond their linear rule at `ξ = 0`, which more may be added
    /// to: real-time limits, states of charge}
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
            rows.add(new UncertainRow(Profile.of(open), marginKw.get(t) - rule.spareKw(t)));
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
            double[] imported = row(rule, t, plannedKw.length());
            double[] exported = Arrays.stream(imported).map(x -> 0.0 - x).toArray();
            if (importMaxKw < Double.POSITIVE_INFINITY) {
                rows.add(new UncertainRow(Profile.of(imported), importMaxKw - plannedKw.get(t)));
            }
            if (exportMaxKw < Double.POSITIVE_INFINITY) {
                rows.add(new UncertainRow(Profile.of(exported), exportMaxKw + plannedKw.get(t)));
            }
        }
        return rows;
    }

    /// {@return the rows that hold a battery that follows the residuals within its limits: `0 ≤ c(ξ) ≤ c̅`, `0 ≤ d(ξ) ≤ d̅`, and
    /// `E̲[t] ≤ E[t](ξ) ≤ E̅` with `E[t](ξ) = E₀ + Δt Σ_{s ≤ t} (η_c c[s](ξ) − d[s](ξ)/η_d)`}
    ///
    /// @param startKwh `E₀` (kWh)
    /// @param leastKwh `E̲` (kWh): a limit, a reserve, or a level due
    /// @param stepHours `Δt` (h)
    public static List<UncertainRow> storageRows(StorageRule rule, double startKwh, Profile leastKwh,
            double stepHours) {
        Battery battery = rule.battery();
        int intervals = leastKwh.length();
        List<UncertainRow> rows = new ArrayList<>();
        double[] slope = new double[intervals];
        double energy = startKwh;
        for (int t = 0; t < intervals; t++) {
            double charge = rule.chargeKw().get(t);
            double discharge = rule.dischargeKw().get(t);
            for (int j = 0; j <= t; j++) {
                slope[j] += stepHours * (battery.chargeEfficiency() * rule.chargeGain().gainKw(t, j)
                        - rule.dischargeGain().gainKw(t, j) / battery.dischargeEfficiency());
            }
            energy = battery.energyAfterKwh(energy, charge, discharge, stepHours);
            addWithin(rows, row(rule.chargeGain(), t, intervals), -charge, battery.chargeMaxKw() - charge);
            addWithin(rows, row(rule.dischargeGain(), t, intervals), -discharge,
                    battery.dischargeMaxKw() - discharge);
            addWithin(rows, slope, leastKwh.get(t) - energy, battery.energyMaxKwh() - energy);
        }
        return rows;
    }

    private static double[] row(AffineRecourse rule, int t, int intervals) {
        double[] row = new double[intervals];
        for (int j = 0; j <= t; j++) {
            row[j] = rule.gainKw(t, j);
        }
        return row;
    }

    /// `low ≤ aᵀξ ≤ high`.
    private static void addWithin(List<UncertainRow> rows, double[] a, double low, double high) {
        double[] mirrored = Arrays.stream(a).map(x -> 0.0 - x).toArray();
        rows.add(new UncertainRow(Profile.of(a), high));
        rows.add(new UncertainRow(Profile.of(mirrored), -low));
    }
}
