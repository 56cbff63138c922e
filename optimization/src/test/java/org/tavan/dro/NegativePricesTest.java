package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.StoragePlan;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Curtailment;
import org.tavan.problem.ElectricVehicle;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.RecourseRule;
import org.tavan.problem.Storage;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;

/// However negative prices are, no plan burns energy: no storage charges and discharges at once, no trade runs both ways or in a circle.
class NegativePricesTest {
    private static final int INTERVALS = 6;

    /// A ring of members with two batteries and a vehicle each, at prices far below 0 in every second interval.
    private static CommunityProblem negative(long seed, boolean surplusSettled) {
        CommunityProblem random = RandomCommunity.ofSize(seed, 4, INTERVALS, 10, RecourseRule.DIAGONAL);
        double shift = seed % 2 == 0 ? -500 : -60;
        EnergyPrices prices = new EnergyPrices(shifted(random.prices().dayAheadCentsPerKwh(), shift),
                shifted(random.prices().realTimeBuyCentsPerKwh(), shift),
                shifted(random.prices().realTimeSellCentsPerKwh(), shift));
        List<Member> members = new ArrayList<>();
        List<PeerLink> links = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Member member = random.members().get(n);
            List<Storage> storages = new ArrayList<>(member.storages());
            storages.add(new BatteryState("lossy", new Battery(0, 6, 1, 3, 3, 0.7, 0.7, 0), 2, null));
            storages.add(new ElectricVehicle("car", new Battery(0, 30, 0, 4, 4, 0.9, 0.8, 0),
                    List.of(new ChargingStay(1, INTERVALS, 10, 10))));
            members.add(member.withDevices(storages, member.flexibleLoads(),
                    List.of(new Curtailment("roof", TestPlans.constant(INTERVALS, 1), 0))));
            links.add(new PeerLink("home-" + n, "home-" + (n + 1) % 4, 3, 0, 0));
        }
        links.add(new PeerLink("home-0", "home-2", 3, 0, 0));
        return new CommunityProblem(random.stepHours(), surplusSettled ? prices : prices.withFreeSurplus(),
                members, links, random.connection(), random.promise(), random.rule(), 0);
    }

    private static Profile shifted(Profile cents, double shift) {
        double[] values = cents.toArray();
        for (int t = 0; t < values.length; t += 2) {
            values[t] += shift;
        }
        return Profile.of(values);
    }

    private static void assertNothingBurns(CommunityPlan plan) {
        for (int t = 0; t < INTERVALS; t++) {
            Map<String, List<String>> givesTo = new HashMap<>();
            for (MemberPlan member : plan.members()) {
                for (StoragePlan storage : member.storages()) {
                    assertEquals(0, storage.chargeKw().get(t) * storage.dischargeKw().get(t),
                            storage.id() + " of " + member.memberId());
                }
                assertEquals(0, member.gridImportKw().get(t) * member.gridExportKw().get(t));
                for (PeerFlow flow : member.peers()) {
                    assertEquals(0, flow.takeKw().get(t) * flow.giveKw().get(t));
                    if (flow.giveKw().get(t) > 0) {
                        givesTo.computeIfAbsent(member.memberId(), _ -> new ArrayList<>()).add(flow.peerId());
                    }
                }
            }
            for (String id : givesTo.keySet()) {
                assertTrue(!reaches(givesTo, id, id, new HashSet<>()), "a circle through " + id);
            }
        }
    }

    private static boolean reaches(Map<String, List<String>> givesTo, String from, String to,
            Set<String> seen) {
        for (String next : givesTo.getOrDefault(from, List.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(givesTo, next, to, seen))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void anOptimalPlanBurnsNothing(long seed) {
        PlanOutcome.Planned planned = plan(negative(seed, false));

        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertNothingBurns(planned.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void noPlanBurnsWhatItWouldPayToBeRidOf(long seed) {
        PlanOutcome.Planned planned = plan(negative(seed, true));

        assertTrue(planned.status() != PlanStatus.RELAXED, planned::reason);
        assertTrue(planned.statistics().gap() < 0.02, planned::reason);
        assertNothingBurns(planned.plan());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void aRelaxedPlanBurnsNothing(long seed) {
        CommunityProblem problem = negative(seed, seed % 3 == 0);
        CommunityProblem tight = problem.withMembers(problem.members()
                .stream()
                .map(m -> m.withLimits(new GridLimits(0.05 * m.nominalKw(), 0.05 * m.nominalKw()),
                        m.realTime()))
                .toList());

        PlanOutcome.Planned planned = plan(tight);

        assertNothingBurns(planned.plan());
        assertEquals(PlanStatus.RELAXED, planned.status());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void aStablePlanBurnsNothing(long seed) {
        CommunityProblem before = negative(seed, seed % 3 == 0);
        CommunityPlan inForce = plan(negative(seed + 2, seed % 3 == 0)).plan();
        List<Member> members = new ArrayList<>();
        for (Member member : before.members()) {
            PreviousPlan previous = inForce.member(member.id()).asPrevious();
            members.add(member.withPrevious(previous));
        }

        PlanOutcome.Planned planned = plan(new CommunityProblem(before.stepHours(), before.prices(), members,
                before.peerLinks(), before.connection(), before.promise(), before.rule(), 50));

        assertNothingBurns(planned.plan());
    }

    /// Batteries that follow: as planned, and whatever the residuals are. Their energy is that of the linear rule, and they supply at least as much, so
    /// what the promise rests on is there.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void noBatteryThatFollowsBurnsEnergy(long seed) {
        CommunityProblem diagonal = negative(seed, seed % 3 != 0);
        CommunityProblem problem = new CommunityProblem(diagonal.stepHours(), diagonal.prices(),
                diagonal.members(), diagonal.peerLinks(), diagonal.connection(), diagonal.promise(),
                new RecourseRule((int) (seed % 3), true), 0);

        PlanOutcome.Planned planned = plan(problem);

        assertTrue(planned.status() != PlanStatus.RELAXED, planned::reason);
        assertTrue(planned.statistics().gap() < 0.02, planned::reason);
        assertNothingBurns(planned.plan());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (Member member : problem.members()) {
            MemberPlan own = planned.plan().member(member.id());
            StorageRecourse rule = assertInstanceOf(StorageRecourse.class, own.recourse());
            for (StorageRule storage : rule.storages()) {
                StoragePlan plan = own.storages()
                        .stream()
                        .filter(s -> s.id().equals(storage.storageId()))
                        .findFirst()
                        .orElseThrow();
                for (int t = 0; t < INTERVALS; t++) {
                    assertEquals(plan.dischargeKw().get(t) - plan.chargeKw().get(t),
                            storage.planned(t).supplyKw(), 1e-9);
                }
                for (int day = 0; day < 50; day++) {
                    assertOneWay(problem, member, storage, residuals(member, random));
                }
            }
        }
    }

    private static Profile residuals(Member member, RandomGenerator random) {
        double[] xi = new double[INTERVALS];
        for (int t = 0; t < INTERVALS; t++) {
            double low = TestPlans.box(member).low().get(t);
            double high = TestPlans.box(member).high().get(t);
            double share = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble();
            xi[t] = (low + share * (high - low)) / member.nominalKw();
        }
        return Profile.of(xi);
    }

    private static void assertOneWay(CommunityProblem problem, Member member, StorageRule rule, Profile xi) {
        Storage storage = member.storages()
                .stream()
                .filter(s -> s.id().equals(rule.storageId()))
                .findFirst()
                .orElseThrow();
        double lived = storage.stays(INTERVALS).getFirst().arrivalKwh();
        double linear = lived;
        for (int t = 0; t < INTERVALS; t++) {
            double charge = rule.chargeKw().get(t);
            double discharge = rule.dischargeKw().get(t);
            for (int j = 0; j <= t; j++) {
                charge += rule.chargeGain().gainKw(t, j) * xi.get(j);
                discharge += rule.dischargeGain().gainKw(t, j) * xi.get(j);
            }
            StorageRule.Action action = rule.respond(t, xi, lived, problem.stepHours());
            lived = rule.battery()
                    .energyAfterKwh(lived, action.chargeKw(), action.dischargeKw(), problem.stepHours());
            linear = rule.battery().energyAfterKwh(linear, charge, discharge, problem.stepHours());
            assertEquals(0, action.chargeKw() * action.dischargeKw());
            assertEquals(linear, lived, 1e-5);
            assertTrue(action.supplyKw() >= discharge - charge - 1e-5);
        }
    }

    @Test
    void surplusThatIsSettledIsNotBoughtForNothing() {
        Member member = DevicesTest.certain("home", new GridLimits(20, 20), 2, 2);
        EnergyPrices prices = new EnergyPrices(Profile.of(-25, 10), Profile.of(-20, 20), Profile.of(-30, 5));

        PlanOutcome.Planned burning = plan(
                TestPlans.problem(prices.withFreeSurplus(), List.of(member), List.of(), 0));
        PlanOutcome.Planned settled = plan(TestPlans.problem(prices, List.of(member), List.of(), 0));

        // Without a price of surplus, all that the connection carries is bought and used for nothing; with it, what is needed.
        assertEquals(20, burning.plan().member("home").gridImportKw().get(0), 1e-4);
        assertEquals(2, settled.plan().member("home").gridImportKw().get(0), 1e-4);
        assertEquals(-2 * 25 + 2 * 10, settled.statistics().objectiveCents(), 1e-4);
    }

    @Test
    void aBatteryIsNotUsedToBurnSurplus() {
        Battery lossy = new Battery(0, 10, 5, 5, 5, 0.5, 0.5, 0);
        Member member = DevicesTest.certain("home", new GridLimits(0, 0), -4)
                .withDevices(List.of(new BatteryState("b", lossy, 5, null)), List.of(), List.of());
        EnergyPrices prices = new EnergyPrices(Profile.of(-10), Profile.of(0), Profile.of(-10));

        PlanOutcome.Planned planned = plan(TestPlans.problem(prices, List.of(member), List.of(), 0));

        // 4 kW charged gain 2 kWh and leave no surplus; charging 5 and discharging 1 as well would not be a plan.
        StoragePlan own = planned.plan().member("home").storages().getFirst();
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        assertEquals(4, own.chargeKw().get(0), 1e-4);
        assertEquals(0, own.dischargeKw().get(0));
    }

    @Test
    void aFullBatteryCannotTakeSurplusByDischargingAtOnce() {
        Battery lossy = new Battery(0, 10, 5, 5, 5, 0.5, 0.5, 0);
        Member member = DevicesTest.certain("home", new GridLimits(0, 0), -4)
                .withDevices(List.of(new BatteryState("b", lossy, 10, null)), List.of(), List.of());
        EnergyPrices prices = new EnergyPrices(Profile.of(-10), Profile.of(0), Profile.of(-10));

        PlanOutcome.Planned planned = plan(TestPlans.problem(prices, List.of(member), List.of(), 0));

        // The program would charge 4 and discharge 1 and pay for 1 kWh; a plan pays for all four, and says how far from the bound that is.
        assertEquals(40, planned.statistics().objectiveCents(), 1e-4);
        assertEquals(PlanStatus.FEASIBLE, planned.status());
        assertTrue(planned.statistics().boundCents() < 40);
    }

    @Test
    void whatRunsInACircleIsTakenOut() {
        List<LinkDraft> links = new ArrayList<>();
        double[] flows = {2, 3, -1.5, 4};
        int[][] ends = {{0, 1}, {1, 2}, {0, 2}, {2, 3}};
        List<List<LinkDraft>> linksOf = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            linksOf.add(new ArrayList<>());
        }
        for (int k = 0; k < flows.length; k++) {
            LinkDraft link = new LinkDraft(new PeerLink("" + ends[k][0], "" + ends[k][1], 9, 0, 0),
                    ends[k][0],
                    ends[k][1], 1);
            // Positive: from the first end to the second, so that the second takes.
            link.secondTakesKw[0] = Math.max(0, flows[k]);
            link.firstTakesKw[0] = Math.max(0, -flows[k]);
            links.add(link);
            linksOf.get(link.first).add(link);
            linksOf.get(link.second).add(link);
        }

        TradeCircles.cut(linksOf, 1);

        // 0 → 1 → 2 → 0 carries 1.5 in a circle.
        assertEquals(List.of(0.5, 1.5, 0.0, 4.0),
                links.stream().map(link -> link.secondTakesKw[0] - link.firstTakesKw[0]).toList());
    }
}
