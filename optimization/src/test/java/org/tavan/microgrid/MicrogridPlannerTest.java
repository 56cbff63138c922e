package org.tavan.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.SmallMicrogrid;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.commitment.ScheduleCheck;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.conic.Profile;
import org.tavan.cvr.CvrSavings;
import org.tavan.cvr.SwitchingLimits;
import org.tavan.cvr.VoltageLimits;
import org.tavan.demandresponse.CustomerBill;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.ProgrammeValue;
import org.tavan.demandresponse.Tariff;
import org.tavan.powerflow.FeederPositions;

class MicrogridPlannerTest {
    private static final VoltageLimits LIMITS = VoltageLimits.USUAL;

    private static MicrogridPlan plan(MicrogridProblem problem, MicrogridSettings settings) {
        MicrogridOutcome outcome = new MicrogridPlanner(settings, System::nanoTime).plan(problem);
        return assertInstanceOf(MicrogridOutcome.Planned.class, outcome, outcome::toString).plan();
    }

    private static MicrogridPlan plan(MicrogridProblem problem) {
        return plan(problem, SmallGrid.settings(1));
    }

    @Test
    void withoutOffersAndNetworkThePlanIsTheCommitments() {
        MicrogridProblem problem = SmallGrid.bare();

        MicrogridPlan plan = plan(problem);

        var found = assertInstanceOf(SearchOutcome.Found.class,
                new GeneticSearch(SmallGrid.settings(1).search()).search(problem.commitment(), List.of()));
        assertEquals(found.schedule(), plan.schedule());
        assertNull(plan.network());
        assertEquals(problem.commitment().demandKw(), plan.demand().sourceKw());
        ProgrammeValue value = plan.value();
        assertNotNull(value);
        assertEquals(0, value.savedCents(), 0);
        assertEquals(1, plan.passes());
        assertInstanceOf(Certificate.Unproven.class, plan.certificate());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatTheSourcesDeliverIsWhatLoadsDrawAndBranchesLose(long seed) {
        MicrogridProblem problem = SmallGrid.problem(SmallGrid.demand(2, OptionCost.REBATES),
                SmallGrid.network(true, LIMITS));

        MicrogridPlan plan = plan(problem, SmallGrid.settings(seed));

        assertEquals(List.of(), ScheduleCheck.of(plan.problem(), plan.schedule()));
        assertTrue(plan.movedKw() <= 0.1, () -> "moved " + plan.movedKw());
        NetworkPlan network = network(plan);
        Profile demandKw = plan.problem().demandKw(plan.schedule().options());
        for (int t = 0; t < SmallGrid.HOURS; t++) {
            NetworkPlan.Interval flow = network.intervals().get(t);
            assertEquals(flow.loadKw() + flow.lossKw(), flow.sourceKw(), 1e-6);
            assertEquals(flow.sourceKw(), demandKw.get(t), 1e-9);
            assertEquals(flow.sourceKw(), plan.demand().sourceKw().get(t), 0);
            assertTrue(flow.lossKw() > 0 && flow.lossKw() < 0.1 * flow.sourceKw());
            assertTrue(flow.voltages()
                    .stream()
                    .allMatch(v -> v.bus().equals("source")
                            || (v.voltagePu() >= 0.95 - 1e-9 && v.voltagePu() <= 1.05 + 1e-9)),
                    flow::toString);
            assertEquals(12, flow.voltages().size());
        }
        assertTrue(network.tapSteps() <= 20 && network.capacitorSteps() <= 4);
        assertEquals(plan.schedule().cost().totalCents() + network.switchingCents(), plan.cents(), 1e-9);
    }

    @Test
    void whatTheFeederLosesWithoutLoadIsDeliveredToo() {
        CommitmentProblem day = SmallMicrogrid.withEverything();
        double[] loadKw = day.demandKw().toArray();
        loadKw[7] = 0;
        MicrogridProblem problem = new MicrogridProblem(day.withDemandKw(Profile.of(loadKw)),
                SmallGrid.bare().demandSide(), SmallGrid.network(true, LIMITS), List.of());

        MicrogridPlan plan = plan(problem);

        double sourceKw = network(plan).intervals().get(7).sourceKw();
        assertTrue(sourceKw > 0, () -> "no capacitor is in: " + sourceKw);
        assertEquals(sourceKw, plan.problem().demandKw(plan.schedule().options()).get(7), 1e-9);
    }

    private static NetworkPlan network(MicrogridPlan plan) {
        NetworkPlan network = plan.network();
        assertNotNull(network);
        return network;
    }

    @Test
    void reducedVoltageSavesInLoadsAndIsComparedWithTheDayHeld() {
        MicrogridPlan plan = plan(SmallGrid.problem(SmallGrid.bare().demandSide(),
                SmallGrid.network(false, LIMITS)));

        NetworkPlan network = network(plan);
        CvrSavings savings = network.savings();
        assertNotNull(savings);
        double saved = network.intervals().stream().mapToDouble(i -> i.heldKw() - i.sourceKw()).sum();
        assertEquals(saved, savings.energyKwh(), 1e-9);
        assertEquals(savings.energyKwh(), savings.loadKwh() + savings.lossKwh(), 1e-9);
        assertTrue(savings.energyShare() > 0.01, savings::toString);
        assertEquals(0.95, network.lowestPu(), 0.01);
        assertEquals(4, network.intervals().getFirst().voltages().size());
    }

    @Test
    void thePlanWithoutNetworkLossAndReductionCostsSomethingElse() {
        MicrogridPlan with = plan(SmallGrid.problem(SmallGrid.bare().demandSide(),
                SmallGrid.network(false, LIMITS)));
        MicrogridPlan without = plan(SmallGrid.bare());

        assertNotEquals(without.schedule().cost().totalCents(), with.schedule().cost().totalCents(), 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void aSeedGivesTheSamePlanOnOneAndTwoThreads(long seed) {
        MicrogridProblem problem = SmallGrid.problem(SmallGrid.demand(2, OptionCost.REBATES),
                SmallGrid.network(true, LIMITS));
        MicrogridSettings one = SmallGrid.settings(seed);
        MicrogridSettings two = MicrogridSettings.of(one.search().withThreads(2));

        assertEquals(plan(problem, one), plan(problem, two));
    }

    @Test
    void aCheapRebateIsTakenAndPaysBothSides() {
        MicrogridPlan plan = plan(SmallGrid.problem(SmallGrid.demand(1, OptionCost.REBATES), null));

        ProgrammeValue value = plan.value();
        assertNotNull(value);
        assertTrue(plan.demand().keptShare().get(3) < 1, plan.demand()::toString);
        assertTrue(plan.demand().taken().stream().anyMatch(t -> t.option().equals("keep 70.0 %")));
        assertEquals(value.savedCents(), value.operatorCents() + value.customersCents(), 1e-9);
        assertTrue(value.savedCents() > 0 && value.rebateCents() > 0, value::toString);
        assertEquals(plan.schedule().cost().demandCents(), value.rebateCents(), 1e-9);
        CustomerBill interruptible = plan.bills().getLast();
        assertEquals("interruptible", interruptible.programme());
        assertTrue(interruptible.savedCents() > 0);
        assertEquals(3, plan.bills().size());
    }

    @Test
    void atTheRetailPriceAndWithLostReceiptsNothingIsInterrupted() {
        MicrogridPlan plan = plan(SmallGrid.problem(
                SmallGrid.demand(14, OptionCost.REBATES_AND_LOST_RECEIPTS), null));

        for (int t = 0; t < SmallGrid.HOURS; t++) {
            assertEquals(1, plan.demand().keptShare().get(t), 0);
        }
    }

    @ParameterizedTest(name = "network {0}")
    @ValueSource(booleans = {false, true})
    void noOptionsForcedUponTheDayAreCheaper(boolean network) {
        MicrogridProblem problem = SmallGrid.problem(SmallGrid.demand(3, OptionCost.REBATES),
                network ? SmallGrid.network(false, LIMITS) : null);

        MicrogridPlan free = plan(problem);

        for (List<Integer> options : combinations()) {
            MicrogridPlan forced = plan(problem.withDemandSide(problem.demandSide().forced(options, 1)));
            assertTrue(free.cents() <= forced.cents() * (1 + 2e-4), () -> "%s: %s, but %s takes %s".formatted(
                    options, forced.cents(), free.cents(), free.schedule().options()));
        }
    }

    private static List<List<Integer>> combinations() {
        List<List<Integer>> all = new ArrayList<>();
        for (int code = 0; code < 54; code += 5) {
            all.add(List.of(code % 3, code / 3 % 3, code / 9 % 3, code / 27));
        }
        return all;
    }

    @Test
    void theProofCoversTheDecisionsAboutDemand() {
        MicrogridProblem problem = SmallGrid.problem(SmallGrid.demand(3, OptionCost.REBATES),
                SmallGrid.network(true, LIMITS));

        MicrogridPlan plan = plan(problem,
                SmallGrid.settings(1).certified(new CommitmentSettings(1e-3, 60, 21)));

        var proven = assertInstanceOf(Certificate.Proven.class, plan.certificate());
        assertTrue(proven.gap() <= 1e-3 && proven.boundCents() <= plan.schedule().cost().totalCents(),
                proven::toString);
        assertEquals(List.of(), ScheduleCheck.of(plan.problem(), plan.schedule()));
    }

    @Test
    void anEarlierPlanIsAStart() {
        MicrogridProblem problem = SmallGrid.problem(SmallGrid.demand(3, OptionCost.REBATES), null);
        CommitmentSchedule good = plan(problem).schedule();
        MicrogridSettings hasty = MicrogridSettings.of(
                SmallGrid.settings(9).search().withSizes(4, 1, 1).withRounds(1));

        MicrogridPlan again = plan(new MicrogridProblem(problem.commitment(), problem.demandSide(), null,
                List.of(good)), hasty);

        assertTrue(again.schedule().cost().totalCents() <= good.cost().totalCents() + 1e-6);
    }

    @Test
    void aDayThatCannotBeServedNamesTheInterval() {
        MicrogridProblem problem = SmallGrid.bare();
        double[] demand = problem.commitment().demandKw().toArray();
        demand[7] = 500;
        MicrogridProblem impossible = new MicrogridProblem(
                problem.commitment().withDemandKw(Profile.of(demand)), problem.demandSide(), null, List.of());

        MicrogridOutcome outcome = new MicrogridPlanner(SmallGrid.settings(1), System::nanoTime)
                .plan(impossible);
        MicrogridOutcome asked = new MicrogridPlanner(
                SmallGrid.settings(1).certified(new CommitmentSettings(1e-3, 20, 21)), System::nanoTime)
                .plan(impossible);

        refusal("Interval 7 lacks", outcome);
        refusal("energy balance (kW), short by", asked);
        refusal("at interval 7", asked);
    }

    @Test
    void aVoltageThatNoPositionHoldsNamesTheBus() {
        MicrogridOutcome outcome = new MicrogridPlanner(SmallGrid.settings(1), System::nanoTime)
                .plan(SmallGrid.problem(SmallGrid.bare().demandSide(),
                        SmallGrid.network(true, new VoltageLimits(1.0, 1.001))));

        refusal("bus ", outcome);
        refusal("interval 0", outcome);
    }

    private static void refusal(String part, MicrogridOutcome outcome) {
        String reason = assertInstanceOf(MicrogridOutcome.Refused.class, outcome).reason();
        assertTrue(reason.contains(part), reason);
    }

    @Test
    void whatDoesNotFitTogetherIsNamed() {
        MicrogridProblem bare = SmallGrid.bare();
        DemandSide demand = SmallGrid.demand(3, OptionCost.REBATES);
        CommitmentProblem choosing = bare.commitment()
                .withDemandChoices(demand.options(1).choices(bare.commitment().demandKw()));

        refused("has 4 demand choices of its own",
                () -> new MicrogridProblem(choosing, demand, null, List.of()));
        refused("The retail price covers 6 intervals, the day has 12", () -> new MicrogridProblem(
                bare.commitment(), DemandSide.none(new Tariff.Flat(14), 6), null, List.of()));
        refused("The tap changer", () -> new Network(SmallGrid.feeder(), null, LIMITS, SwitchingLimits.NONE,
                new FeederPositions(List.of(17), List.of(0))).day(Profile.of(1), Profile.of(1), 1));
        refused("The loadScale (0.0)", () -> new Network(SmallGrid.feeder(), null, 0, 0, 1, 0, LIMITS,
                SmallGrid.network(false, LIMITS).switching(), SmallGrid.network(false, LIMITS).before()));
        refused("The passes (0)", () -> new MicrogridSettings(SmallGrid.settings(1).search(),
                Optional.empty(), 0, 0.1));
    }

    private static void refused(String message, Executable making) {
        String found = String.valueOf(assertThrows(IllegalArgumentException.class, making).getMessage());
        assertTrue(found.contains(message), found);
    }
}
