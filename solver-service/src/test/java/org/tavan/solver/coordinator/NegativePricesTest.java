package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Check;
import org.tavan.schema.Community;
import org.tavan.schema.Interval;
import org.tavan.schema.Member;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;

/// Prices far below zero from the feed to the checked plan, with the contract's own promise. Day 3 is the first that is planned.
class NegativePricesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);
    private static final List<Integer> NEGATIVE_HOURS = List.of(11, 12, 13, 14);

    private static final Set<PlanStatus> PLANNED = EnumSet.of(PlanStatus.OPTIMAL, PlanStatus.FEASIBLE);

    /// The demand of `c` is far off in the first hour with a negative price.
    private static Bench bench() {
        World world = WORLD.with(Community.newBuilder(WORLD.community)
                .setResolveResidualFraction(1)
                .setResolveGapMinutes(240)
                .build());
        Map<String, List<Input>> streams = World.change(world.streams(4), Price.class,
                price -> isNegative(price.getIntervalStart().toEpochMilli())
                        ? Price.newBuilder(price)
                                .setDayAheadCentsPerKwh(-8)
                                .setRealTimeBuyCentsPerKwh(-2)
                                .setRealTimeSellCentsPerKwh(-13)
                                .build()
                        : price);
        return Bench.ran(World.change(streams, Interval.class,
                interval -> interval.getProsumerId().equals("c")
                        && WORLD.day(3).start(11) == interval.getIntervalStart().toEpochMilli()
                                ? Interval.newBuilder(interval)
                                        .setLoadKwh(interval.getLoadKwh() + 3)
                                        .build()
                                : interval));
    }

    private static boolean isNegative(long start) {
        return NEGATIVE_HOURS.contains(WORLD.day(3).indexOf(start));
    }

    @Test
    void noMemberBuysWhatItWouldHaveToPayToBeRidOf() {
        Bench bench = bench();

        List<SolveRequest> ofDay = bench.requests.stream()
                .filter(request -> request.getDeliveryDay().equals(FIRST_DAY.plusDays(3)))
                .toList();
        assertEquals(List.of(SolveKind.DAY_AHEAD, SolveKind.INTRADAY),
                ofDay.stream().map(SolveRequest::getKind).toList());
        for (SolveRequest request : ofDay) {
            assertEquals("JOINT_CVAR", request.getJointMethod());
            Answer answer = Bench.solve(request);
            // A battery that is held to one direction an hour leaves a gap to the convex bound.
            assertTrue(PLANNED.contains(answer.record().getStatus()), answer.record().getReason());
            assertTrue(answer.record().getGap() <= 0.01, answer.record().getReason());
            assertTrue(answer.record().getChecks().stream().allMatch(Check::getPassed));
            assertTrue(answer.record().getWorstCaseViolation() <= request.getEpsilon());
            for (int i = 0; i < 3; i++) {
                assertNoMoreThanItMayNeed(request, request.getMembers().get(i), answer.policies().get(i));
            }
        }
    }

    /// A negative price is no reason to plan more than the largest residual may ask for.
    private static void assertNoMoreThanItMayNeed(SolveRequest request, Member member, Policy policy) {
        for (int t = 0; t < request.getIntervals(); t++) {
            if (request.getDayAheadCentsPerKwh().get(t) < 0) {
                double surplusKw = policy.getMarginKw().get(t) + policy.getPlannedRealTimeKw().get(t);
                assertTrue(surplusKw <= Math.max(0, member.getSupportHighKw().get(t)) + 1e-6,
                        "%s plans %s kW too much in %d".formatted(member.getProsumerId(), surplusKw, t));
            }
        }
    }
}
