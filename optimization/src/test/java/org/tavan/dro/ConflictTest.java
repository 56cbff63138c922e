package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.constant;
import static org.tavan.dro.TestPlans.flatPrices;
import static org.tavan.dro.TestPlans.home;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.asset.EnergyWindow;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.dro.RoundSolver.Result;
import org.tavan.market.DemandCharge;
import org.tavan.market.PeerLink;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.ElectricVehicle;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// A problem without a plan names a smallest set of limits that conflict.
class ConflictTest {
    private static final GridLimits WIDE = new GridLimits(50, 50);

    private static Set<String> conflict(CommunityProblem problem) {
        PlanOutcome outcome = TestPlans.solve(problem);
        String reason = outcome instanceof PlanOutcome.Planned planned
                ? planned.reason()
                : assertInstanceOf(PlanOutcome.Unplanned.class, outcome).reason();
        String mark = " In conflict: ";
        assertTrue(reason.contains(mark), reason);
        String limits = reason.substring(reason.indexOf(mark) + mark.length(), reason.length() - 1);
        return new TreeSet<>(Arrays.asList(limits.split("; ")));
    }

    private static CommunityProblem problem(Member... members) {
        return TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(members), List.of(), 0);
    }

    private static Member member(double[] forecastKw, GridLimits grid) {
        Member flat = home("home-3", 4, 0, grid, null, null);
        return flat.withForecast(Profile.of(forecastKw), flat.residualKw(), flat.supportKw());
    }

    @Test
    void aConnectionTooNarrowInOneInterval() {
        Set<String> conflict = conflict(problem(member(new double[]{2, 2, 8, 2}, new GridLimits(6, 6)),
                home("other", 4, 3, WIDE, null, null)));

        assertEquals(Set.of("promise of home-3 in interval 2", "importMaxKw of home-3 in interval 2"),
                conflict);
    }

    @Test
    void aBatteryThatCannotBeFilledInTime() {
        var battery = new BatteryState("b1", new Battery(0, 20, 18, 1, 5, 1, 1, 0.01), 10, null);

        Set<String> conflict = conflict(problem(home("home-3", 4, 2, WIDE, battery, null)));

        assertEquals(Set.of("energyFinalMinKwh of b1 of home-3 in interval 3",
                "chargeMaxKw of b1 of home-3 in intervals 0–3"), conflict);
    }

    @Test
    void aBatteryReportedFullerThanItMayBe() {
        var battery = new BatteryState("b1", new Battery(0, 5, 0, 1, 1, 1, 1, 0.01), 10, null);

        Set<String> conflict = conflict(problem(home("home-3", 4, 2, WIDE, battery, null)));

        assertEquals(Set.of("energyMaxKwh of b1 of home-3 in interval 0",
                "dischargeMaxKw of b1 of home-3 in interval 0"), conflict);
    }

    @Test
    void aVehicleThatTheConnectionCannotFill() {
        var car = new ElectricVehicle("car", new Battery(0, 40, 0, 10, 0, 1, 1, 0.01),
                List.of(new ChargingStay(1, 3, 10, 25)));
        Member member = home("home-3", 4, 2, new GridLimits(8, 0), null, null)
                .withDevices(List.of(car), List.of(), List.of());

        Set<String> conflict = conflict(problem(member));

        // Two hours with 6 kW to spare lead from 10 to 22 kWh of the 25 due, though the charger alone would do.
        assertEquals(Set.of("dueKwh of car of home-3 in interval 2", "promise of home-3 in intervals 1–2",
                "importMaxKw of home-3 in intervals 1–2"), conflict);
    }

    @Test
    void aPeakLimitBelowWhatThePromiseNeeds() {
        Member narrow = member(new double[]{2, 9, 2, 2}, WIDE)
                .withDemandCharge(new DemandCharge(0, 0, 7));

        assertEquals(Set.of("promise of home-3 in interval 1",
                "limitKw of the demand charge of home-3 in interval 1"), conflict(problem(narrow)));

        CommunityProblem shared = problem(member(new double[]{2, 9, 2, 2}, WIDE),
                home("other", 4, 3, WIDE, null, null)).withDemandCharge(new DemandCharge(0, 0, 11));
        assertEquals(Set.of("promise of home-3 in interval 1", "promise of other in interval 1",
                "limitKw of the demand charge of the community in interval 1"), conflict(shared));
    }

    @Test
    void aSharedConnectionThatIsTooNarrow() {
        CommunityProblem wide = problem(member(new double[]{2, 2, 2, 9}, WIDE),
                home("other", 4, 3, WIDE, null, null), home("idle", 4, 0, WIDE, null, null));
        CommunityProblem narrow = new CommunityProblem(1, wide.prices(), wide.members(), List.of(),
                new GridLimits(11, 11), wide.promise(), wide.rule(), 0);

        // Without a limit on what the idle one may export, its promise takes part.
        assertEquals(Set.of("promise of home-3 in interval 3", "promise of other in interval 3",
                "promise of idle in interval 3", "importMaxKw of the community in interval 3"),
                conflict(narrow));
    }

    @Test
    void aLinkThatCarriesTooLittle() {
        CommunityProblem problem = TestPlans.problem(flatPrices(4, 10, 20, 5),
                List.of(member(new double[]{0, 5, 0, 0}, new GridLimits(1, 1)),
                        home("other", 4, 0, WIDE, null, null)),
                List.of(new PeerLink("home-3", "other", 2, 0, 0)), 0);

        assertEquals(Set.of("promise of home-3 in interval 1", "importMaxKw of home-3 in interval 1",
                "limitKw of link home-3 – other in interval 1"), conflict(problem));
    }

    @Test
    void aRealTimeLimitThatLeavesTooMuchToTheMargin() {
        Member flat = home("home-3", 4, 0, new GridLimits(5.5, 5), null, null);
        Member member = flat.withForecast(Profile.of(1, 1, 1, 5), flat.residualKw(), flat.supportKw())
                .withLimits(flat.grid(), new GridLimits(0.1, 50));

        // Residuals of up to 1.1 kW on top of 5: 0.1 of them may be bought in real time, 0.5 before.
        assertEquals(Set.of("promise of home-3 in interval 3", "importMaxKw of home-3 in interval 3",
                "realTimeImportMaxKw of home-3"), conflict(problem(member)));
    }

    @Test
    void aCommittedDayThatRealTimeCannotMend() {
        Member member = member(new double[]{1, 1, 8, 1}, WIDE)
                .withCommitment(new Commitment(constant(4, 1), constant(4, 0)));

        assertEquals(Set.of("promise of home-3 in interval 2", "realTimeImportMaxKw of home-3"),
                conflict(problem(member)));
    }

    /// The battery takes far more than the nominal power, and can only be filled in real time.
    @ParameterizedTest(name = "times {0}")
    @ValueSource(doubles = {0.1, 1, 1000})
    void aLargeBatteryThatRealTimeCannotFillAtAnyScale(double scale) {
        var battery = new BatteryState("b1",
                new Battery(0, 800 * scale, 400 * scale, 200 * scale, 50 * scale, 1, 1, 0),
                100 * scale, null);
        EmpiricalDistribution residual = EmpiricalDistribution
                .of(List.of(constant(2, -scale), constant(2, scale)));
        Member member = new Member("home", scale, WIDE, new GridLimits(30 * scale, 200 * scale),
                constant(2, 0), residual, residual.supportBox(0.05), battery, null)
                .withCommitment(new Commitment(constant(2, 0), constant(2, 0)));
        CommunityProblem problem = TestPlans.problem(flatPrices(2, 10, 20, 5), List.of(member), List.of(), 0);

        assertEquals(
                Set.of("energyFinalMinKwh of b1 of home in interval 1", "promise of home in intervals 0–1",
                        "realTimeImportMaxKw of home"),
                conflict(problem));
    }

    @Test
    void aFlexibleLoadTooWeakForWhatIsDesired() {
        var demand = new FlexibleDemand(new FlexibleLoad(1, 20, 0.01), constant(4, 3), 0);

        assertEquals(Set.of("service by the end of flexible load of home-3 in interval 3",
                "powerMaxKw of flexible load of home-3 in intervals 0–3"),
                conflict(problem(home("home-3", 4, 2, WIDE, null, demand))));
    }

    @Test
    void aWindowInWhichTheLoadMayNotRun() {
        var boiler = new FlexibleDemand("boiler", new FlexibleLoad(5, 20, 0.01), constant(4, 1), 0,
                Profile.of(5, 1, 1, 5), List.of(new EnergyWindow(1, 3, 3, 4)));
        Member member = home("home-3", 4, 2, WIDE, null, null).withDevices(List.of(), List.of(boiler),
                List.of());

        assertEquals(Set.of("energyMinKwh of a window of boiler of home-3 in interval 2",
                "powerCapKw of boiler of home-3 in intervals 1–2"), conflict(problem(member)));
    }

    /// A rule that lets batteries follow has no program with penalties for their limits.
    @Test
    void thatBatteriesStayStillInTheSearchIsSaid() {
        Member flat = member(new double[]{2, 2, 8, 2}, new GridLimits(6, 6));
        var battery = new BatteryState("b1", new Battery(0, 1, 0, 1, 1, 1, 1, 0.01), 0, null);
        CommunityProblem with = problem(flat.withDevices(List.of(battery), List.of(), List.of()))
                .withRule(RecourseRule.DIAGONAL.withStorage());

        String following = TestPlans.plan(with).reason();
        String without = TestPlans.plan(problem(flat).withRule(RecourseRule.DIAGONAL.withStorage())).reason();

        assertTrue(following.contains(" In conflict where batteries stay still: "), following);
        assertTrue(without.contains(" In conflict: "), without);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void theSetConflictsAndNoneOfItCanBeSpared(long seed) {
        CommunityProblem wide = RandomCommunity.of(seed, 4, 7, RecourseRule.DIAGONAL, true);
        CommunityProblem tight = wide.withMembers(wide.members()
                .stream()
                .map(m -> m.withLimits(new GridLimits(0.25 * m.nominalKw(), m.nominalKw()), m.realTime()))
                .toList());
        RoundSolver rounds = new RoundSolver(new CommunityModel(tight, RiskAllocation.byMethod()),
                new InteriorPointSolver(), PlannerSettings.defaults());
        if (!(rounds.solve(
                new CommunityProgram.Options(false, 0)) instanceof Result.Infeasible(Set<Limit> proof))) {
            return;
        }
        Set<Limit> conflict = new ConflictSearch(tight, RiskAllocation.byMethod(), rounds).reduced(proof);

        assertTrue(isInfeasible(tight, conflict), () -> Limit.words(conflict));
        for (Limit limit : conflict) {
            Set<Limit> without = new LinkedHashSet<>(conflict);
            without.remove(limit);
            assertTrue(!isInfeasible(tight, without),
                    () -> Limit.words(conflict) + " without " + Limit.words(List.of(limit)));
        }
    }

    private static boolean isInfeasible(CommunityProblem problem, Set<Limit> hard) {
        RoundSolver rounds = new RoundSolver(new CommunityModel(problem, RiskAllocation.byMethod()),
                new InteriorPointSolver(), PlannerSettings.defaults());
        return !new ConflictSearch(problem, RiskAllocation.byMethod(), rounds).conflict(hard).isEmpty();
    }
}
