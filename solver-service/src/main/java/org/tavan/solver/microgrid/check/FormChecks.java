package org.tavan.solver.microgrid.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.tavan.schema.BusVoltage;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.PlannedPlant;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.serde.RecordHash;
import org.tavan.solver.check.Finding;

/// Is it a plan at all: of the request, for every element, complete and finite.
final class FormChecks {
    private final PlannedDay day;
    private final MicrogridRequest request;
    private final MicrogridSchedule schedule;

    private FormChecks(PlannedDay day) {
        this.day = day;
        request = day.request();
        schedule = day.schedule();
    }

    static List<Check> check(PlannedDay day) {
        var checks = new FormChecks(day);
        return MicrogridChecker.isPlan(day.schedule())
                ? List.of(checks.identity(), checks.status(), checks.elements(), checks.lengths(),
                        checks.finite())
                : List.of(checks.identity(), checks.status());
    }

    private Check identity() {
        var finding = new Finding("identity");
        finding.require(schedule.getPlanId().equals(RecordHash.sha256(request)), "planId");
        finding.require(schedule.getCommunityId().equals(request.getCommunityId()), "communityId");
        finding.require(schedule.getKind() == request.getKind(), "kind");
        finding.require(schedule.getRequestedAt().equals(request.getRequestedAt()), "requestedAt");
        finding.require(schedule.getDeliveryDay().equals(request.getDeliveryDay()), "deliveryDay");
        finding.require(schedule.getStart().equals(request.getStart()), "start");
        finding.require(schedule.getIntervalMinutes() == request.getIntervalMinutes(), "intervalMinutes");
        return finding.toCheck();
    }

    private Check status() {
        var finding = new Finding("status");
        PlanStatus status = schedule.getStatus();
        finding.require(switch (status) {
            case OPTIMAL, FEASIBLE -> true;
            case KEPT_PREVIOUS, FAILED -> !schedule.getReason().isBlank();
            case RELAXED, UNKNOWN -> false;
        }, status.name());
        return finding.toCheck();
    }

    private Check elements() {
        var finding = new Finding("elements");
        names(finding, "units", schedule.getUnits().stream().map(PlannedUnit::getUnitId),
                day.microgrid().getUnits().stream().map(unit -> unit.getUnitId()));
        names(finding, "storages", schedule.getStorages().stream().map(PlannedStorage::getStorageId),
                day.microgrid().getStorages().stream().map(storage -> storage.getStorageId()));
        names(finding, "plants", schedule.getPlants().stream().map(PlannedPlant::getPlantId),
                Stream.concat(day.microgrid().getWindPlants().stream().map(plant -> plant.getPlantId()),
                        day.microgrid().getPvPlants().stream().map(plant -> plant.getPlantId())));
        finding.require((schedule.getGrid() == null) == (day.microgrid().getGrid() == null), "grid");
        finding.require((schedule.getNetwork() == null) == (day.microgrid().getFeeder() == null), "network");
        finding.require(schedule.getAdequacy() != null, "adequacy");
        finding.require(schedule.getDemand() != null, "demand");
        finding.require(schedule.getCost() != null, "cost");
        return finding.toCheck();
    }

    private static void names(Finding finding, String what, Stream<String> found, Stream<String> expected) {
        List<String> names = found.toList();
        List<String> wanted = expected.toList();
        finding.require(names.equals(wanted), "%s %s, expected %s".formatted(what, names, wanted));
    }

    private Check lengths() {
        var finding = new Finding("lengths");
        for (Series series : series()) {
            finding.require(series.values().size() == day.intervals(), series.name());
        }
        for (PlannedUnit unit : schedule.getUnits()) {
            finding.require(unit.getOn().size() == day.intervals(), "on of " + unit.getUnitId());
        }
        PlannedNetwork network = schedule.getNetwork();
        Feeder feeder = day.microgrid().getFeeder();
        if (network != null && feeder != null) {
            finding.require(network.getPositions().size() == day.intervals(), "positions");
            for (FeederPosition position : network.getPositions()) {
                finding.require(position.getTaps().size() == feeder.getRegulators().size()
                        && position.getCapacitorSteps().size() == feeder.getCapacitors().size(),
                        "taps and capacitors of a position");
            }
        }
        return finding.toCheck();
    }

    private Check finite() {
        var finding = new Finding("finite");
        for (Series series : series()) {
            finding.require(series.values().stream().allMatch(Double::isFinite), series.name());
        }
        MicrogridCost cost = schedule.getCost();
        finding.require(cost == null || Double.isFinite(cost.getTotalCents()), "cost");
        return finding.toCheck();
    }

    /// Numbers per interval.
    private record Series(String name, List<Double> values) {}

    private List<Series> series() {
        List<Series> all = new ArrayList<>();
        add(all, "load", schedule.getBaseLoadKw(), schedule.getLoadKw(), schedule.getLoadSigmaKw());
        for (PlannedUnit unit : schedule.getUnits()) {
            add(all, unit.getUnitId(), unit.getPowerKw(), unit.getReserveKw());
        }
        PlannedGrid grid = schedule.getGrid();
        if (grid != null) {
            add(all, "grid", grid.getImportKw(), grid.getExportKw(), grid.getReserveKw());
        }
        for (PlannedStorage storage : schedule.getStorages()) {
            add(all, storage.getStorageId(), storage.getChargeKw(), storage.getDischargeKw(),
                    storage.getReserveKw(), storage.getEnergyKwh());
        }
        for (PlannedPlant plant : schedule.getPlants()) {
            add(all, plant.getPlantId(), plant.getForecastKw(), plant.getSigmaKw(), plant.getPowerKw());
        }
        PlannedAdequacy adequacy = schedule.getAdequacy();
        if (adequacy != null) {
            add(all, "adequacy", adequacy.getPlannedLolp(), adequacy.getCompleteLolp(),
                    adequacy.getPlannedEensKwh(), adequacy.getCompleteEensKwh(),
                    adequacy.getCoveredProbability());
        }
        PlannedDemand demand = schedule.getDemand();
        if (demand != null) {
            for (DemandBill bill : demand.getBills()) {
                add(all, bill.getProgrammeId(), bill.getBeforeKw(), bill.getAfterKw());
            }
        }
        PlannedNetwork network = schedule.getNetwork();
        if (network != null) {
            add(all, "network", network.getLoadKw(), network.getLossKw());
            if (!network.getReferenceLoadKw().isEmpty()) {
                add(all, "reference", network.getReferenceLoadKw(), network.getReferenceLossKw());
            }
            for (BusVoltage voltage : network.getVoltages()) {
                add(all, "bus " + voltage.getBus(), voltage.getVoltagePu());
            }
        }
        return all;
    }

    @SafeVarargs
    private static void add(List<Series> all, String name, List<Double>... lists) {
        for (List<Double> list : lists) {
            all.add(new Series(name, list));
        }
    }
}
