package org.tavan.recourse;

import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

/// Batteries that give way in real time: where the meter of a community would see more than a limit, they charge less, or give, what is
/// beyond it, interval by interval.
///
/// A battery gives up to its power, and up to the energy without which all that is planned of it later can still be done:
/// `B[t−1] + min_{s ≥ t} E[s] − E_min` with the planned energy `E` and what was given before, `B ≤ 0`. So what a plan promises of later
/// intervals stands, and a supply that rises breaks no promise of this one. The energy is missing at the end of the day, though; the next
/// plan buys it, and nobody what is missing at the very end. Limits of the members' own meters are not looked at.
///
/// First those give whose own member needs it, up to that; then all, in proportion to what they can give.
///
/// Source: derived.
public final class PeakGuard {
    private final List<Planned> batteries;
    private final double limitKw;
    private final double stepHours;
    /// Per battery `min_{s ≥ t} E[s]`.
    private final double[][] leastKwh;
    private final double[] beyondKwh;
    private int next;

    /// A battery, and what is planned of it.
    ///
    /// @param supplyKw per interval, discharge positive (kW)
    /// @param energyKwh `E` at the end of each interval (kWh)
    public record Planned(Battery battery, Profile supplyKw, Profile energyKwh) {

        /// Checks lengths.
        ///
        /// @throws IllegalArgumentException if they differ
        public Planned {
            if (supplyKw.length() != energyKwh.length()) {
                throw new IllegalArgumentException(
                        "A guarded battery has %d planned powers and %d energies, expected as many."
                                .formatted(
                                        supplyKw.length(), energyKwh.length()));
            }
        }
    }

    /// Batteries at the beginning of a day.
    ///
    /// @param limitKw most import (kW), `+∞` for none
    /// @param stepHours `Δt` (h), positive
    public PeakGuard(List<Planned> batteries, double limitKw, double stepHours) {
        this.batteries = List.copyOf(batteries);
        this.limitKw = limitKw;
        this.stepHours = stepHours;
        leastKwh = batteries.stream()
                .map(battery -> leastLater(battery.energyKwh()))
                .toArray(double[][]::new);
        beyondKwh = new double[batteries.size()];
    }

    private static double[] leastLater(Profile energyKwh) {
        double[] least = energyKwh.toArray();
        for (int t = least.length - 2; t >= 0; t--) {
            least[t] = Math.min(least[t], least[t + 1]);
        }
        return least;
    }

    /// Lives the next interval.
    ///
    /// @param meteredKw what the meter would see if batteries did as planned (kW), import positive
    /// @param neededKw what the member of each battery needs beyond its plan (kW), any sign
    /// @return what each supplies beyond its plan (kW), non-negative
    public Profile step(double meteredKw, Profile neededKw) {
        int t = next++;
        double[] most = new double[batteries.size()];
        double[] own = new double[batteries.size()];
        for (int k = 0; k < most.length; k++) {
            most[k] = mostKw(k, t);
            own[k] = Math.clamp(neededKw.get(k), 0, most[k]);
        }
        double[] given = new double[most.length];
        double leftKw = meteredKw - limitKw;
        leftKw -= give(given, own, leftKw);
        for (int k = 0; k < most.length; k++) {
            most[k] -= given[k];
        }
        give(given, most, leftKw);
        for (int k = 0; k < given.length; k++) {
            beyondKwh[k] += energyChangeKwh(batteries.get(k), t, given[k]);
        }
        return Profile.of(given);
    }

    /// Adds to what is given, in proportion.
    ///
    /// @return the sum added (kW), at most what is wanted
    private static double give(double[] given, double[] upToKw, double wantedKw) {
        double sum = Arrays.stream(upToKw).sum();
        if (!(wantedKw > 0 && sum > 0)) {
            return 0;
        }
        double part = Math.min(1, wantedKw / sum);
        for (int k = 0; k < given.length; k++) {
            given[k] += part * upToKw[k];
        }
        return part * sum;
    }

    /// Most that a battery can supply beyond its plan (kW): first it charges less, then it discharges.
    private double mostKw(int k, int t) {
        Planned planned = batteries.get(k);
        Battery battery = planned.battery();
        double spareKwh = Math.max(0, beyondKwh[k] + leastKwh[k][t] - battery.energyMinKwh());
        double chargeKw = Math.max(0, -planned.supplyKw().get(t));
        double chargeKwh = stepHours * battery.chargeEfficiency() * chargeKw;
        if (spareKwh < chargeKwh) {
            return chargeKw * spareKwh / chargeKwh;
        }
        double roomKw = battery.dischargeMaxKw() - Math.max(0, planned.supplyKw().get(t));
        return chargeKw + Math.clamp((spareKwh - chargeKwh) * battery.dischargeEfficiency() / stepHours, 0,
                Math.max(0, roomKw));
    }

    private double energyChangeKwh(Planned planned, int t, double givenKw) {
        double before = planned.supplyKw().get(t);
        double after = before + givenKw;
        return planned.battery().energyAfterKwh(0, Math.max(0, -after), Math.max(0, after), stepHours)
                - planned.battery().energyAfterKwh(0, Math.max(0, -before), Math.max(0, before), stepHours);
    }

    /// {@return what is in a battery by now beyond its plan (kWh), not positive}
    public double beyondKwh(int k) {
        return beyondKwh[k];
    }
}
