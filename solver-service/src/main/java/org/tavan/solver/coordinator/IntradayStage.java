package org.tavan.solver.coordinator;

import java.util.List;
import java.util.Optional;
import org.tavan.solver.coordinator.RequestBuilder.Scope;

/// Second part of a tick: the rest of the day is planned again if something speaks for it.
final class IntradayStage {
    private static final String LAST_INTRADAY = "last-intraday";
    /// Intervals that must remain for a re-solve to be worth it.
    private static final int INTERVALS_MIN = 2;

    private final CommunityState state;
    private final PlanBook plans;
    private final Books books;
    private final TriggerRule triggers;
    private final Desk desk;

    IntradayStage(Books books, TriggerRule triggers, Desk desk) {
        this.state = books.state();
        this.plans = books.plans();
        this.books = books;
        this.triggers = triggers;
        this.desk = desk;
    }

    /// Decides whether to plan again.
    ///
    /// The interval that begins at the tick has its set-points already, so the request begins after it.
    ///
    /// @param inForce configuration in force at the tick, which says whose inputs come
    /// @return whether the tick is decided; false if an input is missing or a request is out now
    boolean run(Configuration inForce, long tick) {
        LocalDay day = inForce.calendar().dayOf(tick);
        Configuration configuration = state.configurationOf(day);
        int first = day.indexOf(tick) + 1;
        if (configuration == null || day.intervals() - first < INTERVALS_MIN || plans.at(tick) == null
                || !gapPassed(configuration, tick)) {
            return true;
        }
        List<String> planned = state.planned(day);
        for (String member : planned) {
            if (inForce.active(member, tick - inForce.stepMillis(), tick)
                    && !books.inputsDecided(member, tick)) {
                return false;
            }
        }
        if (triggers.judgesDevices(configuration, day, tick)
                && !desk.devicesReported(configuration, planned, tick)) {
            return false;
        }
        Optional<String> cause = triggers.cause(configuration, day, tick, planned);
        if (cause.isEmpty()) {
            return true;
        }
        if (!desk.devicesReported(configuration, planned, tick)) {
            return false;
        }
        state.mark(LAST_INTRADAY, tick);
        return !desk.send(new Scope(configuration, day, first, tick, cause.get(), planned));
    }

    private boolean gapPassed(Configuration configuration, long tick) {
        Long last = state.mark(LAST_INTRADAY);
        long gapMillis = configuration.community().getResolveGapMinutes() * 60_000L;
        return last == null || (last < tick && tick - last >= gapMillis);
    }
}
