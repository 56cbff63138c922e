package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.reliability.NetLoadError;
import org.tavan.reliability.OperatingAdequacy;
import org.tavan.reliability.OutageEvent;

/// What a plan costs and how well it stands outages, from the plan alone: whoever made it, by whatever method.
public final class ScheduleAssessment {
    private ScheduleAssessment() {}

    /// Prices a plan and measures its risk.
    ///
    /// @param problem the problem that the plan is for
    /// @param units one per unit, in the problem's order
    /// @param grid null for an island
    /// @param storages one per storage, in the problem's order
    /// @param renewables one per plant, in the problem's order
    /// @param options index of the option taken of each demand choice
    /// @return the complete schedule
    /// @throws IllegalArgumentException if an option does not exist
    public static CommitmentSchedule assess(CommitmentProblem problem, List<UnitSchedule> units,
            @Nullable GridSchedule grid, List<StorageSchedule> storages, List<RenewableSchedule> renewables,
            List<Integer> options) {
        List<IntervalAdequacy> adequacy = adequacy(problem, units, grid, storages, renewables);
        return new CommitmentSchedule(units, grid, storages, renewables,
                cost(problem, units, grid, storages, adequacy, problem.demandCents(options)), adequacy,
                options);
    }

    private static List<IntervalAdequacy> adequacy(CommitmentProblem problem, List<UnitSchedule> units,
            @Nullable GridSchedule grid, List<StorageSchedule> storages, List<RenewableSchedule> renewables) {
        Reliability reliability = problem.reliability();
        Profile probability = Sources.outageProbability(problem);
        List<OutageEvent> events = OutageEvent.upTo(probability, reliability.outageOrder());
        OperatingAdequacy risk = new OperatingAdequacy(probability, reliability.outageHours());
        List<IntervalAdequacy> adequacy = new ArrayList<>();
        for (int t = 0; t < problem.intervals(); t++) {
            Profile outputKw = Sources.outputKw(problem, t, units, grid, storages, renewables);
            Profile reserveKw = Sources.reserveKw(t, units, grid, storages, renewables);
            NetLoadError error = new NetLoadError(problem.netSigmaKw(t));
            adequacy.add(new IntervalAdequacy(risk.enumerated(events, outputKw, reserveKw, error),
                    risk.complete(outputKw, reserveKw, error)));
        }
        return adequacy;
    }

    private static CommitmentCost cost(CommitmentProblem problem, List<UnitSchedule> units,
            @Nullable GridSchedule grid,
            List<StorageSchedule> storages, List<IntervalAdequacy> adequacy, double demandCents) {
        double hours = problem.stepHours();
        double energy = 0;
        double starts = 0;
        double noLoad = 0;
        double reserve = 0;
        for (int i = 0; i < units.size(); i++) {
            Unit unit = problem.units().get(i);
            UnitSchedule plan = units.get(i);
            starts += startCents(unit, plan, hours);
            for (int t = 0; t < problem.intervals(); t++) {
                noLoad += plan.on().get(t) ? hours * unit.cost().noLoadCentsPerHour() : 0;
                energy += hours * unit.cost().energyCentsPerHour(plan.powerKw().get(t));
            }
            reserve += hours * unit.reserveCentsPerKwh() * total(plan.reserveKw());
        }
        double exchange = 0;
        UpstreamGrid upstream = problem.grid();
        if (upstream != null && grid != null) {
            for (int t = 0; t < problem.intervals(); t++) {
                exchange += hours * (upstream.importCentsPerKwh().get(t) * grid.importKw().get(t)
                        - upstream.exportCentsPerKwh().get(t) * grid.exportKw().get(t));
            }
            reserve += hours * upstream.reserveCentsPerKwh() * total(grid.reserveKw());
        }
        double wear = 0;
        for (int i = 0; i < storages.size(); i++) {
            StorageUnit storage = problem.storages().get(i);
            StorageSchedule plan = storages.get(i);
            wear += hours * storage.wearCentsPerKwh() * (total(plan.chargeKw()) + total(plan.dischargeKw()));
            reserve += hours * storage.reserveCentsPerKwh() * total(plan.reserveKw());
        }
        double lostKwh = adequacy.stream().mapToDouble(a -> a.planned().eensKwh()).sum();
        return new CommitmentCost(energy, starts, noLoad, reserve, exchange, wear,
                problem.reliability().vollCentsPerKwh() * lostKwh, demandCents);
    }

    private static double startCents(Unit unit, UnitSchedule plan, double stepHours) {
        double cents = 0;
        double hoursOff = unit.initiallyOn() ? 0 : -unit.initialHours();
        for (boolean on : plan.on()) {
            if (on && hoursOff > 0) {
                // Steps of 1/3 h add up to a whole hour but for rounding.
                cents += unit.start().cents(hoursOff - 1e-6);
            }
            hoursOff = on ? 0 : hoursOff + stepHours;
        }
        return cents;
    }

    private static double total(Profile values) {
        double total = 0;
        for (int t = 0; t < values.length(); t++) {
            total += values.get(t);
        }
        return total;
    }
}
