package org.tavan.solver.codec;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome.Planned;
import org.tavan.schema.Member;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Schedule;
import org.tavan.schema.Slack;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.check.Relaxation;
import org.tavan.solver.check.Relaxation.Requirement;

/// From a planner's plan to the records that are published.
public final class PlanCodec {
    private PlanCodec() {}

    /// {@return the header of a plan}
    public static PlanHeader header(SolveRequest request, String planId, Planned planned) {
        return new PlanHeader(request, planId, PlanStatus.valueOf(planned.status().name()), planned.reason(),
                0);
    }

    /// {@return one schedule per member, in the order of the request}
    public static List<Schedule> schedules(PlanHeader header, Planned planned) {
        return header.request()
                .getMembers()
                .stream()
                .map(member -> schedule(header, planned.plan().member(member.getProsumerId())))
                .toList();
    }

    /// {@return one policy per member, in the order of the request}
    public static List<Policy> policies(PlanHeader header, Planned planned) {
        return header.request()
                .getMembers()
                .stream()
                .map(member -> policy(header, member, planned.plan().member(member.getProsumerId())))
                .toList();
    }

    /// {@return what a relaxed plan misses, for the checker}
    public static List<Relaxation> relaxations(Planned planned) {
        return planned.slacks()
                .stream()
                .map(slack -> new Relaxation(Requirement.valueOf(slack.requirement().name()),
                        slack.memberId(), slack.interval(), slack.amount()))
                .toList();
    }

    /// {@return what a relaxed plan misses, for people}
    public static List<Slack> slacks(SolveRequest request, Planned planned) {
        return planned.slacks()
                .stream()
                .map(slack -> new Slack("%s of %s at %s".formatted(slack.requirement().label(),
                        slack.memberId(),
                        request.getStart()
                                .plusSeconds(60L * slack.interval() * request.getIntervalMinutes())),
                        slack.amount()))
                .toList();
    }

    private static Schedule schedule(PlanHeader header, MemberPlan plan) {
        return header.schedule(plan.memberId())
                .setGridImportKw(list(plan.gridImportKw()))
                .setGridExportKw(list(plan.gridExportKw()))
                .setChargeKw(list(plan.chargeKw()))
                .setDischargeKw(list(plan.dischargeKw()))
                .setEnergyKwh(list(plan.energyKwh()))
                .setFlexibleKw(list(plan.flexibleKw()))
                .setShiftedKwh(list(plan.shiftedKwh()))
                .setPeers(plan.peers()
                        .stream()
                        .map(trade -> new PeerTrade(trade.peerId(), list(trade.takeKw()),
                                list(trade.giveKw())))
                        .toList())
                .setBalanceCentsPerKwh(list(plan.shadowPrices().balance()))
                .setStorageCentsPerKwh(list(plan.shadowPrices().storage()))
                .setCostCents(plan.costCents())
                .build();
    }

    private static Policy policy(PlanHeader header, Member member, MemberPlan plan) {
        return header.policy(member)
                .setRecourseKw(list(plan.recourse().packedKw()))
                .setPlannedRealTimeKw(list(plan.plannedRealTimeKw()))
                .setMarginKw(list(plan.marginKw()))
                .setRiskCentsPerKwh(list(plan.shadowPrices().risk()))
                .setBinding(plan.binding()
                        .stream()
                        .map(limits -> limits.stream().map(BindingLimit::label).toList())
                        .toList())
                .setWorstCaseViolation(plan.worstCaseViolation())
                .build();
    }

    private static List<Double> list(Profile profile) {
        List<Double> list = new ArrayList<>(profile.length());
        for (int i = 0; i < profile.length(); i++) {
            list.add(profile.get(i));
        }
        return list;
    }
}
