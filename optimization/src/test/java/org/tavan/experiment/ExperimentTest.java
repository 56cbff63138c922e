package org.tavan.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.SupportBox;

class ExperimentTest {
    private static final List<Arm> OTHERS = List.of(new Arm(Method.BASELINE, 0, 0.1), new Arm(
            Method.DETERMINISTIC, 0, 0.1), new Arm(Method.SAMPLE_AVERAGE, 0, 0.1),
            new Arm(Method.ROBUST_BOX, 0,
                    0.1),
            new Arm(Method.BONFERRONI, 0.01, 0.1));

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void nobodyIsCheaperThanPerfectForesightFromTheSameState(long seed) {
        var community = SmallDays.community(0.6);
        ExperimentDay day = SmallDays.days(random(seed), 1).getFirst();
        var planner = SmallDays.planner(community);
        double perfect = Experiment.run(community, List.of(day), new Arm(Method.PERFECT_FORESIGHT, 0, 0.1),
                planner, () -> {}).getFirst().cost().total();

        for (Arm arm : OTHERS) {
            double cost = Experiment.run(community, List.of(day), arm, planner, () -> {})
                    .getFirst()
                    .cost()
                    .total();

            assertTrue(perfect <= cost + 1e-5 * Math.abs(cost), arm.name() + " costs %s, perfect foresight %s"
                    .formatted(cost, perfect));
        }
    }

    @Test
    void perfectForesightIsNeverShort() {
        var community = SmallDays.community(0.6);
        var scores = Experiment.run(community, SmallDays.days(random(3), 5),
                new Arm(Method.PERFECT_FORESIGHT, 0,
                        0.1),
                SmallDays.planner(community), () -> {});

        assertEquals(0, scores.stream().mapToInt(DayScore::violatedIntervals).sum());
        assertThrows(IllegalArgumentException.class, () -> SmallDays.planner(community)
                .plan(new Arm(Method.PERFECT_FORESIGHT, 0, 0.1),
                        SmallDays.days(random(3), 1).getFirst().known(),
                        community.firstState()));
    }

    @Test
    void aDayBeginsWithWhatTheDayBeforeLeft() {
        var community = SmallDays.community(0.6);
        var days = SmallDays.days(random(11), 2);
        var planner = SmallDays.planner(community);
        var arm = new Arm(Method.BONFERRONI, 0.01, 0.1);
        DayPlan first = planner.plan(arm, days.getFirst().known(), community.firstState());
        CarriedState before = community.firstState();
        CarriedState left = DaySimulation.stateAfter(first,
                DaySimulation.run(community, days.getFirst(), first, before),
                before);

        DayPlan second = planner.plan(arm, days.getLast().known(), left);
        var chained = Experiment.run(community, days, arm, planner, () -> {});

        double[] energy = first.members().getFirst().energyKwh().toArray();
        assertEquals(energy[energy.length - 1], left.assets().getFirst().energyKwh());
        assertEquals(DaySimulation.run(community, days.getLast(), second, left), chained.getLast());
    }

