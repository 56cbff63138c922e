package org.tavan.standalone.microgrid;

import static org.tavan.standalone.report.Columns.column;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.schema.DemandBill;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.standalone.report.Columns;
import org.tavan.standalone.report.Columns.Column;

/// The tables of a microgrid day. Of tables by interval, a row is the number of an interval.
final class MicrogridColumns {
    private MicrogridColumns() {}

    /// {@return the rows of a table by interval}
    static List<Integer> intervals(MicrogridDay day) {
        return IntStream.range(0, day.intervals()).boxed().toList();
    }

    /// Who does what in each interval; columns are named after their owner, e.g. `diesel.powerKw`.
    static Columns<Integer> ofSchedule(MicrogridDay day) {
        MicrogridSchedule schedule = day.schedule();
        List<Column<Integer>> columns = new ArrayList<>(List.of(column("start", day::start)));
        add(columns, "baseLoadKw", schedule.getBaseLoadKw());
        add(columns, "loadKw", schedule.getLoadKw());
        add(columns, "loadSigmaKw", schedule.getLoadSigmaKw());
        add(columns, "importCentsPerKwh", day.request().getImportCentsPerKwh());
        schedule.getUnits().forEach(unit -> {
            add(columns, unit.getUnitId() + ".on", unit.getOn());
            add(columns, unit.getUnitId() + ".powerKw", unit.getPowerKw());
            add(columns, unit.getUnitId() + ".reserveKw", unit.getReserveKw());
        });
        schedule.getPlants().forEach(plant -> {
            add(columns, plant.getPlantId() + ".forecastKw", plant.getForecastKw());
            add(columns, plant.getPlantId() + ".sigmaKw", plant.getSigmaKw());
            add(columns, plant.getPlantId() + ".powerKw", plant.getPowerKw());
        });
        schedule.getStorages().forEach(storage -> {
            add(columns, storage.getStorageId() + ".chargeKw", storage.getChargeKw());
            add(columns, storage.getStorageId() + ".dischargeKw", storage.getDischargeKw());
            add(columns, storage.getStorageId() + ".reserveKw", storage.getReserveKw());
            add(columns, storage.getStorageId() + ".energyKwh", storage.getEnergyKwh());
        });
        var grid = schedule.getGrid();
        if (grid != null) {
            add(columns, "grid.importKw", grid.getImportKw());
            add(columns, "grid.exportKw", grid.getExportKw());
            add(columns, "grid.reserveKw", grid.getReserveKw());
        }
        addNetwork(columns, day);
        return new Columns<>(columns);
    }

    private static void addNetwork(List<Column<Integer>> columns, MicrogridDay day) {
        var network = day.schedule().getNetwork();
        var feeder = day.request().getMicrogrid().getFeeder();
        if (network == null || feeder == null) {
            return;
        }
        for (int k = 0; k < feeder.getRegulators().size(); k++) {
            int tap = k;
            columns.add(column(feeder.getRegulators().get(k).getRegulatorId() + ".tap",
                    i -> network.getPositions().get(i).getTaps().get(tap)));
        }
        for (int k = 0; k < feeder.getCapacitors().size(); k++) {
            int bank = k;
            columns.add(column(feeder.getCapacitors().get(k).getCapacitorId() + ".steps",
                    i -> network.getPositions().get(i).getCapacitorSteps().get(bank)));
        }
        add(columns, "feeder.loadKw", network.getLoadKw());
        add(columns, "feeder.lossKw", network.getLossKw());
        add(columns, "feeder.referenceLoadKw", network.getReferenceLoadKw());
        add(columns, "feeder.referenceLossKw", network.getReferenceLossKw());
    }

    private static void add(List<Column<Integer>> columns, String name, List<?> values) {
        columns.add(column(name, i -> values.isEmpty() ? null : values.get(i)));
    }

    /// Lost load by interval.
    static Columns<Integer> ofAdequacy(MicrogridDay day, PlannedAdequacy adequacy) {
        double[] reserve = day.reserveKw();
        List<Column<Integer>> columns = new ArrayList<>(List.of(column("start", day::start),
                column("reserveKw", i -> reserve[i])));
        add(columns, "plannedLolp", adequacy.getPlannedLolp());
        add(columns, "completeLolp", adequacy.getCompleteLolp());
        add(columns, "plannedEensKwh", adequacy.getPlannedEensKwh());
        add(columns, "completeEensKwh", adequacy.getCompleteEensKwh());
        add(columns, "coveredProbability", adequacy.getCoveredProbability());
        return new Columns<>(columns);
    }

    /// Voltages by interval; columns are named after bus and phase, e.g. `mill.A`.
    static Columns<Integer> ofVoltages(MicrogridDay day) {
        List<Column<Integer>> columns = new ArrayList<>(List.of(column("start", day::start)));
        var network = day.schedule().getNetwork();
        if (network != null) {
            network.getVoltages()
                    .forEach(one -> add(columns, one.getBus() + "." + one.getPhase(), one.getVoltagePu()));
        }
        return new Columns<>(columns);
    }

    /// What the customers of each programme pay.
    static Columns<DemandBill> ofBills() {
        return new Columns<>(List.of(column("programmeId", DemandBill::getProgrammeId),
                column("kind", DemandBill::getKind),
                column("participation", DemandBill::getParticipation),
                column("beforeCents", DemandBill::getBeforeCents),
                column("afterCents", DemandBill::getAfterCents),
                column("beforeKwh", bill -> MicrogridDay.sum(bill.getBeforeKw())),
                column("afterKwh", bill -> MicrogridDay.sum(bill.getAfterKw()))));
    }
}
