package org.tavan.solver.microgrid.check;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.UpstreamConnection;
import org.tavan.solver.check.Finding;

/// Is the risk what the plan says, and within its limits.
final class AdequacyChecks {
    private final Finding sigma = new Finding("net-sigma");
    private final Finding lolp = new Finding("lolp");
    private final Finding lolpLimit = new Finding("lolp-limit");
    private final Finding eens = new Finding("eens");
    private final Finding eensLimit = new Finding("eens-limit");
    private final PlannedDay day;
    private final List<PlantForecasts.Forecast> forecasts;

    private AdequacyChecks(PlannedDay day, List<PlantForecasts.Forecast> forecasts) {
        this.day = day;
        this.forecasts = forecasts;
    }

    static List<Check> check(PlannedDay day, List<PlantForecasts.Forecast> forecasts) {
        var checks = new AdequacyChecks(day, forecasts);
        checks.all();
        return List.of(checks.sigma.toCheck(), checks.lolp.toCheck(), checks.lolpLimit.toCheck(),
                checks.eens.toCheck(), checks.eensLimit.toCheck());
    }

    private void all() {
        PlannedAdequacy claimed = PlannedDay.present(day.schedule().getAdequacy());
        ReliabilityTarget target = day.microgrid().getReliability();
        double eensKwh = 0;
        for (int t = 0; t < day.intervals(); t++) {
            PlannedDay.Place place = day.at("microgrid", t);
            double sigmaKw = sigmaKw(t);
            sigma.same(day.schedule().getLoadSigmaKw().get(t), sigmaKw, place);
            List<OutageSum.Source> sources = sources(t);
            OutageSum.Sum planned = OutageSum.of(sources, sigmaKw, target.getOutageOrder());
            OutageSum.Sum complete = OutageSum.of(sources, sigmaKw, sources.size());
            within(claimed.getPlannedLolp().get(t), planned, place);
            within(claimed.getCompleteLolp().get(t), complete, place);
            lolp.same(claimed.getCoveredProbability().get(t), planned.covered(), place);
            lolpLimit.atMost(planned.lolpLow(), target.getLolpMax(), place);
            double plannedKwh = planned.shedKw() * target.getOutageHours();
            eens.same(claimed.getPlannedEensKwh().get(t), plannedKwh, place);
            eens.same(claimed.getCompleteEensKwh().get(t), complete.shedKw() * target.getOutageHours(),
                    place);
            eensKwh += plannedKwh;
        }
        @Nullable
        Double most = target.getEensMaxKwh();
        if (most != null) {
            eensLimit.atMost(eensKwh, most, "microgrid over the horizon");
        }
    }

    private void within(double claimed, OutageSum.Sum sum, PlannedDay.Place place) {
        lolp.atLeast(claimed, sum.lolpLow(), place);
        lolp.atMost(claimed, sum.lolpHigh(), place);
    }

    /// `σ² = σ_load² + Σ σ_plant²`: errors are taken as independent.
    private double sigmaKw(int t) {
        double variance = square(day.request().getLoadSigmaKw().get(t));
        for (PlantForecasts.Forecast forecast : forecasts) {
            variance += square(forecast.sigmaKw().get(t));
        }
        return Math.sqrt(variance);
    }

    private static double square(double x) {
        return x * x;
    }

    private List<OutageSum.Source> sources(int t) {
        List<OutageSum.Source> sources = new ArrayList<>();
        for (int i = 0; i < day.schedule().getUnits().size(); i++) {
            PlannedUnit unit = day.schedule().getUnits().get(i);
            sources.add(new OutageSum.Source(unit.getPowerKw().get(t), unit.getReserveKw().get(t),
                    day.microgrid().getUnits().get(i).getOutageProbability()));
        }
        for (int i = 0; i < day.schedule().getStorages().size(); i++) {
            PlannedStorage storage = day.schedule().getStorages().get(i);
            sources.add(new OutageSum.Source(
                    storage.getDischargeKw().get(t) - storage.getChargeKw().get(t),
                    storage.getReserveKw().get(t),
                    day.microgrid().getStorages().get(i).getOutageProbability()));
        }
        for (int i = 0; i < forecasts.size(); i++) {
            sources.add(new OutageSum.Source(day.schedule().getPlants().get(i).getPowerKw().get(t), 0,
                    forecasts.get(i).outageProbability()));
        }
        UpstreamConnection grid = day.microgrid().getGrid();
        PlannedGrid plan = day.schedule().getGrid();
        if (grid != null && plan != null) {
            sources.add(new OutageSum.Source(plan.getImportKw().get(t) - plan.getExportKw().get(t),
                    plan.getReserveKw().get(t), grid.getOutageProbability()));
        }
        return sources;
    }
}
