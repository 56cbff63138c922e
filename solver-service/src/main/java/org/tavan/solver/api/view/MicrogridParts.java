package org.tavan.solver.api.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedNetwork;
import org.tavan.solver.api.view.DayCurves.Part;

/// The curves of schedules and signals, named as in their contracts.
final class MicrogridParts {
    private MicrogridParts() {}

    /// @param microgrid names the tap changers and capacitors of the positions
    static List<Part> of(MicrogridSchedule plan, Microgrid microgrid) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("demand", "", "baseLoadKw", plan.getBaseLoadKw()));
        parts.add(new Part("demand", "", "loadKw", plan.getLoadKw()));
        parts.add(new Part("demand", "", "loadSigmaKw", plan.getLoadSigmaKw()));
        for (var unit : plan.getUnits()) {
            parts.add(new Part("units", unit.getUnitId(), "powerKw", unit.getPowerKw()));
            parts.add(new Part("units", unit.getUnitId(), "reserveKw", unit.getReserveKw()));
            parts.add(new Part("units", unit.getUnitId(), "on",
                    unit.getOn().stream().map(on -> on ? 1.0 : 0.0).toList()));
        }
        for (var plant : plan.getPlants()) {
            parts.add(new Part("plants", plant.getPlantId(), "powerKw", plant.getPowerKw()));
            parts.add(new Part("plants", plant.getPlantId(), "forecastKw", plant.getForecastKw()));
            parts.add(new Part("plants", plant.getPlantId(), "sigmaKw", plant.getSigmaKw()));
        }
        for (var storage : plan.getStorages()) {
            parts.add(new Part("storages", storage.getStorageId(), "chargeKw", storage.getChargeKw()));
            parts.add(new Part("storages", storage.getStorageId(), "dischargeKw", storage.getDischargeKw()));
            parts.add(new Part("storages", storage.getStorageId(), "reserveKw", storage.getReserveKw()));
            parts.add(new Part("storages", storage.getStorageId(), "energyKwh", storage.getEnergyKwh()));
        }
        var grid = plan.getGrid();
        if (grid != null) {
            parts.add(new Part("grid", "", "importKw", grid.getImportKw()));
            parts.add(new Part("grid", "", "exportKw", grid.getExportKw()));
            parts.add(new Part("grid", "", "reserveKw", grid.getReserveKw()));
        }
        var adequacy = plan.getAdequacy();
        if (adequacy != null) {
            parts.add(new Part("adequacy", "", "plannedLolp", adequacy.getPlannedLolp()));
            parts.add(new Part("adequacy", "", "completeLolp", adequacy.getCompleteLolp()));
            parts.add(new Part("adequacy", "", "completeEensKwh", adequacy.getCompleteEensKwh()));
            parts.add(new Part("adequacy", "", "coveredProbability", adequacy.getCoveredProbability()));
        }
        var demand = plan.getDemand();
        if (demand != null) {
            demand.getBills().forEach(bill -> {
                parts.add(new Part("programmes", bill.getProgrammeId(), "beforeKw", bill.getBeforeKw()));
                parts.add(new Part("programmes", bill.getProgrammeId(), "afterKw", bill.getAfterKw()));
            });
        }
        if (plan.getNetwork() != null) {
            addNetwork(parts, plan.getNetwork(), microgrid);
        }
        return parts;
    }

    static List<Part> of(DemandSignal signal) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("signal", "", "period",
                signal.getPeriods().stream().map(Integer::doubleValue).toList()));
        signal.getOffers().forEach(offer -> {
            parts.add(new Part("programmes", offer.getProgrammeId(), "priceCentsPerKwh",
                    offer.getPriceCentsPerKwh()));
            parts.add(
                    new Part("programmes", offer.getProgrammeId(), "keptFraction", offer.getKeptFraction()));
            parts.add(new Part("programmes", offer.getProgrammeId(), "rebateCentsPerKwh",
                    offer.getRebateCentsPerKwh()));
        });
        return parts;
    }

    private static void addNetwork(List<Part> parts, PlannedNetwork network, Microgrid microgrid) {
        parts.add(new Part("network", "", "loadKw", network.getLoadKw()));
        parts.add(new Part("network", "", "lossKw", network.getLossKw()));
        parts.add(new Part("network", "", "referenceLoadKw", network.getReferenceLoadKw()));
        parts.add(new Part("network", "", "referenceLossKw", network.getReferenceLossKw()));
        network.getVoltages()
                .forEach(it -> parts
                        .add(new Part("voltagePu", it.getBus(), it.getPhase(), it.getVoltagePu())));
        var feeder = microgrid.getFeeder();
        if (feeder == null) {
            return;
        }
        var positions = network.getPositions();
        IntStream.range(0, feeder.getRegulators().size())
                .forEach(i -> parts
                        .add(new Part("taps", feeder.getRegulators().get(i).getRegulatorId(), "position",
                                steps(positions.stream().map(FeederPosition::getTaps).toList(), i))));
        IntStream.range(0, feeder.getCapacitors().size())
                .forEach(i -> parts.add(new Part("capacitors", feeder.getCapacitors().get(i).getCapacitorId(),
                        "steps",
                        steps(positions.stream().map(FeederPosition::getCapacitorSteps).toList(), i))));
    }

    /// Steps of one device; NaN where a position leaves it out.
    private static List<Double> steps(List<List<Integer>> positions, int device) {
        return positions.stream()
                .map(all -> device < all.size() ? (double) all.get(device) : Double.NaN)
                .toList();
    }
}
