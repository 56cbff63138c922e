package org.tavan.simulator.microgrid;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.WindPlant;
import org.tavan.simulator.community.SyntheticCommunity;

/// The default microgrid of a synthetic community.
///
/// The ten members draw a net peak of 60 kW on the median day and 90 kW on the worst of a year; power, energy and hourly costs
/// are in proportion to the members' load. Day-ahead prices run from 7 to 12 ¢/kWh (`PriceModel`): the fuel cell costs less than
/// most hours of the grid, the gas turbines less than its evenings, diesel more than any. The transformer carries less than an
/// evening's peak, so that own generation is needed every day.
public final class DefaultMicrogrid {
    /// Load that the figures are for: the scales of the ten members (kW).
    private static final double REFERENCE_KW = SyntheticCommunity.loadScalesKw(10)
            .stream()
            .mapToDouble(Double::doubleValue)
            .sum();

    private final double scale;

    private DefaultMicrogrid(double scale) {
        this.scale = scale;
    }

    /// The microgrid of a community.
    ///
    /// @param communityId the community
    /// @param prosumers number of members
    /// @param knowledgeTime when it is decided
    /// @return its configuration
    public static Microgrid of(String communityId, int prosumers, Instant knowledgeTime) {
        List<Double> loadsKw = SyntheticCommunity.loadScalesKw(prosumers);
        double scale = loadsKw.stream().mapToDouble(Double::doubleValue).sum() / REFERENCE_KW;
        var plant = new DefaultMicrogrid(scale);
        return Microgrid.newBuilder()
                .setCommunityId(communityId)
                .setName("Microgrid of " + communityId)
                .setUnits(plant.units())
                .setGrid(plant.grid())
                .setStorages(List.of(plant.battery()))
                .setWindPlants(List.of(plant.wind()))
                .setPvPlants(List.of(plant.sun()))
                .setReliability(plant.reliability())
                .setDemand(demand())
                .setFeeder(DefaultFeeder.of(loadsKw, scale))
                .setKnowledgeTime(knowledgeTime)
                .build();
    }

    private List<GeneratingUnit> units() {
        return List.of(
                unit("fuel-cell", 6, 25, 0.4).setMinUpHours(4)
                        .setMinDownHours(4)
                        .setNoLoadCentsPerHour(scaled(20))
                        .setEnergyCentsPerKwh(6.9)
                        .setHotStartCents(scaled(60))
                        .setColdStartCents(scaled(120))
                        .setColdAfterHours(8)
                        .setReserveCentsPerKwh(0.8)
                        .setOutageProbability(0.01)
                        .setInitialHours(24)
                        .setInitialKw(scaled(15))
                        .build(),
                turbine("gas-turbine-1", 7.4, 26, 0.015),
                turbine("gas-turbine-2", 7.7, 28, 0.02),
                unit("diesel", 8, 40, 4).setNoLoadCentsPerHour(scaled(45))
                        .setEnergyCentsPerKwh(14)
                        .setHotStartCents(scaled(25))
                        .setColdStartCents(scaled(40))
                        .setColdAfterHours(4)
                        .setReserveCentsPerKwh(1.2)
                        .setOutageProbability(0.03)
                        .build());
    }

    private GeneratingUnit turbine(String id, double energyCentsPerKwh, double noLoadCentsPerHour,
            double outageProbability) {
        return unit(id, 8, 30, 3).setMinUpHours(2)
                .setMinDownHours(2)
                .setNoLoadCentsPerHour(scaled(noLoadCentsPerHour))
                .setEnergyCentsPerKwh(energyCentsPerKwh)
                .setHotStartCents(scaled(25))
                .setColdStartCents(scaled(45))
                .setColdAfterHours(6)
                .setReserveCentsPerKwh(1)
                .setOutageProbability(outageProbability)
                .build();
    }

