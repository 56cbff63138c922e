package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.GridSchedule;
import org.tavan.commitment.RenewableSchedule;
import org.tavan.commitment.ScheduleAssessment;
import org.tavan.commitment.StorageSchedule;
import org.tavan.commitment.StorageUnit;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UnitSchedule;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;

/// Reads a dispatched day into a schedule: within simple bounds, opposite flows netted, priced from the schedule alone.
final class ScheduleReader {
    private static final String[] LACKS = {"%.3f kW of power", "a taker of %.3f kW",
            "%.3f kW of spinning reserve or promised cover"};

    private final CommitmentProblem problem;
    private final DemandTable demand;

    ScheduleReader(CommitmentProblem problem) {
        this.problem = problem;
        demand = new DemandTable(problem);
    }

    CommitmentSchedule read(OnOff commitment, DayDispatch.Dispatch dispatch) {
        Solution point = dispatch.solution();
        List<HourRows> rows = dispatch.rows();
        List<UnitSchedule> units = new ArrayList<>();
        for (int i = 0; i < problem.units().size(); i++) {
            int u = i;
            Unit unit = problem.units().get(u);
            units.add(unit(commitment, u,
                    profile(t -> commitment.on(u, t)
                            ? Math.clamp(point.value(rows.get(t).power[u]), unit.minKw(), unit.maxKw())
                            : 0),
                    profile(t -> nonNegative(point, rows.get(t).reserve[u]))));
        }
        List<StorageSchedule> storages = new ArrayList<>();
        for (int k = 0; k < problem.storages().size(); k++) {
            storages.add(storage(k, point, rows));
        }
        List<RenewableSchedule> renewables = new ArrayList<>();
        for (int i = 0; i < problem.renewables().size(); i++) {
            int k = i;
            Profile forecast = problem.renewables().get(k).forecastKw();
            renewables.add(new RenewableSchedule(problem.renewables().get(k).id(), profile(t -> Math
                    .clamp(forecast.get(t) - point.value(rows.get(t).taken[k]), 0, forecast.get(t)))));
        }
        return ScheduleAssessment.assess(problem, units, grid(point, rows), storages, renewables,
                demand.taken(commitment.toArray()));
    }

    /// {@return the schedule of units alone}
    ///
    /// @param powerKw per interval and unit (kW)
    /// @param curtailedKw per interval, of all plants that may be curtailed (kW)
    CommitmentSchedule read(OnOff commitment, double[][] powerKw, double[] curtailedKw) {
        List<UnitSchedule> units = new ArrayList<>();
        for (int i = 0; i < problem.units().size(); i++) {
            int u = i;
            units.add(unit(commitment, u, profile(t -> powerKw[t][u]), profile(t -> 0)));
        }
        double[] left = curtailedKw.clone();
        List<RenewableSchedule> renewables = problem.renewables()
                .stream()
                .map(plant -> new RenewableSchedule(plant.id(), profile(t -> {
                    double kw = plant.curtailable() ? Math.min(left[t], plant.forecastKw().get(t)) : 0;
                    left[t] -= kw;
                    return kw;
                })))
                .toList();
        return ScheduleAssessment.assess(problem, units, null, List.of(), renewables,
                demand.taken(commitment.toArray()));
    }

    /// {@return what lacks most, in words}
    String lack(DayDispatch.Dispatch dispatch) {
        double most = 0;
        String text = "The expected energy not supplied stays above its limit (%s kWh)."
                .formatted(problem.reliability().eensMaxKwh());
        for (int t = 0; t < dispatch.rows().size(); t++) {
            for (int k = 0; k < LACKS.length; k++) {
                double kw = dispatch.solution().value(dispatch.rows().get(t).slack[k]);
                if (kw > Math.max(most, DayDispatch.LACK_KW)) {
                    most = kw;
                    text = "Interval %d lacks %s.".formatted(t, LACKS[k].formatted(kw));
                }
            }
        }
        return text;
    }

    private UnitSchedule unit(OnOff commitment, int u, Profile powerKw, Profile reserveKw) {
        List<Boolean> on = new ArrayList<>();
        for (int t = 0; t < problem.intervals(); t++) {
            on.add(commitment.on(u, t));
        }
        return new UnitSchedule(problem.units().get(u).id(), on, powerKw, reserveKw);
    }

    private @Nullable GridSchedule grid(Solution point, List<HourRows> rows) {
        UpstreamGrid grid = problem.grid();
        if (grid == null) {
            return null;
        }
        IntToDoubleFunction net = t -> point.value(rows.get(t).importKw) - point.value(rows.get(t).exportKw);
        return new GridSchedule(profile(t -> Math.clamp(net.applyAsDouble(t), 0, grid.importMaxKw())),
                profile(t -> Math.clamp(-net.applyAsDouble(t), 0, grid.exportMaxKw())),
                profile(t -> nonNegative(point, rows.get(t).gridReserve)));
    }

    private StorageSchedule storage(int k, Solution point, List<HourRows> rows) {
        StorageUnit storage = problem.storages().get(k);
        Battery battery = storage.battery();
        Profile charge = profile(t -> battery.netChargeKw(point.value(rows.get(t).charge[k]),
                point.value(rows.get(t).discharge[k])));
        Profile discharge = profile(t -> battery.netDischargeKw(point.value(rows.get(t).charge[k]),
                point.value(rows.get(t).discharge[k])));
        double[] energy = new double[problem.intervals()];
        double kwh = storage.initialKwh();
        for (int t = 0; t < energy.length; t++) {
            kwh = battery.energyAfterKwh(kwh, charge.get(t), discharge.get(t), problem.stepHours());
            energy[t] = kwh;
        }
        return new StorageSchedule(storage.id(), charge, discharge, Profile.of(energy),
                profile(t -> nonNegative(point, rows.get(t).storageReserve[k])));
    }

    private static double nonNegative(Solution point, int variable) {
        return variable < 0 ? 0 : Math.max(0, point.value(variable));
    }

    private Profile profile(IntToDoubleFunction valueAt) {
        double[] values = new double[problem.intervals()];
        Arrays.setAll(values, valueAt);
        return Profile.of(values);
    }
}
