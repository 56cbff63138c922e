package org.tavan.problem;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.conic.Profile;

/// A battery and the energy in it when the plan begins.
///
/// A reported energy outside the limits is accepted: the plan then leads back into them as soon as it can. So is one below the
/// reserve, which then is asked for as far as charging from the start reaches.
///
/// @param id unique among the devices of its member
/// @param battery the battery
/// @param energyKwh `E[0]` (kWh), non-negative
/// @param reserveKwh energy kept back for outages at the end of each interval (kWh), within the battery; null for none
public record BatteryState(String id, Battery battery, double energyKwh, @Nullable Profile reserveKwh)
        implements
            Storage {
    /// The name of a battery that was given none.
    public static final String DEFAULT_ID = "battery";

    /// Checks the energies.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite, or the reserve does not fit the battery
    public BatteryState {
        if (!(energyKwh >= 0 && energyKwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The energyKwh (%s) must be non-negative and finite.".formatted(energyKwh));
        }
        for (int t = 0; reserveKwh != null && t < reserveKwh.length(); t++) {
            if (!(reserveKwh.get(t) >= 0 && reserveKwh.get(t) <= battery.energyMaxKwh())) {
                throw new IllegalArgumentException(
                        "The reserveKwh of %s in interval %d (%s) must lie in [0, energyMaxKwh (%s)]."
                                .formatted(id, t, reserveKwh.get(t), battery.energyMaxKwh()));
            }
        }
    }

    /// The only battery of a member, without a reserve.
    public BatteryState(Battery battery, double energyKwh) {
        this(DEFAULT_ID, battery, energyKwh, null);
    }

    /// {@return the same battery, which keeps energy back for outages}
    ///
    /// @param kwh at the end of each interval
    public BatteryState withReserveKwh(Profile kwh) {
        return new BatteryState(id, battery, energyKwh, kwh);
    }

    /// {@return the same battery, which keeps the same energy back in all intervals}
    ///
    /// @param intervals `T`
    public BatteryState withReserveKwh(double kwh, int intervals) {
        double[] values = new double[intervals];
        Arrays.fill(values, kwh);
        return withReserveKwh(Profile.of(values));
    }

    @Override
    public List<ChargingStay> stays(int intervals) {
        return List.of(new ChargingStay(0, intervals, energyKwh, battery.energyFinalMinKwh()));
    }

    @Override
    public double reserveKwh(int t) {
        return reserveKwh == null ? 0 : reserveKwh.get(t);
    }
}
