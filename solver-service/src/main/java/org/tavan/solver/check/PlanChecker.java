package org.tavan.solver.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.Member;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRequest;

/// Verifies a plan against its request.
///
/// Form comes first: with members missing, lists of wrong lengths or values that are not finite, the other
/// checks would compare nonsense and are not made.
public final class PlanChecker {
    private PlanChecker() {}

    /// Runs every check.
    ///
    /// @param request what was to be planned
    /// @param planId id that the plan must carry
    /// @param schedules one per member
    /// @param policies one per member
    /// @param relaxations what the plan says it misses; these amounts are allowed for
    public static CheckReport check(SolveRequest request, String planId, List<Schedule> schedules,
            List<Policy> policies,
            List<Relaxation> relaxations) {
        Map<String, Schedule> scheduleOf = new HashMap<>();
        schedules.forEach(schedule -> scheduleOf.put(schedule.getProsumerId(), schedule));
        Map<String, Policy> policyOf = new HashMap<>();
        policies.forEach(policy -> policyOf.put(policy.getProsumerId(), policy));
        List<Check> checks = new ArrayList<>(
                FormChecks.check(request, planId, schedules, policies, relaxations));
        if (!checks.stream().allMatch(Check::getPassed)) {
            return new CheckReport(false, checks, 1);
        }
        List<MemberPlan> plans = new ArrayList<>();
        for (Member member : request.getMembers()) {
            plans.add(new MemberPlan(request, member, present(scheduleOf.get(member.getProsumerId())),
                    present(policyOf.get(member.getProsumerId())), relaxations.stream()
                            .filter(relaxation -> relaxation.prosumerId().equals(member.getProsumerId()))
                            .toList()));
        }
        PromiseChecks.Result promise = PromiseChecks.check(request, plans);
        checks.addAll(Stream.of(BalanceChecks.check(plans), DeviceChecks.check(plans),
                ExchangeChecks.check(request, plans), promise.checks()).flatMap(List::stream).toList());
        return new CheckReport(true, checks, promise.worstCaseViolation());
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("form was checked, so every member has a schedule and a policy");
        }
        return value;
    }
}
