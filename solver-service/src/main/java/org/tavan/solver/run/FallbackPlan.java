package org.tavan.solver.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Battery;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Member;
import org.tavan.schema.PeerLink;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.check.Certificate;
import org.tavan.solver.codec.PlanHeader;

/// A day-ahead plan without a solver: devices follow given set-points, nobody trades, nothing is left to
/// recourse, and the grid covers the forecast and the largest residual in the support, as far as the limits
/// allow.
final class FallbackPlan {
    /// Beyond the largest residual (kW), so that rounding does not reach the edge of the support.
    private static final double HEADROOM_KW = 1e-6;

    private final SolveRequest request;
    private final Map<String, Devices> devices = new HashMap<>();
    private final Map<String, double[]> gridKw = new HashMap<>();

    private FallbackPlan(SolveRequest request) {
        this.request = request;
    }

    /// Set-points of one member (kW).
    private record Devices(List<Double> chargeKw, List<Double> dischargeKw, List<Double> flexibleKw) {}

    /// Devices as on the day before; null if there was no plan for every member.
    static @Nullable FallbackPlan asTheDayBefore(SolveRequest request) {
        var plan = new FallbackPlan(request);
        for (Member member : request.getMembers()) {
            if (member.getPreviousChargeKw().size() != request.getIntervals()) {
                return null;
            }
            plan.devices.put(member.getProsumerId(), new Devices(member.getPreviousChargeKw(),
                    member.getPreviousDischargeKw(), member.getPreviousFlexibleKw()));
        }
        plan.cover();
        return plan;
    }

    /// Batteries idle, flexible load as desired.
    static FallbackPlan idle(SolveRequest request) {
        var plan = new FallbackPlan(request);
        List<Double> zeros = Collections.nCopies(request.getIntervals(), 0.0);
        for (Member member : request.getMembers()) {
            plan.devices.put(member.getProsumerId(),
                    new Devices(zeros, zeros,
                            member.getDesiredKw().isEmpty() ? zeros : member.getDesiredKw()));
        }
        plan.cover();
        return plan;
    }

    List<Schedule> schedules(PlanHeader header) {
        return request.getMembers().stream().map(member -> schedule(header, member)).toList();
    }

    List<Policy> policies(PlanHeader header) {
        int intervals = request.getIntervals();
        int gains = request.getRule().equals("CAUSAL") ? intervals * (intervals + 1) / 2 : intervals;
        List<Double> noRecourse = Collections.nCopies(gains, 0.0);
        List<Policy> policies = new ArrayList<>();
        for (Member member : request.getMembers()) {
            List<Double> marginKw = each(t -> gridKw(member)[t] - netKw(member, t));
            policies.add(header.policy(member)
                    .setRecourseKw(noRecourse)
                    .setPlannedRealTimeKw(Collections.nCopies(intervals, 0.0))
                    .setMarginKw(marginKw)
                    .setRiskCentsPerKwh(Collections.nCopies(intervals, 0.0))
                    .setBinding(Collections.nCopies(intervals, List.of()))
                    .setWorstCaseViolation(Certificate.worstCase(request, member, noRecourse, marginKw))
                    .build());
        }
        return policies;
    }

    double costCents() {
        return request.getMembers().stream().mapToDouble(this::costCents).sum();
    }

    private double costCents(Member member) {
        double hours = request.getIntervalMinutes() / 60.0;
        return IntStream.range(0, request.getIntervals())
                .mapToDouble(t -> hours * request.getDayAheadCentsPerKwh().get(t) * gridKw(member)[t])
                .sum();
    }

    private double[] gridKw(Member member) {
        return Objects.requireNonNull(gridKw.get(member.getProsumerId()));
    }

    private Devices devices(Member member) {
        return Objects.requireNonNull(devices.get(member.getProsumerId()));
    }

    /// Demand as forecast, with the devices (kW).
    private double netKw(Member member, int t) {
        Devices of = devices(member);
        return member.getForecastKw().get(t) + of.chargeKw().get(t) - of.dischargeKw().get(t)
                + of.flexibleKw().get(t);
    }

