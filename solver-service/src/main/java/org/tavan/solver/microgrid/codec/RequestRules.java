package org.tavan.solver.microgrid.codec;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlantForecast;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.PvPlant;
import org.tavan.schema.SolveKind;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitCommitment;
import org.tavan.schema.UnitState;
import org.tavan.schema.WindPlant;

/// What a request has to keep beyond what the records of the problem check themselves: that its parts fit together.
///
/// Each message names the element and what is expected.
final class RequestRules {
    private final MicrogridRequest request;
    private final Microgrid microgrid;
    private final int intervals;

    private RequestRules(MicrogridRequest request) {
        this.request = request;
        microgrid = request.getMicrogrid();
        intervals = request.getLoadKw().size();
    }

    /// Checks.
    ///
    /// @throws IllegalArgumentException naming the first thing that is wrong
    static void check(MicrogridRequest request) {
        var rules = new RequestRules(request);
        rules.time();
        rules.series();
        rules.plants();
        rules.states();
        rules.demand();
        rules.position();
        rules.signal();
    }

    private void time() {
        if (request.getIntervalMinutes() < 1 || 60 % request.getIntervalMinutes() != 0) {
            throw fault("intervalMinutes is %d, expected a divisor of 60"
                    .formatted(request.getIntervalMinutes()));
        }
        try {
            ZoneId.of(request.getZone());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone is %s, expected an IANA time zone".formatted(request.getZone()), e);
        }
        if (request.getKind() == SolveKind.UNKNOWN) {
            throw fault("kind is UNKNOWN, expected DAY_AHEAD or INTRADAY");
        }
    }

    private void series() {
        if (intervals == 0) {
            throw fault("loadKw has no entries, expected one per interval");
        }
        nonNegative("loadKw", request.getLoadKw());
        length("loadSigmaKw", request.getLoadSigmaKw());
        nonNegative("loadSigmaKw", request.getLoadSigmaKw());
        length("importCentsPerKwh", request.getImportCentsPerKwh());
        finite("importCentsPerKwh", request.getImportCentsPerKwh());
    }

    private void plants() {
        Set<String> plants = new HashSet<>();
        Set<String> given = new HashSet<>();
        microgrid.getWindPlants().forEach(plant -> plants.add(plant.getPlantId()));
        microgrid.getPvPlants().forEach(plant -> plants.add(plant.getPlantId()));
        for (PlantForecast forecast : request.getPlantForecasts()) {
            String owner = "plantForecasts of " + forecast.getPlantId();
            if (!plants.contains(forecast.getPlantId())) {
                throw fault(
                        "%s: the microgrid has no such plant, expected one of %s".formatted(owner, plants));
            }
            if (!given.add(forecast.getPlantId())) {
                throw fault("%s come twice, expected one".formatted(owner));
            }
            length(owner, forecast.getPowerKw());
            nonNegative(owner, forecast.getPowerKw());
        }
        for (WindPlant plant : microgrid.getWindPlants()) {
            if (!given.contains(plant.getPlantId())) {
                String why = " (wind plant %s has no forecast of its own)".formatted(plant.getPlantId());
                length("windMetresPerSecond" + why, request.getWindMetresPerSecond());
                nonNegative("windMetresPerSecond", request.getWindMetresPerSecond());
                if (!(plant.getHubFactor() > 0 && Double.isFinite(plant.getHubFactor()))) {
                    throw fault("hubFactor of plant %s is %s, expected a positive number".formatted(
                            plant.getPlantId(),
                            plant.getHubFactor()));
                }
            }
        }
        for (PvPlant plant : microgrid.getPvPlants()) {
            if (!given.contains(plant.getPlantId())) {
                String why = " (PV plant %s has no forecast of its own)".formatted(plant.getPlantId());
                length("globalHorizontalWattsPerSquareMetre" + why,
                        request.getGlobalHorizontalWattsPerSquareMetre());
                nonNegative("globalHorizontalWattsPerSquareMetre",
                        request.getGlobalHorizontalWattsPerSquareMetre());
                length("temperatureCelsius" + why, request.getTemperatureCelsius());
                finite("temperatureCelsius", request.getTemperatureCelsius());
            }
        }
    }

