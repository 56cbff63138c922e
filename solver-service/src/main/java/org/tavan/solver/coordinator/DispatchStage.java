package org.tavan.solver.coordinator;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tavan.community.Coverage;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.solver.coordinator.PlanBook.InForce;

/// First part of a tick: each member is dispatched when its own interval is in.
final class DispatchStage {
    private static final String FIRST_PLANNED = "first-planned";

    private final String communityId;
    private final CommunityState state;
    private final DispatchBuilder builder;
    private final DeviceBook devices;
    private final PlanBook plans;
    private final Decisions decisions;
    private final CoordinatorMetrics metrics;

    DispatchStage(String communityId, Books books, Decisions decisions, CoordinatorMetrics metrics) {
        this.communityId = communityId;
        this.state = books.state();
        this.devices = books.devices();
        this.plans = books.plans();
        this.builder = new DispatchBuilder(state, plans);
        this.decisions = decisions;
        this.metrics = metrics;
    }

    /// Remembers the first day that has a plan; nothing is dispatched before.
    void planned(long dayStartMillis) {
        if (state.mark(FIRST_PLANNED) == null) {
            state.mark(FIRST_PLANNED, dayStartMillis);
        }
    }

    /// Members whose interval ends at a tick, or whose first set-points begin at it.
    SortedSet<String> members(Configuration configuration, long tick) {
        TreeSet<String> members = new TreeSet<>();
        Long firstPlanned = state.mark(FIRST_PLANNED);
        if (firstPlanned == null || tick < firstPlanned) {
            return members;
        }
        Calendar calendar = configuration.calendar();
        long start = tick - calendar.stepMillis();
        if (start >= firstPlanned) {
            members.addAll(state.planned(calendar.dayOf(start)));
        }
        members.addAll(state.planned(calendar.dayOf(tick)));
        members.removeIf(member -> !configuration.active(member, start, tick));
        return members;
    }

    /// Dispatches every member whose interval is in.
    ///
    /// @return whether all members are dispatched
    boolean run(Configuration configuration, long tick) {
        long start = tick - configuration.stepMillis();
        boolean all = true;
        for (String member : members(configuration, tick)) {
            if (state.settled.contains(member, start)) {
                continue;
            }
            Measured measured = state.intervals.get(member, tick);
            if (measured == null && state.intervals.ceiling(member, tick) != null) {
                // A later interval came first, so this one never will.
                measured = Measured.MISSING;
            }
            if (measured == null) {
                all = false;
            } else {
                dispatch(configuration.calendar(), member, tick, measured);
            }
        }
        if (all) {
            rememberPeak(configuration.calendar().dayOf(start), start);
        }
        return all;
    }

    /// What the members of a plan took from the grid in an interval that all of them are dispatched for. Others are not waited for, so that the same
    /// inputs always give the same peak.
    private void rememberPeak(LocalDay day, long start) {
        double sum = 0;
        for (String member : state.planned(day)) {
            Settled settled = state.settled.get(member, start);
            sum += settled == null ? 0 : settled.exchangeKw();
        }
        if (sum > state.peakKw(day)) {
            state.peaks.put("", day.month(), sum);
        }
    }

    private void dispatch(Calendar calendar, String member, long tick, Measured measured) {
        long start = tick - calendar.stepMillis();
        LocalDay day = calendar.dayOf(start);
        LocalDay next = calendar.dayOf(tick);
        Dispatch dispatch = builder.build(new DispatchBuilder.Closed(communityId, day, next, tick,
                prosumer(member, List.of(next, day)), measured));
        state.settled.put(member, start,
                new Settled(dispatch.getResidualKw(), Coverage.covers(dispatch),
                        exchangeKw(member, start, calendar.stepMillis(), measured, dispatch),
                        PromiseAudit.broken(dispatch)));
        state.intervals.remove(member, tick);
        DeviceState reported = decisions.dispatch(dispatch);
        if (reported != null) {
            devices.add(reported);
        }
        metrics.dispatched(dispatch);
    }

    /// What a meter sees: whatever recourse buys, demand above the day-ahead supply comes from the grid, and supply above demand goes there.
    private double exchangeKw(String member, long start, long stepMillis, Measured measured,
            Dispatch dispatch) {
        InForce plan = plans.of(member, start, stepMillis);
        return plan == null
                ? measured.netKw()
                : plan.exchangeKw() + dispatch.getResidualKw() - plan.marginKw();
    }

    /// A member's configuration in force on the first of the days that plans it.
    private Prosumer prosumer(String member, List<LocalDay> days) {
        for (LocalDay day : days) {
            Configuration configuration = state.configurationOf(day);
            @Nullable
            Prosumer prosumer = configuration == null ? null : configuration.prosumers().get(member);
            if (prosumer != null) {
                return prosumer;
            }
        }
        throw new IllegalStateException(
                "%s of community %s is planned on neither of the days %s".formatted(member,
                        communityId, days));
    }
}
