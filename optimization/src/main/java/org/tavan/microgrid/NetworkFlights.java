package org.tavan.microgrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.cvr.CvrOutcome;
import org.tavan.cvr.CvrPlanner;
import org.tavan.cvr.CvrProblem;
import org.tavan.cvr.CvrSavings;
import org.tavan.cvr.FeederDay;
import org.tavan.cvr.IntervalFlow;
import org.tavan.cvr.PositionCheck;
import org.tavan.cvr.ThreePhaseCheck;
import org.tavan.powerflow.FeederDemand;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.Phase;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ThreePhaseOutcome;

/// What the sources have to deliver for what customers ask: the network's part of the day. Without a network it is the same.
final class NetworkFlights {
    private final @Nullable Network network;
    private final double stepHours;

    NetworkFlights(@Nullable Network network, double stepHours) {
        this.network = network;
        this.stepHours = stepHours;
    }

    /// How a day on the feeder ended.
    sealed interface Flight {
        /// The cheapest positions hold.
        ///
        /// @param sourceKw what the sources deliver (kW)
        /// @param plan null without a network
        record Flown(Profile sourceKw, @Nullable NetworkPlan plan) implements Flight {}

        /// No positions hold.
        record Refused(String reason) implements Flight {}
    }

    /// Plans the feeder for a load.
    ///
    /// @param loadKw load of all customers at 1 pu (kW)
    /// @param centsPerKwh what a kWh at the head of the feeder costs (¢/kWh)
    Flight fly(Profile loadKw, Profile centsPerKwh) {
        if (network == null) {
            return new Flight.Flown(loadKw, null);
        }
        CvrProblem day = network.day(loadKw, centsPerKwh, stepHours);
        Asked asked = new Asked(network.threePhases(), day.intervals().size());
        CvrPlanner planner = new CvrPlanner(day, asked);
        return switch (planner.plan()) {
            case CvrOutcome.Refused refused -> new Flight.Refused(refused.reason());
            case CvrOutcome.Planned planned -> {
                NetworkPlan plan = plan(network, planner, planned, asked);
                yield new Flight.Flown(profile(plan), plan);
            }
        };
    }

    private static Profile profile(NetworkPlan plan) {
        return Profile.of(plan.intervals().stream().mapToDouble(NetworkPlan.Interval::sourceKw).toArray());
    }

    /// The check, which remembers what it was asked last of each interval: what is flown in the end.
    private static final class Asked implements PositionCheck {
        final @Nullable ThreePhaseCheck check;
        private final @Nullable FeederDemand[] demand;

        Asked(@Nullable ThreePhaseCheck check, int intervals) {
            this.check = check;
            demand = new FeederDemand[intervals];
        }

        @Override
        public Optional<String> objection(int interval, FeederDemand asked, FeederPositions positions) {
            demand[interval] = asked;
            return check == null ? Optional.empty() : check.objection(interval, asked, positions);
        }

        /// {@return the voltages of the three phases, empty where they are not known}
        List<NetworkPlan.Voltage> voltages(int interval, FeederPositions positions) {
            List<NetworkPlan.Voltage> voltages = new ArrayList<>();
            FeederDemand flown = demand[interval];
            if (check != null && flown != null) {
                check.objection(interval, flown, positions);
                if (check.judged() instanceof ThreePhaseOutcome.Converged converged) {
                    converged.voltages()
                            .forEach(v -> voltages
                                    .add(new NetworkPlan.Voltage(v.bus(), v.phase(), v.voltagePu())));
                }
            }
            return voltages;
        }
    }

    private static NetworkPlan plan(Network network, CvrPlanner planner, CvrOutcome.Planned planned,
            Asked asked) {
        int count = planned.day().intervals().size();
        double scale = network.loadScale();
        FeederDay held = planner.follow(
                Collections.nCopies(count, network.before())) instanceof CvrOutcome.Planned reference
                        ? reference.day()
                        : null;
        List<NetworkPlan.Interval> intervals = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            IntervalFlow flow = planned.day().intervals().get(t);
            List<NetworkPlan.Voltage> voltages = asked.voltages(t, flow.positions());
            intervals.add(new NetworkPlan.Interval(flow.positions(), flow.flow().sourceKw() / scale,
                    flow.loadKw() / scale, flow.flow().lossKw() / scale,
                    held == null ? Double.NaN : held.intervals().get(t).flow().sourceKw() / scale,
                    voltages.isEmpty() ? single(network.feeder(), flow) : voltages));
        }
        return new NetworkPlan(intervals, network.before(),
                held == null ? null : scaled(CvrSavings.between(held, planned.day()), scale),
                planned.tapSteps(),
                planned.capacitorSteps(), planned.switchingCents());
    }

    private static List<NetworkPlan.Voltage> single(RadialFeeder feeder, IntervalFlow flow) {
        NetworkPlan.Voltage[] voltages = new NetworkPlan.Voltage[feeder.buses().size()];
        Arrays.setAll(voltages, bus -> new NetworkPlan.Voltage(feeder.buses().get(bus).name(), (Phase) null,
                flow.flow().voltagesPu().get(bus)));
        return List.of(voltages);
    }

    private static CvrSavings scaled(CvrSavings savings, double scale) {
        return new CvrSavings(savings.energyKwh() / scale, savings.energyShare(), savings.loadKwh() / scale,
                savings.lossKwh() / scale, savings.unservedKwh() / scale, savings.peakKw() / scale,
                savings.peakShare(), savings.voltageShare(), savings.energyCvrFactor(),
                savings.peakCvrFactor());
    }
}