    /// From the same plan: the guard raises no peak and makes nobody short who would not have been.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void batteriesThatGiveWayRaiseNoPeakAndLeaveNobodyShort(long seed) {
        var alone = SmallDays.community(0.6).withImportLimit(9);
        var guarded = alone.withPeakGuard(true);
        var planner = SmallDays.planner(alone);
        CarriedState state = alone.firstState();
        int kept = 0;
        for (ExperimentDay day : SmallDays.days(random(seed), 6)) {
            DayPlan plan = planner.plan(new Arm(Method.BONFERRONI, 0.01, 0.1), day.known(), state);

            DayScore without = DaySimulation.run(alone, day, plan, state);
            DayScore with = DaySimulation.run(guarded, day, plan, state);

            assertTrue(with.peakToAverage().peakKw() <= Math.max(9, without.peakToAverage().peakKw()) + 1e-9);
            assertTrue(with.violatedIntervals() <= without.violatedIntervals());
            kept += with.peakToAverage().peakKw() < without.peakToAverage().peakKw() - 1e-6 ? 1 : 0;
            state = DaySimulation.stateAfter(plan, with, state);
        }
        assertTrue(kept > 0, "the guard had nothing to do");
    }

    @Test
    void theBaselineHasNoBatteryThatCouldGiveWay() {
        var alone = SmallDays.community(0.6).withImportLimit(6);
        var guarded = alone.withPeakGuard(true);
        var days = SmallDays.days(random(2), 4);
        var arm = new Arm(Method.BASELINE, 0, 0.1);

        var without = Experiment.run(alone, days, arm, SmallDays.planner(alone), () -> {});
        var with = Experiment.run(guarded, days, arm, SmallDays.planner(guarded), () -> {});

        assertEquals(without, with);
        assertTrue(with.stream().anyMatch(score -> score.peakToAverage().peakKw() > 6));
    }

    /// Where nothing deviates from the plan nothing gives way, whatever peaks cost.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void perfectForesightHasNoNeedOfBatteriesThatGiveWay(long seed) {
        var small = SmallDays.community(0.6);
        var alone = new ExperimentCommunity(small.stepHours(), small.participants(), small.peerLinks(),
                new GridLimits(50, 50), small.rule(), 3, 0, false);
        var days = SmallDays.days(random(seed), 4);
        var arm = new Arm(Method.PERFECT_FORESIGHT, 0, 0.1);

        var without = Experiment.run(alone, days, arm, SmallDays.planner(alone), () -> {});
        var with = Experiment.run(alone.withPeakGuard(true), days, arm, SmallDays.planner(alone), () -> {});

        assertTrue(without.stream().allMatch(score -> score.status() == DayPlan.Status.PLANNED));
        assertEquals(costs(without), costs(with), 1e-6);
    }

    private static double costs(List<DayScore> scores) {
        return scores.stream().mapToDouble(score -> score.cost().total()).sum();
    }

    @Test
    void planAndScoreAreTheSameEveryTime() {
        var community = SmallDays.community(0.6);
        var days = SmallDays.days(random(5), 8);
        var arm = new Arm(Method.BONFERRONI, 0.01, 0.1);

        var once = Experiment.run(community, days, arm, SmallDays.planner(community), () -> {});
        var again = Experiment.run(community, days, arm, SmallDays.planner(community), () -> {});

        assertEquals(once, again);
        assertEquals(ArmSummary.of(arm, once, random(1)), ArmSummary.of(arm, again, random(1)));
        assertNotEquals(ArmSummary.of(arm, once, random(1)).costPerDay(), ArmSummary.of(arm, once, random(2))
                .costPerDay());
    }

    @Test
    void aMeasuredDayThatNobodyKnewChangesNoPlan() {
        var community = SmallDays.community(0.6);
        ExperimentDay day = SmallDays.days(random(6), 1).getFirst();
        var other = new ExperimentDay(day.date(), day.known(), SmallDays.prices(1, 2, 3, 4),
                List.of(Profile.of(9,
                        9, 9, 9), Profile.of(0, 0, 0, 0)));
        var planner = SmallDays.planner(community);

        for (Arm arm : OTHERS) {
            var scores = Experiment.run(community, List.of(day), arm, planner, () -> {}).getFirst();
            var others = Experiment.run(community, List.of(other), arm, planner, () -> {}).getFirst();

            assertEquals(scores.trace().purchasedKw(), others.trace().purchasedKw(), arm.name());
            assertEquals(scores.trace().batteryKw(), others.trace().batteryKw(), arm.name());
        }
    }

    @Test
    void aRobustPlanIsNotShortWithinItsSupport() {
        var community = SmallDays.community(0.6);
        var days = SmallDays.days(random(8), 1);
        var known = days.getFirst().known();
        var worst = new ExperimentDay(days.getFirst().date(), known, days.getFirst().settled(),
                known.members()
                        .stream()
                        .map(member -> highest(member))
                        .toList());

        var robust = Experiment.run(community, List.of(worst), new Arm(Method.ROBUST_BOX, 0, 0.1), SmallDays
                .planner(community), () -> {}).getFirst();
        var deterministic = Experiment.run(community, List.of(worst), new Arm(Method.DETERMINISTIC, 0, 0.1),
                SmallDays.planner(community), () -> {}).getFirst();

        assertEquals(0, robust.violatedIntervals());
        assertEquals(8, deterministic.violatedIntervals());
    }

    @Test
    void aRobustPlanCoversTheMarginItIsGiven() {
        var community = SmallDays.community(0.6);
        var days = SmallDays.days(random(8), 1);
        var known = days.getFirst().known();
        var worst = new ExperimentDay(days.getFirst().date(), known, days.getFirst().settled(),
                known.members()
                        .stream()
                        .map(member -> highest(member, member.residualKw().likelySupport(0.5)))
                        .toList());

        var narrow = Experiment.run(community, List.of(worst), new Arm(Method.ROBUST_BOX, 0, 0.1), SmallDays
                .planner(community), () -> {}).getFirst();
        var wide = Experiment.run(community, List.of(worst), new Arm(Method.ROBUST_BOX, 0, 0.1, 0.5),
                SmallDays.planner(community), () -> {}).getFirst();

        assertTrue(narrow.violatedIntervals() > 0);
        assertEquals(0, wide.violatedIntervals());
    }

    private static Profile highest(GateKnowledge.Member member) {
        return highest(member, (SupportBox) member.supportKw());
    }

    private static Profile highest(GateKnowledge.Member member, SupportBox box) {
        double[] sum = member.forecastKw().toArray();
        for (int t = 0; t < sum.length; t++) {
            sum[t] += box.high().get(t);
        }
        return Profile.of(sum);
    }

    @Test
    void theCheapestThatSurelyKeptThePromiseIsChosen() {
        // 10 % promised. Of 100 member-days 4 are at most 9.9 % with 97.5 % confidence, 5 are at most 11.3 %.
        var dear = summary(0.1, 0, 100);
        var cheap = summary(0.01, 4, 90);
        var lucky = summary(0.001, 5, 80);
        var broken = summary(0.0001, 30, 50);

        assertEquals(cheap, ArmSelection.of(List.of(broken, lucky, cheap, dear)));
        assertEquals(lucky, ArmSelection.of(List.of(broken, lucky)));
        // Half a per cent of cost is chance: the safer one is chosen, not the cheaper one.
        var safer = summary(0.2, 1, 90.4);
        assertEquals(safer, ArmSelection.of(List.of(broken, cheap, safer, dear)));
        assertEquals(cheap, ArmSelection.of(List.of(cheap, summary(0.2, 1, 90.6))));
    }

    @Test
    void nothingIsAShareOfACostBelowNothing() {
        var earns = summary(0.1, 0, -100);
        var earnsMore = summary(0.01, 0, -150);
        var costs = summary(0.001, 0, 200);

        assertEquals(50, earnsMore.savedPerDayAgainst(earns));
        assertTrue(Double.isNaN(earnsMore.savedAgainst(earns)));
        assertEquals(1.5, earns.savedAgainst(costs));
    }

    /// One day of a hundred members of which some are short.
    private static ArmSummary summary(double radius, int violatedMembers, double cents) {
        var nothing = Profile.of(0);
        var score = new DayScore(java.time.LocalDate.of(2021, 1, 1), DayPlan.Status.PLANNED,
                new Cost(cents, 0, 0, 0, 0, 0, 0),
                cents, 0.05, 100, violatedMembers, 100, violatedMembers, 0, 0, 0, nothing, 0,
                new DayScore.Trace(
                        nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing));
        return ArmSummary.of(new Arm(Method.BONFERRONI, radius, 0.1), List.of(score), random(1));
    }
}
