package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.asset.EnergyWindow;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.dro.LinearProgram.Sum;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Curtailment;
import org.tavan.problem.ElectricVehicle;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.problem.Storage;

/// Random members with every kind of device, and certain forecasts, against a linear program of their own by HiGHS.
class DeviceProgramTest {
    private static final int INTERVALS = 6;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// Makes the members.
    private static final class Random {
        private final RandomGenerator random;

        Random(long seed) {
            random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        double in(double low, double high) {
            return low + (high - low) * random.nextDouble();
        }

        double[] profile(double low, double high) {
            double[] values = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                values[t] = in(low, high);
            }
            return values;
        }

        boolean chance(double probability) {
            return random.nextDouble() < probability;
        }

        /// Batteries lose energy only where surplus is free: elsewhere a program burns it in them, and only a plan does not.
        CommunityProblem problem() {
            boolean negative = chance(0.5);
            double[] dayAhead = profile(negative ? -10 : 2, 20);
            double[] buy = dayAhead.clone();
            double[] sell = dayAhead.clone();
            for (int t = 0; t < INTERVALS; t++) {
                buy[t] += in(0, 5);
                sell[t] -= in(0, 5);
            }
            EnergyPrices prices = new EnergyPrices(Profile.of(dayAhead), Profile.of(buy), Profile.of(sell));
            double step = chance(0.5) ? 1 : 0.5;
            List<Member> members = new ArrayList<>();
            List<PeerLink> links = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                members.add(member("home-" + n, step, negative ? 1 : 0.9));
                links.add(new PeerLink("home-" + n, "home-" + (n + 1) % 3, in(0, 3), in(0, 1), 0));
            }
            return new CommunityProblem(step, negative ? prices : prices.withFreeSurplus(), members, links,
                    new GridLimits(40, 20), new Promise(0.1, 0, JointMethod.BONFERRONI),
                    RecourseRule.DIAGONAL, 0, new DemandCharge(in(0, 30), in(0, 12), 35));
        }

