package org.tavan.cvr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.DistFlowOutcome;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.FeederPositions;

/// Plans the tap changers and capacitors of a day: the cheapest positions that keep the voltages, exactly.
///
/// Every position of every interval is solved as a load flow; a dynamic programme then finds the cheapest way through the day under the limits and costs of
/// switching. A [PositionCheck] takes away what an unbalanced feeder would not bear.
///
/// Where loads take energy back in later intervals, the programme counts that energy at its later price but not its effect on the later flow. The day is
/// therefore flown as planned; a position that does not bear what is taken back is struck and the day planned again. Without such loads the plan is
/// proven the cheapest; with them it is the cheapest of that count among what was not struck.
public final class CvrPlanner {
    private final CvrProblem problem;
    private final PositionCheck check;
    private final PositionSpace space;

    /// @throws IllegalArgumentException if the devices have too many positions together
    public CvrPlanner(CvrProblem problem, PositionCheck check) {
        this.problem = problem;
        this.check = check;
        space = new PositionSpace(problem.feeder());
    }

    /// A planner whom nobody contradicts.
    public CvrPlanner(CvrProblem problem) {
        this(problem, PositionCheck.NONE);
    }

    /// The cheapest positions.
    public CvrOutcome plan() {
        PositionTable table = new PositionTable(problem, space, check);
        SwitchingProgramme programme = new SwitchingProgramme(space, problem.switching(),
                problem.intervals().size());
        int before = space.indexOf(problem.before());
        while (true) {
            int[] path = programme.solve(table.cents, before);
            if (path.length < problem.intervals().size()) {
                return new CvrOutcome.Refused(path.length, table.reason(path.length));
            }
            CvrOutcome flown = fly(Arrays.stream(path).mapToObj(space::at).toList(), true);
            if (!(flown instanceof CvrOutcome.Refused refused)) {
                return flown;
            }
            table.strike(refused.interval(), path[refused.interval()], refused.reason());
        }
    }

    /// The day at given positions, whatever its voltages and moves: the reference that a plan is compared with.
    ///
    /// It is refused where a load flow does not converge, or a load falls below the voltage from which on its ZIP shares are believed.
    ///
    /// @param positions one entry an interval
    /// @throws IllegalArgumentException if there are not as many as intervals, or one is beyond its limits
    public CvrOutcome follow(List<FeederPositions> positions) {
        if (positions.size() != problem.intervals().size()) {
            throw new IllegalArgumentException("There must be positions for %d intervals, not for %d."
                    .formatted(problem.intervals().size(), positions.size()));
        }
        return fly(positions, false);
    }

    private CvrOutcome fly(List<FeederPositions> positions, boolean judged) {
        int buses = problem.feeder().buses().size();
        int count = problem.intervals().size();
        DistFlow flow = new DistFlow(problem.feeder());
        VoltageJudge judge = new VoltageJudge(problem.feeder(),
                judged ? problem.limits() : new VoltageLimits(Double.MIN_NORMAL, Math.nextDown(2.0)));
        ThermostaticRecovery recovery = new ThermostaticRecovery(problem);
        double[][] backKwh = new double[count + problem.recoveryIntervals()][buses];
        double[] unservedKwh = new double[count];
        List<IntervalFlow> intervals = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            FeederDemand demand = takingBack(recovery.flowing(t), backKwh[t]);
            flow.set(demand);
            flow.set(positions.get(t));
            if (!(flow.solve() instanceof DistFlowOutcome.Converged converged)) {
                return new CvrOutcome.Refused(t,
                        "The load flow of interval %d does not converge.".formatted(t));
            }
            judge.set(demand);
            if (judge.excessPu(flow) > 0) {
                return new CvrOutcome.Refused(t, "In interval %d %s.".formatted(t, judge.worst(flow)));
            }
            Optional<String> objection = judged
                    ? check.objection(t, demand, positions.get(t))
                    : Optional.empty();
            if (objection.isPresent()) {
                return new CvrOutcome.Refused(t, objection.get());
            }
            unservedKwh[t] = recovery.missedKwh(t, flow) + owe(recovery, t, flow, backKwh);
            intervals.add(interval(positions.get(t), converged, demand, Arrays.stream(backKwh[t]).sum(),
                    unservedKwh[t]));
        }
        double owedKwh = 0;
        for (int t = count; t < backKwh.length; t++) {
            owedKwh += Arrays.stream(backKwh[t]).sum();
        }
        return priced(new FeederDay(intervals, problem.stepHours(), owedKwh));
    }

    private FeederDemand takingBack(FeederDemand demand, double[] backKwh) {
        List<BusPower> powers = new ArrayList<>(demand.buses());
        for (int bus = 0; bus < backKwh.length; bus++) {
            if (backKwh[bus] != 0) {
                powers.set(bus, powers.get(bus).inject(-backKwh[bus] / problem.stepHours(), 0));
            }
        }
        return new FeederDemand(powers, demand.inverterKw());
    }

    /// Writes what an interval owes into the ones that take it back.
    ///
    /// @return what none of them takes (kWh)
    private double owe(ThermostaticRecovery recovery, int interval, DistFlow flow, double[][] backKwh) {
        double lost = 0;
        int later = problem.recoveryIntervals();
        for (int bus = 0; later > 0 && bus < backKwh[interval].length; bus++) {
            double owed = recovery.owedKwh(interval, bus, flow);
            for (int next = interval + 1; owed != 0 && next <= interval + later; next++) {
                double taken = next < problem.intervals().size()
                        ? recovery.takenBackKwh(owed, next, bus)
                        : owed / later;
                backKwh[next][bus] += taken;
                lost += owed / later - taken;
            }
        }
        return lost;
    }

    private IntervalFlow interval(FeederPositions positions, DistFlowOutcome.Converged flow,
            FeederDemand demand,
            double backKwh, double unservedKwh) {
        double weight = 0;
        double weighted = 0;
        for (int bus = 0; bus < demand.buses().size(); bus++) {
            weight += demand.buses().get(bus).loadKw();
            weighted += demand.buses().get(bus).loadKw() * flow.voltagesPu().get(bus);
        }
        double mean = weight > 0
                ? weighted / weight
                : flow.voltagesPu().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return new IntervalFlow(positions, flow, backKwh / problem.stepHours(), unservedKwh, weight, mean);
    }

    private CvrOutcome.Planned priced(FeederDay day) {
        double energyCents = day.owedKwh() * problem.intervals().getLast().centsPerKwh();
        int tapSteps = 0;
        int capacitorSteps = 0;
        int from = space.indexOf(problem.before());
        for (int t = 0; t < day.intervals().size(); t++) {
            energyCents += problem.intervals().get(t).centsPerKwh() * problem.stepHours()
                    * day.intervals().get(t).flow().sourceKw();
            int to = space.indexOf(day.intervals().get(t).positions());
            tapSteps += space.tapSteps(from, to);
            capacitorSteps += space.capacitorSteps(from, to);
            from = to;
        }
        double switchingCents = tapSteps * problem.switching().centsPerTapStep()
                + capacitorSteps * problem.switching().centsPerCapacitorStep();
        return new CvrOutcome.Planned(day, energyCents, switchingCents, tapSteps, capacitorSteps);
    }
}