    private void states() {
        Set<String> units = new HashSet<>(
                microgrid.getUnits().stream().map(GeneratingUnit::getUnitId).toList());
        Set<String> storages = new HashSet<>(
                microgrid.getStorages().stream().map(MicrogridStorage::getStorageId).toList());
        known("unitStates", request.getUnitStates().stream().map(UnitState::getUnitId), units);
        known("storageStates", request.getStorageStates().stream().map(StorageState::getStorageId), storages);
        known("previousCommitment",
                request.getPreviousCommitment().stream().map(UnitCommitment::getUnitId), units);
        for (UnitCommitment previous : request.getPreviousCommitment()) {
            if (previous.getOn().size() != intervals) {
                throw fault("previousCommitment of unit %s has %d entries, expected %d, one per interval"
                        .formatted(previous.getUnitId(), previous.getOn().size(), intervals));
            }
        }
    }

    private static void known(String what, Stream<String> ids, Set<String> expected) {
        Set<String> seen = new HashSet<>();
        for (String id : ids.toList()) {
            if (!expected.contains(id)) {
                throw fault("%s name %s, which the microgrid does not have, expected one of %s".formatted(
                        what, id,
                        expected.stream().sorted().toList()));
            }
            if (!seen.add(id)) {
                throw fault("%s name %s twice, expected once".formatted(what, id));
            }
        }
    }