        private Member member(String id, double step, double efficiency) {
            List<Storage> storages = new ArrayList<>();
            if (chance(0.7)) {
                Battery battery = new Battery(1, 10, 3, in(1, 4), in(1, 4), efficiency, efficiency, 0)
                        .withTerminalCentsPerKwh(in(0, 12));
                BatteryState state = new BatteryState("battery", battery, in(1, 10), null);
                storages.add(chance(0.5) ? state.withReserveKwh(in(1, 5), INTERVALS) : state);
            }
            if (chance(0.7)) {
                Battery battery = new Battery(0, 40, 0, in(3, 7), chance(0.5) ? 3 : 0, efficiency, efficiency,
                        0);
                storages.add(new ElectricVehicle("car", battery, List.of(
                        new ChargingStay(0, 3, 10, 10 + 3 * step * in(0, 2.5)),
                        new ChargingStay(4, 6, 5, 5))));
            }
            List<FlexibleDemand> flexible = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                double[] cap = profile(0.5, 3);
                cap[1] = 0;
                flexible.add(new FlexibleDemand("load-" + k, new FlexibleLoad(2.5, in(2, 4), 0),
                        Profile.of(profile(0, 0.5)), in(-0.2, 0.2), Profile.of(cap),
                        List.of(new EnergyWindow(2, 5, in(0, 0.3), in(0.5, 1)))));
            }
            return DevicesTest.certain(id, new GridLimits(in(12, 20), in(0, 10)), profile(-5, 5))
                    .withDevices(storages, flexible,
                            List.of(new Curtailment("roof", Profile.of(profile(0, 4)), in(0, 3))))
                    .withDemandCharge(new DemandCharge(in(0, 10), in(0, 5), 30));
        }
    }

    /// The same problem, written down once more.
    private static final class Oracle {
        private final CommunityProblem problem;
        private final double dt;
        private final LinearProgram program = new HighsProgram();
        private final Sum[][] supply;
        private final Sum[][] imports;

        Oracle(CommunityProblem problem) {
            this.problem = problem;
            this.dt = problem.stepHours();
            supply = new Sum[problem.members().size()][INTERVALS];
            imports = new Sum[problem.members().size()][INTERVALS];
        }

        OptionalDouble optimum() {
            for (int n = 0; n < supply.length; n++) {
                add(problem.members().get(n), n);
            }
            for (PeerLink link : problem.peerLinks()) {
                int first = index(link.firstId());
                int second = index(link.secondId());
                for (int t = 0; t < INTERVALS; t++) {
                    int there = program.variable(0, link.limitKw(), dt * link.feeCentsPerKwh());
                    int back = program.variable(0, link.limitKw(), dt * link.feeCentsPerKwh());
                    supply[first][t].add(there, 1).add(back, -1);
                    supply[second][t].add(there, -1).add(back, 1);
                }
            }
            Sum[] all = new Sum[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                all[t] = new Sum();
                for (int n = 0; n < supply.length; n++) {
                    all[t].add(imports[n][t], 1);
                    double forecastKw = problem.members().get(n).forecastKw().get(t);
                    int surplus = program.variable(0, INFINITY,
                            dt * problem.prices().surplusCentsPerKwh().get(t));
                    program.range(new Sum().add(supply[n][t], 1), forecastKw, INFINITY);
                    program.range(new Sum().add(surplus, 1).add(supply[n][t], -1), -forecastKw, INFINITY);
                }
                program.range(all[t], -problem.connection().exportMaxKw(),
                        problem.connection().importMaxKw());
            }
            peak(problem.demandCharge(), all);
            return program.minimum();
        }

        private int index(String id) {
            return problem.members().stream().map(Member::id).toList().indexOf(id);
        }

        private void peak(DemandCharge charge, Sum[] kw) {
            int above = program.variable(0, INFINITY, charge.centsPerKw());
            for (Sum sum : kw) {
                program.atMost(sum, charge.limitKw());
                program.atMost(new Sum().add(sum, 1).add(above, -1), charge.reachedKw());
            }
        }

        private void add(Member member, int n) {
            for (int t = 0; t < INTERVALS; t++) {
                int p = program.variable(-member.grid().exportMaxKw(), member.grid().importMaxKw(),
                        dt * problem.prices().dayAheadCentsPerKwh().get(t));
                imports[n][t] = new Sum().add(p, 1);
                supply[n][t] = new Sum().add(p, 1);
                Curtailment roof = member.curtailments().getFirst();
                supply[n][t].add(program.variable(0, roof.availableKw().get(t), dt * roof.centsPerKwh()), -1);
            }
            peak(member.demandCharge(), imports[n]);
            member.storages().forEach(storage -> add(storage, supply[n]));
            member.flexibleLoads().forEach(demand -> add(demand, supply[n]));
        }

        private void add(Storage storage, Sum[] to) {
            Battery battery = storage.battery();
            for (ChargingStay stay : storage.stays(INTERVALS)) {
                Sum energy = Sum.of(stay.arrivalKwh());
                double reach = stay.arrivalKwh();
                for (int t = stay.from(); t < stay.to(); t++) {
                    int in = program.variable(0, battery.chargeMaxKw(), 0);
                    int out = program.variable(0, battery.dischargeMaxKw(), 0);
                    to[t].add(out, 1).add(in, -1);
                    energy.add(in, dt * battery.chargeEfficiency())
                            .add(out, -dt / battery.dischargeEfficiency());
                    reach += 0.99 * dt * battery.chargeMaxKw() * battery.chargeEfficiency();
                    double least = Math.max(battery.energyMinKwh(), Math.min(reach, storage.reserveKwh(t)));
                    program.range(energy, t == stay.to() - 1 ? Math.max(least, stay.dueKwh()) : least,
                            battery.energyMaxKwh());
                }
                if (stay.to() == INTERVALS) {
                    double value = battery.terminalCentsPerKwh();
                    program.addCost(new Sum().add(energy, -value).plus(value * stay.dueKwh()));
                }
            }
        }

        private void add(FlexibleDemand demand, Sum[] to) {
            Sum shifted = Sum.of(demand.shiftedKwh());
            Sum window = new Sum();
            EnergyWindow limits = demand.windows().getFirst();
            for (int t = 0; t < INTERVALS; t++) {
                int served = program.variable(0, Math.min(demand.load().powerMaxKw(),
                        demand.powerCapKw() == null ? INFINITY : demand.powerCapKw().get(t)), 0);
                to[t].add(served, -1);
                shifted.add(served, dt).plus(-dt * demand.desiredKw().get(t));
                double limit = t == INTERVALS - 1 ? 0 : demand.load().shiftMaxKwh();
                program.range(shifted, -limit, limit);
                if (limits.from() <= t && t < limits.to()) {
                    window.add(served, dt);
                }
            }
            program.range(window, limits.energyMinKwh(), limits.energyMaxKwh());
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePlanCostsWhatAnotherProgramSays(long seed) {
        CommunityProblem problem = new Random(seed).problem();

        PlanOutcome.Planned planned = TestPlans.plan(problem);

        OptionalDouble optimum = new Oracle(problem).optimum();
        if (optimum.isEmpty()) {
            assertEquals(PlanStatus.RELAXED, planned.status());
            assertTrue(planned.reason().contains("In conflict: "), planned::reason);
            return;
        }
        double expected = optimum.getAsDouble();
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(expected, planned.statistics().objectiveCents(), 1e-5 * Math.max(1, Math.abs(expected)));
        assertEquals(planned.statistics().objectiveCents(), planned.plan().peakCents()
                + planned.plan().members().stream().mapToDouble(MemberPlan::costCents).sum(), 1e-9);
        assertTrue(planned.statistics().primalResidual() < 1e-6);
    }
}
