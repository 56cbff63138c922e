package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.conic.SolverSettings;

/// A ladder of prices of lost load. A commitment with a level is a plan: the cheapest dispatch at that price.
///
/// What such a plan costs and loses is taken, while breeding, from intervals at the prices of one exact day a level.
final class LostLoadLevels {
    private final CommitmentProblem problem;
    private final UnitTimes times;
    private final List<Level> levels = new ArrayList<>();

    /// Operating cost without lost load (¢) and expected energy not supplied (kWh).
    record Objectives(double cents, double eensKwh) {}

    /// The plans of one price (¢/kWh).
    private static final class Level {
        final CommitmentProblem problem;
        final HourPrograms hours;
        final DayDispatch days;
        final DayDispatch.Cut cut;
        final ConcurrentHashMap<Key, HourPrograms.PricedHour> known = new ConcurrentHashMap<>();

        Level(CommitmentProblem problem, UnitTimes times, OnOff commitment) {
            this.problem = problem;
            SourceOrder sources = new SourceOrder(problem);
            hours = new HourPrograms(problem, sources, new EventTable(problem, sources), Cover.none());
            days = new DayDispatch(problem, times, hours);
            cut = days.solve(commitment, SolverSettings.defaults()).cut();
        }
    }

    private record Key(int t, long mask, double changeKw) {}

    LostLoadLevels(CommitmentProblem problem, UnitTimes times) {
        this.problem = problem;
        this.times = times;
    }

    /// {@return the problem at a price of lost load (¢/kWh), without limits}
    static CommitmentProblem priced(CommitmentProblem problem, double cents) {
        return problem.withReliability(problem.reliability()
                .withVollCentsPerKwh(cents)
                .withEensMaxKwh(Double.POSITIVE_INFINITY)
                .withLolpMax(1));
    }

    /// Adds a level, whose prices between intervals are those of a commitment that is good at it.
    void add(double centsPerKwh, OnOff commitment) {
        levels.add(new Level(priced(problem, centsPerKwh), times, commitment));
    }

    int count() {
        return levels.size();
    }

    double centsPerKwh(int level) {
        return levels.get(level).problem.reliability().vollCentsPerKwh();
    }

    Objectives estimate(long[] code, int level) {
        Level at = levels.get(level);
        DemandTable demand = at.hours.demand;
        double cents = times.startCents(code) + demand.cents(code) + at.cut.constantCents();
        double kwh = 0;
        for (int t = 0; t < times.intervals; t++) {
            Key key = new Key(t, code[t], demand.changeKw(code, t));
            HourPrograms.PricedHour hour = at.known.get(key);
            if (hour == null) {
                hour = at.hours.dispatched(t, key.mask, key.changeKw, at.cut.prices().get(t));
                at.known.put(key, hour);
            }
            cents += hour.cents();
            kwh += hour.eensKwh();
        }
        return new Objectives(cents - centsPerKwh(level) * kwh, kwh);
    }

    /// {@return the plan, dispatched exactly; empty where it lacks something}
    Optional<ParetoPoint> exact(OnOff commitment, int level) {
        Level at = levels.get(level);
        DayDispatch.Dispatch dispatch = at.days.solve(commitment, SolverSettings.defaults());
        if (!dispatch.feasible()) {
            return Optional.empty();
        }
        CommitmentSchedule schedule = new ScheduleReader(at.problem).read(commitment, dispatch);
        return Optional.of(new ParetoPoint(schedule.cost().totalCents() - schedule.cost().reliabilityCents(),
                schedule.plannedEensKwh(), centsPerKwh(level), schedule));
    }
}
