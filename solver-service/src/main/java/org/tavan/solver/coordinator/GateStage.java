package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.coordinator.RequestBuilder.Scope;

/// Third part of a tick: if a gate closes, the next day is planned. Every gate is answered, if only by a
/// failure.
final class GateStage {
    private final CommunityState state;
    private final DistributionBook distributions;
    private final Books books;
    private final Desk desk;
    private final Decisions decisions;

    GateStage(Books books, Desk desk, Decisions decisions) {
        this.state = books.state();
        this.distributions = books.distributions();
        this.books = books;
        this.desk = desk;
        this.decisions = decisions;
    }

    /// Closes the gate of the tick, if there is one.
    ///
    /// @param configuration known at the tick: in force for the day whose gate closes
    /// @return whether the tick is decided; false if an input is missing
    boolean run(Configuration configuration, long tick) {
        LocalDate delivery = configuration.calendar().deliveryDayOfGate(tick);
        if (delivery == null || state.rosters.contains("", delivery.toEpochDay())) {
            return true;
        }
        LocalDay day = configuration.calendar().day(delivery);
        List<String> expected = configuration.prosumers()
                .keySet()
                .stream()
                .filter(member -> configuration.active(member, tick - configuration.stepMillis(), tick))
                .sorted()
                .toList();
        List<String> undecided = expected.stream().filter(member -> !inputsDecided(member, tick)).toList();
        if (!undecided.isEmpty()) {
            if (undecided.stream().noneMatch(member -> state.presences.contains(member, 0))) {
                // Maybe what makes the inputs refused the configuration; nobody else shall wait for it.
                desk.awaitFirstInputs(tick, undecided);
            }
            return false;
        }
        List<String> planned = new ArrayList<>();
        List<String> unplanned = new ArrayList<>();
        for (String member : expected) {
            String obstacle = obstacle(configuration, member, tick, day);
            if (obstacle == null) {
                planned.add(member);
            } else {
                unplanned.add(member + ' ' + obstacle);
            }
        }
        if (!desk.devicesReported(configuration, planned, tick)) {
            return false;
        }
        state.rosters.put("", delivery.toEpochDay(), new Roster(configuration.knowledgeMillis(), planned));
        plan(configuration, day, tick, planned, unplanned);
        return true;
    }

    private boolean inputsDecided(String member, long tick) {
        return state.presences.get(member, 0) == Presence.ABSENT || books.inputsDecided(member, tick);
    }

    /// Why a member cannot be planned on a day, null if it can.
    private @Nullable String obstacle(Configuration configuration, String member, long tick, LocalDay day) {
        NetForecast forecast = state.forecasts.get(member, tick);
        if (forecast == null) {
            return "has no forecast issued at " + Instant.ofEpochMilli(tick);
        }
        int minimumDays = configuration.community().getMinimumDays();
        if (forecast.distributionDays() < minimumDays) {
            return "has %d of %d days of residuals".formatted(forecast.distributionDays(), minimumDays);
        }
        if (distributions.find(member, forecast) == null) {
            return "lacks the distribution that its forecast names";
        }
        if (!configuration.active(member, tick, day.endMillis())) {
            return "leaves before the day ends";
        }
        return forecast.covers(day.startMillis(), day.endMillis(), day.stepMillis())
                ? null
                : "has a forecast that does not reach the end of the day";
    }

    private void plan(Configuration configuration, LocalDay day, long tick, List<String> planned,
            List<String> unplanned) {
        String without = String.join(", ", unplanned);
        if (planned.isEmpty()) {
            fail(configuration, day, tick,
                    unplanned.isEmpty()
                            ? "the community has no members"
                            : "nobody can be planned: " + without);
            return;
        }
        for (String member : planned) {
            NetForecast forecast = state.forecasts.get(member, tick);
            if (forecast != null) {
                distributions.forgetBefore(member, forecast);
            }
        }
        boolean sent = desk.send(new Scope(configuration, day, 0, tick,
                unplanned.isEmpty() ? "gate closure" : "gate closure, without " + without, planned));
        if (!sent) {
            fail(configuration, day, tick,
                    "prices: an interval of %s has none known at %s, nor has its time of day on any earlier day"
                            .formatted(day.date(), Instant.ofEpochMilli(tick)));
        }
    }

    private void fail(Configuration configuration, LocalDay day, long tick, String reason) {
        decisions.record(Failures.gate(configuration.community(),
                books.radii().radius(configuration.community()), day, tick, reason));
    }
}
