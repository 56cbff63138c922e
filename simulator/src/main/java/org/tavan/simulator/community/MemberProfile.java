package org.tavan.simulator.community;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.ProsumerKind;
import org.tavan.simulator.meter.MeterKind;
import org.tavan.simulator.weather.PvPlant;

/// What distinguishes one synthetic member from the others.
///
/// @param prosumerId unique in the community
/// @param kind home or business
/// @param loadKw scale of its load: about the evening peak of a home, the working hours of a business (kW)
/// @param plant PV, or null
/// @param storage battery, or null
/// @param flexible flexible load, or null
/// @param loadMeter how its load is metered
/// @param pvMeter how its PV is metered
record MemberProfile(String prosumerId, ProsumerKind kind, double loadKw, @Nullable PvPlant plant,
        @Nullable Storage storage, @Nullable Flexible flexible, MeterKind loadMeter, MeterKind pvMeter) {

    /// Size of a battery.
    ///
    /// @param energyMaxKwh capacity (kWh)
    /// @param powerMaxKw largest charge and discharge (kW)
    record Storage(double energyMaxKwh, double powerMaxKw) {}

    /// Desired use and size of a flexible load.
    ///
    /// @param fromHour first local hour of the desired use
    /// @param toHour local hour after the last
    /// @param desiredKw desired power in these hours (kW)
    /// @param powerMaxKw most it may draw (kW)
    record Flexible(int fromHour, int toHour, double desiredKw, double powerMaxKw) {}

    /// The ten of the paper's size: seven homes (blocks of flats), three businesses; half with batteries, half with
    /// flexible load.
    static final List<MemberProfile> TEN = List.of(
            home("home-1", 7.0, new PvPlant(12, 30, 180), new Storage(80, 20), null, MeterKind.REGISTER,
                    MeterKind.REGISTER),
            home("home-2", 5.5, new PvPlant(8, 25, 200), null, new Flexible(18, 23, 3, 10), MeterKind.POWER,
                    MeterKind.POWER),
            home("home-3", 8.0, new PvPlant(15, 30, 180), new Storage(100, 25), new Flexible(17, 22, 3, 12),
                    MeterKind.INTERVAL_ENERGY, MeterKind.QUARTER_ENERGY),
            home("home-4", 6.0, null, null, new Flexible(19, 24, 2.5, 10), MeterKind.REGISTER,
                    MeterKind.REGISTER),
            home("home-5", 4.5, new PvPlant(10, 30, 150), new Storage(60, 15), null, MeterKind.SAMPLE,
                    MeterKind.REGISTER),
            home("home-6", 9.0, new PvPlant(18, 20, 190), null, new Flexible(18, 24, 4, 15),
                    MeterKind.REGISTER,
                    MeterKind.POWER),
            home("home-7", 6.5, null, null, null, MeterKind.QUARTER_ENERGY, MeterKind.REGISTER),
            business("shop-1", 12, new PvPlant(20, 15, 180), new Storage(120, 30), new Flexible(9, 17, 3, 12),
                    MeterKind.POWER, MeterKind.INTERVAL_ENERGY),
            business("office-1", 16, new PvPlant(30, 15, 180), new Storage(200, 40), null, MeterKind.REGISTER,
                    MeterKind.REGISTER),
            business("workshop-1", 18, new PvPlant(25, 20, 210), null, null, MeterKind.INTERVAL_ENERGY,
                    MeterKind.POWER));

    private static MemberProfile home(
            String id,
            double loadKw,
            @Nullable PvPlant plant,
            @Nullable Storage storage,
            @Nullable Flexible flexible,
            MeterKind loadMeter,
            MeterKind pvMeter) {
        return new MemberProfile(id, ProsumerKind.RESIDENTIAL, loadKw, plant, storage, flexible, loadMeter,
                pvMeter);
    }

    private static MemberProfile business(
            String id,
            double loadKw,
            @Nullable PvPlant plant,
            @Nullable Storage storage,
            @Nullable Flexible flexible,
            MeterKind loadMeter,
            MeterKind pvMeter) {
        return new MemberProfile(id, ProsumerKind.COMMERCIAL, loadKw, plant, storage, flexible, loadMeter,
                pvMeter);
    }

    /// Member number `index` of a community of any size: the ten, then the ten again with another number.
    static MemberProfile of(int index) {
        MemberProfile template = TEN.get(index % TEN.size());
        int round = index / TEN.size();
        return round == 0 ? template : template.named(template.prosumerId + "-" + (round + 1));
    }

    private MemberProfile named(String id) {
        return new MemberProfile(id, kind, loadKw, plant, storage, flexible, loadMeter, pvMeter);
    }
}
