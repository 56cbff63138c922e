package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.tavan.asset.Battery;
import org.tavan.market.PeerLink;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;

/// Checks a plan against its problem from outside: nothing of the planner is used. The tolerance is in kW and kWh.
final class PlanAssert {
    private static final double TOLERANCE = 1e-6;

    private final CommunityProblem problem;
    private final CommunityPlan plan;

    private PlanAssert(CommunityProblem problem, CommunityPlan plan) {
        this.problem = problem;
        this.plan = plan;
    }

    /// Every requirement is met, except perhaps the promise, which the certificate judges.
    static void assertPhysical(CommunityProblem problem, CommunityPlan plan) {
        PlanAssert check = new PlanAssert(problem, plan);
        for (Member member : problem.members()) {
            check.exchange(member, plan.member(member.id()));
            check.battery(member, plan.member(member.id()));
            check.flexible(member, plan.member(member.id()));
            check.realTime(member, plan.member(member.id()));
            check.balance(member, plan.member(member.id()));
        }
        problem.peerLinks().forEach(check::link);
        check.connection();
    }

    private static void within(double low, double value, double high, String what, Object... where) {
        assertTrue(low - TOLERANCE <= value && value <= high + TOLERANCE,
                () -> "%s of %s: %s not in [%s, %s]".formatted(what, java.util.Arrays.toString(where), value,
                        low,
                        high));
    }

    private void exchange(Member member, MemberPlan own) {
        for (int t = 0; t < problem.intervals(); t++) {
            double imported = own.gridImportKw().get(t);
            double exported = own.gridExportKw().get(t);
            if (member.commitment() == null) {
                within(0, imported, member.grid().importMaxKw(), "import", member.id(), t);
                within(0, exported, member.grid().exportMaxKw(), "export", member.id(), t);
                assertEquals(0, imported * exported, "import and export of " + member.id());
            } else {
                assertEquals(member.commitment().gridImportKw(), own.gridImportKw());
                assertEquals(member.commitment().gridExportKw(), own.gridExportKw());
            }
        }
    }

    private void battery(Member member, MemberPlan own) {
        BatteryState state = member.battery();
        double energy = state == null ? 0 : state.energyKwh();
        for (int t = 0; t < problem.intervals(); t++) {
            double charge = own.chargeKw().get(t);
            double discharge = own.dischargeKw().get(t);
            assertEquals(0, charge * discharge, "charge and discharge of " + member.id());
            if (state == null) {
                assertEquals(0, charge + discharge);
                continue;
            }
            Battery battery = state.battery();
            within(0, charge, battery.chargeMaxKw(), "charge", member.id(), t);
            within(0, discharge, battery.dischargeMaxKw(), "discharge", member.id(), t);
            energy = battery.energyAfterKwh(energy, charge, discharge, problem.stepHours());
            assertEquals(energy, own.energyKwh().get(t), 1e-9);
            within(t == problem.intervals() - 1 ? battery.energyFinalMinKwh() : battery.energyMinKwh(),
                    energy,
                    battery.energyMaxKwh(), "energy", member.id(), t);
        }
    }

    private void flexible(Member member, MemberPlan own) {
        FlexibleDemand demand = member.flexible();
        double shifted = demand == null ? 0 : demand.shiftedKwh();
        for (int t = 0; t < problem.intervals(); t++) {
            double served = own.flexibleKw().get(t);
            if (demand == null) {
                assertEquals(0, served);
                continue;
            }
            within(0, served, demand.load().powerMaxKw(), "flexible", member.id(), t);
            shifted += problem.stepHours() * (served - demand.desiredKw().get(t));
            assertEquals(shifted, own.shiftedKwh().get(t), 1e-9);
            double limit = t == problem.intervals() - 1 ? 0 : demand.load().shiftMaxKwh();
            within(-limit, shifted, limit, "shifted", member.id(), t);
        }
    }

    /// `q = r + Qξ` at the corner of the box that is worst for it.
    private void realTime(Member member, MemberPlan own) {
        for (int t = 0; t < problem.intervals(); t++) {
            double most = own.plannedRealTimeKw().get(t);
            double least = most;
            assertTrue(member.commitment() != null || most == 0);
            for (int j = 0; j <= t; j++) {
                double low = own.recourse().gainKw(t, j) * TestPlans.box(member).low().get(j)
                        / member.nominalKw();
                double high = own.recourse().gainKw(t, j) * TestPlans.box(member).high().get(j)
                        / member.nominalKw();
                most += Math.max(low, high);
                least += Math.min(low, high);
            }
            within(-member.realTime().exportMaxKw(), least, INFINITY, "real-time export", member.id(), t);
            within(-INFINITY, most, member.realTime().importMaxKw(), "real-time import", member.id(), t);
        }
    }

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private void balance(Member member, MemberPlan own) {
        for (int t = 0; t < problem.intervals(); t++) {
            double supply = own.gridImportKw().get(t) - own.gridExportKw().get(t) + own.dischargeKw().get(t)
                    - own
                            .chargeKw()
                            .get(t)
                    - own.flexibleKw().get(t);
            for (PeerFlow flow : own.peers()) {
                supply += flow.takeKw().get(t) - flow.giveKw().get(t);
            }
            assertEquals(supply - member.forecastKw().get(t), own.marginKw().get(t), 1e-9,
                    "margin of " + member
                            .id());
        }
    }

    private void link(PeerLink link) {
        PeerFlow first = flow(link.firstId(), link.secondId());
        PeerFlow second = flow(link.secondId(), link.firstId());
        assertEquals(first.takeKw(), second.giveKw());
        assertEquals(first.giveKw(), second.takeKw());
        for (int t = 0; t < problem.intervals(); t++) {
            within(0, first.takeKw().get(t), link.limitKw(), "take", link, t);
            within(0, first.giveKw().get(t), link.limitKw(), "give", link, t);
            assertTrue(link.committed() != null || first.takeKw().get(t) * first.giveKw().get(t) == 0);
        }
    }

    private PeerFlow flow(String from, String to) {
        return plan.member(from)
                .peers()
                .stream()
                .filter(f -> f.peerId().equals(to))
                .findFirst()
                .orElseThrow();
    }

    /// What is committed already is not judged again.
    private void connection() {
        for (int t = 0; t < problem.intervals(); t++) {
            double sum = 0;
            double committed = 0;
            for (Member member : problem.members()) {
                MemberPlan own = plan.member(member.id());
                double exchange = own.gridImportKw().get(t) - own.gridExportKw().get(t);
                sum += exchange + own.plannedRealTimeKw().get(t);
                committed += member.commitment() == null ? 0 : exchange;
            }
            within(Math.min(committed, -problem.connection().exportMaxKw()), sum,
                    Math.max(committed, problem.connection().importMaxKw()), "connection", t);
        }
    }
}