    private GeneratingUnit.Builder unit(String id, double minKw, double maxKw, double rampKwPerMinute) {
        return GeneratingUnit.newBuilder()
                .setUnitId(id)
                .setMinKw(scaled(minKw))
                .setMaxKw(scaled(maxKw))
                .setRampUpKwPerMinute(scaled(rampKwPerMinute))
                .setRampDownKwPerMinute(scaled(rampKwPerMinute));
    }

    /// Surplus is bought at what the price model gives for it.
    private UpstreamConnection grid() {
        return UpstreamConnection.newBuilder()
                .setImportMaxKw(scaled(40))
                .setExportMaxKw(scaled(40))
                .setExportPriceFraction(0.75)
                .setReserveMaxKw(scaled(30))
                .setReserveCentsPerKwh(0.6)
                .setOutageProbability(0.002)
                .build();
    }

    private MicrogridStorage battery() {
        return MicrogridStorage.newBuilder()
                .setStorageId("battery")
                .setEnergyMinKwh(scaled(8))
                .setEnergyMaxKwh(scaled(80))
                .setEnergyInitialKwh(scaled(40))
                .setEnergyFinalKwh(scaled(40))
                .setChargeMaxKw(scaled(25))
                .setDischargeMaxKw(scaled(25))
                .setChargeEfficiency(0.95)
                .setDischargeEfficiency(0.95)
                .setWearCentsPerKwh(0.3)
                .setReserveCentsPerKwh(0.3)
                .setOutageProbability(0.005)
                .build();
    }

    /// A turbine for weak wind on a mast of 40 m; the weather is reported at 10 m over built-up ground, where wind grows with
    /// height to the power of 0.25, as textbooks have it.
    private WindPlant wind() {
        return WindPlant.newBuilder()
                .setPlantId("wind-turbine")
                .setRatedKw(scaled(20))
                .setCutInMetresPerSecond(2.5)
                .setRatedMetresPerSecond(9)
                .setCutOutMetresPerSecond(22)
                .setHubFactor(1.4)
                .setSigmaSlope(0.3)
                .setSigmaInterceptKw(scaled(0.4))
                .setOutageProbability(0.02)
                .build();
    }

    private PvPlant sun() {
        return PvPlant.newBuilder()
                .setPlantId("pv-field")
                .setPeakKw(scaled(20))
                .setInverterKw(scaled(17))
                .setSigmaSlope(0.15)
                .setOutageProbability(0.005)
                .build();
    }

    private ReliabilityTarget reliability() {
        return ReliabilityTarget.newBuilder()
                .setVollCentsPerKwh(1000)
                .setLolpMax(0.003)
                .setEensMaxKwh(scaled(4))
                .build();
    }

    /// Tariffs leave the bill of an unchanged load about as it was under the flat price.
    private static DemandSide demand() {
        return DemandSide.newBuilder()
                .setFlatCentsPerKwh(14)
                .setPeriods(Stream.of(hours(7, 0), hours(10, 1), hours(6, 2), hours(1, 0))
                        .flatMap(List::stream)
                        .toList())
                .setProgrammes(List.of(
                        programme("time-of-use", ProgrammeKind.TOU)
                                .setPriceCentsPerKwh(List.of(9.0, 13.5, 19.0))
                                .build(),
                        programme("real-time", ProgrammeKind.RTP).build(),
                        programme("critical-peak", ProgrammeKind.CPP).setPriceCentsPerKwh(List.of(28.0))
                                .setEventHours(2)
                                .setPriceElasticity(-0.4)
                                .build(),
                        programme("interruptible", ProgrammeKind.INTERRUPTIBLE).setRebateFraction(0.8)
                                .build()))
                .build();
    }

    private static List<Integer> hours(int count, int period) {
        return Collections.nCopies(count, period);
    }

    private static DemandProgramme.Builder programme(String id, ProgrammeKind kind) {
        return DemandProgramme.newBuilder()
                .setProgrammeId(id)
                .setKind(kind)
                .setLevels(List.of(0.05, 0.1));
    }

    private double scaled(double value) {
        return scale * value;
    }
}
