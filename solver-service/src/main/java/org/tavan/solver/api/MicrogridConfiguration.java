package org.tavan.solver.api;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Feeder;
import org.tavan.schema.Microgrid;

/// A microgrid's configuration, as far as limits and names are shown beside a plan.
///
/// @param knowledgeTime when it was decided: in force for requests from then on
/// @param vollCentsPerKwh value of lost load (¢/kWh)
/// @param lolpMax largest probability of lost load in an interval; 1: no limit
/// @param feeder its feeder; null: no voltages are planned
record MicrogridConfiguration(String name, Instant knowledgeTime, List<Unit> units, @Nullable Grid grid,
        List<Storage> storages, List<Plant> plants, double vollCentsPerKwh, double lolpMax,
        List<Programme> programmes, @Nullable Network feeder) {

    /// @param minKw least power while on (kW)
    /// @param maxKw largest power (kW)
    record Unit(String id, double minKw, double maxKw) {}

    /// @param importMaxKw limit of import (kW)
    /// @param exportMaxKw limit of export (kW)
    record Grid(double importMaxKw, double exportMaxKw) {}

    /// @param energyMinKwh lower limit (kWh)
    /// @param energyMaxKwh upper limit (kWh)
    record Storage(String id, double energyMinKwh, double energyMaxKwh) {}

    /// @param kind WIND or PV
    record Plant(String id, String kind) {}

    /// @param kind how it works
    record Programme(String id, String kind) {}

    /// @param voltageMinPu least voltage allowed, ratio
    /// @param voltageMaxPu largest
    /// @param buses all of them, the source first where it is configured so
    record Network(double voltageMinPu, double voltageMaxPu, List<String> buses) {
        static @Nullable Network of(@Nullable Feeder it) {
            return it == null ? null : new Network(it.getVoltageMinPu(), it.getVoltageMaxPu(), it.getBuses());
        }
    }

    static MicrogridConfiguration of(Microgrid it) {
        var grid = it.getGrid();
        var reliability = it.getReliability();
        return new MicrogridConfiguration(it.getName(), it.getKnowledgeTime(),
                it.getUnits()
                        .stream()
                        .map(unit -> new Unit(unit.getUnitId(), unit.getMinKw(), unit.getMaxKw()))
                        .toList(),
                grid == null ? null : new Grid(grid.getImportMaxKw(), grid.getExportMaxKw()),
                it.getStorages()
                        .stream()
                        .map(one -> new Storage(one.getStorageId(), one.getEnergyMinKwh(),
                                one.getEnergyMaxKwh()))
                        .toList(),
                Stream.concat(it.getWindPlants().stream().map(one -> new Plant(one.getPlantId(), "WIND")),
                        it.getPvPlants().stream().map(one -> new Plant(one.getPlantId(), "PV"))).toList(),
                reliability.getVollCentsPerKwh(), reliability.getLolpMax(),
                it.getDemand()
                        .getProgrammes()
                        .stream()
                        .map(one -> new Programme(one.getProgrammeId(), one.getKind().name()))
                        .toList(),
                Network.of(it.getFeeder()));
    }
}
