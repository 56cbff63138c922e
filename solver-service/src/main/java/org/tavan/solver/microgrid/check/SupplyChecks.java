package org.tavan.solver.microgrid.check;

import java.util.List;

import org.tavan.schema.Check;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedPlant;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.UpstreamConnection;
import org.tavan.solver.check.Finding;

/// Does supply carry demand, within what plants and the grid above give.
final class SupplyChecks {
    private final Finding balance = new Finding("balance");
    private final Finding spinning = new Finding("spinning-reserve");
    private final Finding exchange = new Finding("grid-limits");
    private final Finding exclusive = new Finding("import-or-export");
    private final Finding gridReserve = new Finding("grid-reserve");
    private final Finding forecast = new Finding("plant-forecast");
    private final Finding plants = new Finding("plant-limits");
    private final PlannedDay day;

    private SupplyChecks(PlannedDay day) {
        this.day = day;
    }

    static List<Check> check(PlannedDay day, List<PlantForecasts.Forecast> forecasts) {
        var checks = new SupplyChecks(day);
        for (int t = 0; t < day.intervals(); t++) {
            checks.supply(t);
            checks.grid(t);
            for (int i = 0; i < forecasts.size(); i++) {
                checks.plant(forecasts.get(i), day.schedule().getPlants().get(i), t);
            }
        }
        return List.of(checks.balance.toCheck(), checks.spinning.toCheck(), checks.exchange.toCheck(),
                checks.exclusive.toCheck(), checks.gridReserve.toCheck(), checks.forecast.toCheck(),
                checks.plants.toCheck());
    }

    private void supply(int t) {
        double unitsKw = 0;
        double capacityKw = 0;
        for (int i = 0; i < day.schedule().getUnits().size(); i++) {
            unitsKw += day.schedule().getUnits().get(i).getPowerKw().get(t);
            capacityKw += day.schedule().getUnits().get(i).getOn().get(t)
                    ? day.microgrid().getUnits().get(i).getMaxKw()
                    : 0;
        }
        double othersKw = 0;
        double othersReserveKw = 0;
        for (PlannedPlant plant : day.schedule().getPlants()) {
            othersKw += plant.getPowerKw().get(t);
        }
        for (PlannedStorage storage : day.schedule().getStorages()) {
            othersKw += storage.getDischargeKw().get(t) - storage.getChargeKw().get(t);
            othersReserveKw += storage.getReserveKw().get(t);
        }
        PlannedGrid grid = day.schedule().getGrid();
        if (grid != null) {
            othersKw += grid.getImportKw().get(t) - grid.getExportKw().get(t);
            othersReserveKw += grid.getReserveKw().get(t);
        }
        double loadKw = day.schedule().getLoadKw().get(t);
        balance.same(unitsKw + othersKw, loadKw, day.at("microgrid", t));
        double askedKw = day.microgrid().getReliability().getSpinningReserveKw();
        if (askedKw > 0) {
            spinning.atLeast(capacityKw + othersKw + othersReserveKw, loadKw + askedKw,
                    day.at("microgrid", t));
        }
    }

    private void grid(int t) {
        UpstreamConnection grid = day.microgrid().getGrid();
        PlannedGrid plan = day.schedule().getGrid();
        if (grid == null || plan == null) {
            return;
        }
        PlannedDay.Place place = day.at("grid", t);
        double importKw = plan.getImportKw().get(t);
        double exportKw = plan.getExportKw().get(t);
        double heldKw = plan.getReserveKw().get(t);
        exchange.atMost(importKw, grid.getImportMaxKw(), place);
        exchange.atMost(exportKw, grid.getExportMaxKw(), place);
        exchange.atLeast(Math.min(importKw, exportKw), 0, place);
        exclusive.atMost(Math.min(importKw, exportKw), 0, place);
        gridReserve.atLeast(heldKw, 0, place);
        gridReserve.atMost(heldKw, grid.getReserveMaxKw(), place);
        gridReserve.atMost(heldKw, grid.getImportMaxKw() - importKw + exportKw, place);
    }

    private void plant(PlantForecasts.Forecast expected, PlannedPlant plan, int t) {
        PlannedDay.Place place = day.at(expected.plantId(), t);
        double forecastKw = expected.forecastKw().get(t);
        forecast.same(plan.getForecastKw().get(t), forecastKw, place);
        forecast.same(plan.getSigmaKw().get(t), expected.sigmaKw().get(t), place);
        plants.atMost(plan.getPowerKw().get(t), forecastKw, place);
        plants.atLeast(plan.getPowerKw().get(t), expected.curtailable() ? 0 : forecastKw, place);
    }
}