    private void demand() {
        DemandSide demand = microgrid.getDemand();
        if (!(demand.getFlatCentsPerKwh() > 0 && Double.isFinite(demand.getFlatCentsPerKwh()))) {
            throw fault("flatCentsPerKwh is %s, expected a positive price"
                    .formatted(demand.getFlatCentsPerKwh()));
        }
        if (!demand.getPeriods().isEmpty() && (demand.getPeriods().size() != 24
                || demand.getPeriods().stream().anyMatch(period -> period < 0 || period > 2))) {
            throw fault("periods of the demand side are %s, expected none, or 24 of 0, 1 and 2"
                    .formatted(demand.getPeriods()));
        }
        elasticities("elasticities of the demand side", demand.getElasticities());
        if (!request.getElasticities().isEmpty()) {
            elasticities("elasticities learnt", request.getElasticities());
        }
        Set<String> ids = new HashSet<>();
        double most = 0;
        for (DemandProgramme programme : demand.getProgrammes()) {
            if (!ids.add(programme.getProgrammeId())) {
                throw fault("programme %s comes twice, expected once".formatted(programme.getProgrammeId()));
            }
            programme(programme);
            most += programme.getLevels().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
        if (!(most <= 1 + 1e-9)) {
            throw fault("the highest levels of all programmes sum to %s, expected at most 1, the whole load"
                    .formatted(most));
        }
    }

    private static void programme(DemandProgramme programme) {
        String owner = "programme " + programme.getProgrammeId();
        for (double level : programme.getLevels()) {
            if (!(level > 0 && level <= 1)) {
                throw fault(
                        "%s: level %s, expected a fraction above 0 and at most 1".formatted(owner, level));
            }
        }
        if (Set.copyOf(programme.getLevels()).size() != programme.getLevels().size()) {
            throw fault("%s: levels %s, expected different ones".formatted(owner, programme.getLevels()));
        }
        int prices = programme.getPriceCentsPerKwh().size();
        switch (programme.getKind()) {
            case TOU -> {
                if (prices != 3) {
                    throw fault("%s: %d prices, expected 3, of valley, off-peak and peak".formatted(owner,
                            prices));
                }
            }
            case CPP -> {
                if (prices != 1 || programme.getEventHours() < 1) {
                    throw fault("%s: %d prices and %d eventHours, expected one price and at least one hour"
                            .formatted(owner, prices, programme.getEventHours()));
                }
                if (!(programme.getPriceCentsPerKwh().getFirst() > 0)) {
                    throw fault("%s: price %s, expected a positive one".formatted(owner,
                            programme.getPriceCentsPerKwh().getFirst()));
                }
            }
            case INTERRUPTIBLE -> {
                if (!(programme.getRebateFraction() >= 0 && Double.isFinite(programme.getRebateFraction()))) {
                    throw fault("%s: rebateFraction %s, expected a ratio of 0 or more".formatted(owner,
                            programme.getRebateFraction()));
                }
            }
            case RTP -> {
            }
            case UNKNOWN ->
                throw fault("%s: kind UNKNOWN, expected TOU, RTP, CPP or INTERRUPTIBLE".formatted(owner));
        }
    }

    private static void elasticities(String name, List<Double> values) {
        if (values.size() != 9) {
            throw fault(
                    "%s: %d values, expected 9, three rows of three periods".formatted(name, values.size()));
        }
    }

    private void position() {
        FeederPosition position = request.getPosition();
        Feeder feeder = microgrid.getFeeder();
        if (position == null || feeder == null) {
            return;
        }
        if (position.getTaps().size() != feeder.getRegulators().size()
                || position.getCapacitorSteps().size() != feeder.getCapacitors().size()) {
            throw fault("position has %d taps and %d capacitors, expected %d and %d as the feeder".formatted(
                    position.getTaps().size(), position.getCapacitorSteps().size(),
                    feeder.getRegulators().size(), feeder.getCapacitors().size()));
        }
    }

    private void signal() {
        @Nullable
        DemandSignal signal = request.getSignal();
        if (signal == null || request.getKind() != SolveKind.INTRADAY) {
            return;
        }
        int told = signal.getPeriods().size();
        int before = CustomerOffers.before(request, signal);
        if (signal.getIntervalMinutes() != request.getIntervalMinutes() || before < 0
                || before + intervals > told) {
            throw fault("signal has %d intervals of %d min from %s, expected to cover %d of %d min from %s"
                    .formatted(told,
                            signal.getIntervalMinutes(), signal.getStart(), intervals,
                            request.getIntervalMinutes(),
                            request.getStart()));
        }
        List<String> programmes = microgrid.getDemand()
                .getProgrammes()
                .stream()
                .map(DemandProgramme::getProgrammeId)
                .toList();
        for (ProgrammeOffer offer : signal.getOffers()) {
            String owner = "offer of programme " + offer.getProgrammeId();
            if (!programmes.contains(offer.getProgrammeId())) {
                throw fault("%s: the microgrid has no such programme, expected one of %s".formatted(owner,
                        programmes));
            }
            List<List<Double>> series = switch (offer.getKind()) {
                case TOU, RTP, CPP -> List.of(offer.getPriceCentsPerKwh());
                case INTERRUPTIBLE -> List.of(offer.getKeptFraction(), offer.getRebateCentsPerKwh());
                case UNKNOWN ->
                    throw fault("%s: kind UNKNOWN, expected that of the programme".formatted(owner));
            };
            for (List<Double> values : series) {
                if (values.size() != told) {
                    throw fault(
                            "%s has %d entries, expected %d, one per interval of the signal".formatted(owner,
                                    values.size(), told));
                }
            }
        }
    }

    private void length(String name, List<Double> values) {
        if (values.size() != intervals) {
            throw fault("%s: %d entries, expected %d, one per interval".formatted(name, values.size(),
                    intervals));
        }
    }

    private static void nonNegative(String name, List<Double> values) {
        for (int t = 0; t < values.size(); t++) {
            if (!(values.get(t) >= 0 && values.get(t) < Double.POSITIVE_INFINITY)) {
                throw fault(
                        "%s at interval %d is %s, expected a finite number, not negative".formatted(name, t,
                                values.get(t)));
            }
        }
    }

    private static void finite(String name, List<Double> values) {
        for (int t = 0; t < values.size(); t++) {
            if (!Double.isFinite(values.get(t))) {
                throw fault("%s at interval %d is %s, expected a finite number".formatted(name, t,
                        values.get(t)));
            }
        }
    }

    private static IllegalArgumentException fault(String message) {
        return new IllegalArgumentException(message);
    }
}