    /// Buys for the forecast and the largest residual; where the community's connection is too narrow,
    /// everybody gets less.
    private void cover() {
        for (Member member : request.getMembers()) {
            double[] covered = new double[request.getIntervals()];
            for (int t = 0; t < covered.length; t++) {
                double wantedKw = netKw(member, t) + Math.max(0, member.getSupportHighKw().get(t))
                        + HEADROOM_KW;
                covered[t] = Math.clamp(wantedKw, -member.getProsumer().getGridExportMaxKw(),
                        member.getProsumer().getGridImportMaxKw());
            }
            gridKw.put(member.getProsumerId(), covered);
        }
        for (int t = 0; t < request.getIntervals(); t++) {
            narrow(t);
        }
    }

    private void narrow(int t) {
        double imports = gridKw.values().stream().mapToDouble(kw -> Math.max(0, kw[t])).sum();
        double exports = gridKw.values().stream().mapToDouble(kw -> Math.max(0, -kw[t])).sum();
        double importMaxKw = limit(request.getGridImportMaxKw());
        double exportMaxKw = limit(request.getGridExportMaxKw());
        if (imports - exports > importMaxKw) {
            double share = (importMaxKw + exports) / imports;
            gridKw.values().forEach(kw -> kw[t] *= kw[t] > 0 ? share : 1);
        } else if (exports - imports > exportMaxKw) {
            double share = (exportMaxKw + imports) / exports;
            gridKw.values().forEach(kw -> kw[t] *= kw[t] < 0 ? share : 1);
        }
    }

    private Schedule schedule(PlanHeader header, Member member) {
        Devices of = devices(member);
        double[] grid = gridKw(member);
        List<Double> zeros = Collections.nCopies(request.getIntervals(), 0.0);
        return header.schedule(member.getProsumerId())
                .setGridImportKw(each(t -> Math.max(0, grid[t])))
                .setGridExportKw(each(t -> Math.max(0, -grid[t])))
                .setChargeKw(of.chargeKw())
                .setDischargeKw(of.dischargeKw())
                .setEnergyKwh(energyKwh(member, of))
                .setFlexibleKw(of.flexibleKw())
                .setShiftedKwh(shiftedKwh(member, of))
                .setPeers(trades(member.getProsumerId(), zeros))
                .setBalanceCentsPerKwh(zeros)
                .setStorageCentsPerKwh(zeros)
                .setCostCents(costCents(member))
                .build();
    }

    private List<PeerTrade> trades(String id, List<Double> zeros) {
        List<PeerTrade> trades = new ArrayList<>();
        for (PeerLink link : request.getPeerLinks()) {
            if (link.getFirstProsumerId().equals(id)) {
                trades.add(new PeerTrade(link.getSecondProsumerId(), zeros, zeros));
            } else if (link.getSecondProsumerId().equals(id)) {
                trades.add(new PeerTrade(link.getFirstProsumerId(), zeros, zeros));
            }
        }
        return trades;
    }

    private List<Double> energyKwh(Member member, Devices of) {
        Battery battery = member.getProsumer().getBattery();
        List<Double> energies = new ArrayList<>();
        double energy = member.getEnergyKwh();
        for (int t = 0; t < request.getIntervals(); t++) {
            if (battery != null) {
                energy += request.getIntervalMinutes() / 60.0
                        * (battery.getChargeEfficiency() * of.chargeKw().get(t)
                                - of.dischargeKw().get(t) / battery.getDischargeEfficiency());
            }
            energies.add(battery == null ? 0 : energy);
        }
        return energies;
    }

    private List<Double> shiftedKwh(Member member, Devices of) {
        FlexibleLoad load = member.getProsumer().getFlexibleLoad();
        List<Double> values = new ArrayList<>();
        double shifted = member.getShiftedKwh();
        for (int t = 0; t < request.getIntervals(); t++) {
            if (load != null) {
                shifted += request.getIntervalMinutes() / 60.0
                        * (of.flexibleKw().get(t) - member.getDesiredKw().get(t));
            }
            values.add(load == null ? 0 : shifted);
        }
        return values;
    }

    private List<Double> each(IntToDoubleFunction value) {
        return IntStream.range(0, request.getIntervals())
                .mapToObj(t -> (Double) value.applyAsDouble(t))
                .toList();
    }

    private static double limit(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }
}
