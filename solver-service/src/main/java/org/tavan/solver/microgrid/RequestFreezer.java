package org.tavan.solver.microgrid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.SolveKind;
import org.tavan.solver.codec.PlanId;
import org.tavan.solver.microgrid.WeatherForecasts.Quantity;
import org.tavan.solver.state.Vectors;

/// Freezes what is known at a decision into a request.
final class RequestFreezer {
    private final WeatherBook weather;
    private final PlansInForce plans;
    private final ResponseBook responses;
    private final ElasticityBook elasticities;

    RequestFreezer(WeatherBook weather, PlansInForce plans, ResponseBook responses,
            ElasticityBook elasticities) {
        this.weather = weather;
        this.plans = plans;
        this.responses = responses;
        this.elasticities = elasticities;
    }

    /// The request.
    ///
    /// @param start of the plan
    /// @param notes what it has to do without, in words
    MicrogridRequest freeze(Asked asked, Community community, Microgrid microgrid, PlansInForce.Start start,
            List<String> notes) {
        Plan previous = plans.previous(asked);
        List<String> said = new ArrayList<>();
        said.add(asked.trigger());
        said.addAll(notes);
        boolean sun = !microgrid.getPvPlants().isEmpty();
        boolean wind = !microgrid.getWindPlants().isEmpty();
        return MicrogridRequest.newBuilder()
                .setCommunityId(microgrid.getCommunityId())
                .setMicrogrid(microgrid)
                .setKind(asked.dayAhead() ? SolveKind.DAY_AHEAD : SolveKind.INTRADAY)
                .setRequestedAt(Instant.ofEpochMilli(asked.requestedMillis()))
                .setDeliveryDay(LocalDate.ofEpochDay(asked.deliveryDay()))
                .setZone(community.getZone())
                .setCurrency(community.getCurrency())
                .setStart(Instant.ofEpochMilli(asked.startMillis()))
                .setIntervalMinutes(asked.intervalMinutes())
                .setLoadKw(Vectors.list(asked.loadKw()))
                .setLoadSigmaKw(Vectors.list(asked.sigmaKw()))
                .setImportCentsPerKwh(Vectors.list(asked.importCentsPerKwh()))
                .setTemperatureCelsius(known(asked, sun, Quantity.TEMPERATURE, said))
                .setGlobalHorizontalWattsPerSquareMetre(known(asked, sun, Quantity.IRRADIANCE, said))
                .setWindMetresPerSecond(known(asked, wind, Quantity.WIND, said))
                .setUnitStates(start.units())
                .setStorageStates(start.storages())
                .setPosition(start.position())
                .setElasticities(elasticities.elasticities(microgrid.getDemand()))
                .setSignal(asked.dayAhead() ? null : responses.signal(asked.deliveryDay()))
                .setPreviousPlanId(previous == null ? null : previous.schedule().getPlanId())
                .setPreviousCommitment(previous == null
                        ? List.of()
                        : PlansInForce.commitment(previous, asked, microgrid))
                .setSeed(asked.seed())
                .setSolverVersion(PlanId.SOLVER_VERSION)
                .setTrigger(String.join("; ", said))
                .build();
    }

    /// Weather that a plant needs, empty if none does or it is not known, which is then said.
    private List<Double> known(Asked asked, boolean needed, Quantity quantity, List<String> said) {
        if (!needed) {
            return List.of();
        }
        WeatherBook.Known known = weather.known(asked, quantity);
        if (known.values().isEmpty()) {
            said.add("no forecast of the %s is known".formatted(quantity.words()));
        } else if (known.assumed() > 0) {
            said.add("the %s of %d intervals is that of a day before".formatted(quantity.words(),
                    known.assumed()));
        }
        return known.values();
    }
}
