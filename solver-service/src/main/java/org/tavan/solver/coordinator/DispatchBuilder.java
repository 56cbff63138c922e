package org.tavan.solver.coordinator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.RecourseAction;
import org.tavan.schema.Clipping;
import org.tavan.schema.Contribution;
import org.tavan.schema.Dispatch;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Policy;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reason;
import org.tavan.schema.RecourseRule;
import org.tavan.solver.coordinator.PlanBook.InForce;
import org.tavan.solver.state.Vectors;

/// Turns a closed interval of one member into its dispatch: recourse for that interval, set-points for the
/// next, and why.
final class DispatchBuilder {
    private static final int CONTRIBUTIONS_MAX = 5;

    private final CommunityState state;
    private final PlanBook plans;

    DispatchBuilder(CommunityState state, PlanBook plans) {
        this.state = state;
        this.plans = plans;
    }

    /// The interval that closed.
    ///
    /// @param communityId community
    /// @param day day of the interval
    /// @param next day of the interval that begins
    /// @param tick end of the one and start of the other (ms)
    /// @param prosumer configuration in force
    /// @param measured what was drawn
    record Closed(String communityId, LocalDay day, LocalDay next, long tick, Prosumer prosumer,
            Measured measured) {
        long startMillis() {
            return tick - day.stepMillis();
        }

        String member() {
            return prosumer.getProsumerId();
        }
    }

    /// The dispatch of a member.
    Dispatch build(Closed closed) {
        InForce plan = plans.of(closed.member(), closed.startMillis(), closed.day().stepMillis());
        String id = closed.communityId() + '/' + closed.member() + '/'
                + Instant.ofEpochMilli(closed.startMillis());
        Dispatch.Builder dispatch = Dispatch.newBuilder()
                .setCommunityId(closed.communityId())
                .setProsumerId(closed.member())
                .setDispatchId(id)
                .setIntervalStart(Instant.ofEpochMilli(closed.startMillis()))
                .setIntervalMinutes(closed.day().intervalMinutes())
                .setMeasured(closed.measured().measured())
                .setSetpointStart(Instant.ofEpochMilli(closed.tick()))
                .setKnowledgeTime(Instant.ofEpochMilli(closed.tick()));
        setpoints(dispatch, closed);
        Reason.Builder reason = plan == null ? unplanned(dispatch) : recourse(dispatch, closed, plan);
        reason.setSummary(Summary.of(dispatch, closed.prosumer(), closed.day().zone()));
        return dispatch.setReason(reason.build()).build();
    }

    private static Reason.Builder unplanned(Dispatch.Builder dispatch) {
        dispatch.setPlanId("")
                .setPlanStatus("")
                .setPlanAgeMinutes(0)
                .setResidualKw(0)
                .setRealTimeImportKw(0)
                .setRealTimeExportKw(0)
                .setClipped(Clipping.NONE)
                .setUnclippedKw(0)
                .setShortageKw(0);
        return Reason.newBuilder()
                .setBinding(List.of())
                .setBalanceCentsPerKwh(0)
                .setRiskCentsPerKwh(0)
                .setStorageCentsPerKwh(0)
                .setContributions(List.of())
                .setCostCents(0)
                .setInactionCents(0);
    }

    private Reason.Builder recourse(Dispatch.Builder dispatch, Closed closed, InForce plan) {
        Policy policy = plan.policy();
        int at = plan.index();
        boolean measured = closed.measured().measured();
        double residualKw = measured ? closed.measured().netKw() - policy.getForecastKw().get(at) : 0;
        RecourseAction action = rule(policy).respond(at, policy.getPlannedRealTimeKw().get(at),
                measured ? residuals(closed, plan, residualKw) : Profile.of(new double[at + 1]),
                new GridLimits(policy.getRealTimeImportMaxKw(), policy.getRealTimeExportMaxKw()));
        double unclippedKw = action.unclippedKw();
        double uncoveredKw = Math.max(0, residualKw - plan.marginKw());
        double boughtKw = action.importKw() - action.exportKw();
        double shortageKw = measured ? Math.max(0, residualKw - plan.marginKw() - boughtKw) : 0;
        double hours = closed.day().stepHours();
        double buy = policy.getRealTimeBuyCentsPerKwh().get(at);
        double sell = policy.getRealTimeSellCentsPerKwh().get(at);
        dispatch.setPlanId(plan.segment().planId())
                .setPlanStatus(plan.schedule().getStatus().name())
                .setPlanAgeMinutes(plan.ageMinutes(closed.tick()))
                .setResidualKw(residualKw)
                .setRealTimeImportKw(action.importKw())
                .setRealTimeExportKw(action.exportKw())
                .setClipped(Clipping.valueOf(action.clipping().name()))
                .setUnclippedKw(unclippedKw)
                .setShortageKw(shortageKw);
        return Reason.newBuilder()
                .setBinding(policy.getBinding().get(at))
                .setBalanceCentsPerKwh(plan.schedule().getBalanceCentsPerKwh().get(at))
                .setRiskCentsPerKwh(policy.getRiskCentsPerKwh().get(at))
                .setStorageCentsPerKwh(plan.schedule().getStorageCentsPerKwh().get(at))
                .setContributions(measured ? contributions(action, closed, plan) : List.of())
                .setCostCents(hours * (buy * action.importKw() - sell * action.exportKw()))
                .setInactionCents(measured ? hours * buy * uncoveredKw : 0.0);
    }

    /// `ξ` of the plan's intervals up to the one that closed.
    private Profile residuals(Closed closed, InForce plan, double residualKw) {
        double[] xi = new double[plan.index() + 1];
        double nominalKw = plan.policy().getNominalKw();
        if (!diagonal(plan.policy())) {
            for (int i = 0; i < plan.index(); i++) {
                Settled settled = state.settled.get(closed.member(),
                        plan.segment().startMillis() + i * closed.day().stepMillis());
                xi[i] = settled == null ? 0 : settled.residualKw() / nominalKw;
            }
        }
        xi[plan.index()] = residualKw / nominalKw;
        return Profile.of(xi);
    }

    private static List<Contribution> contributions(RecourseAction action, Closed closed, InForce plan) {
        List<Contribution> all = new ArrayList<>();
        double nominalKw = plan.policy().getNominalKw();
        for (int j = 0; j < action.shareKw().length(); j++) {
            double shareKw = action.shareKw().get(j);
            if (shareKw != 0) {
                AffineRecourse rule = rule(plan.policy());
                all.add(new Contribution(
                        Instant.ofEpochMilli(plan.segment().startMillis() + j * closed.day().stepMillis()),
                        nominalKw * shareKw / rule.gainKw(plan.index(), j), shareKw));
            }
        }
        all.sort(Comparator.comparingDouble((Contribution share) -> -Math.abs(share.getShareKw()))
                .thenComparing(Contribution::getIntervalStart));
        return List.copyOf(all.subList(0, Math.min(CONTRIBUTIONS_MAX, all.size())));
    }

    private void setpoints(Dispatch.Builder dispatch, Closed closed) {
        @Nullable
        InForce plan = plans.of(closed.member(), closed.tick(), closed.next().stepMillis());
        if (plan != null) {
            dispatch.setChargeKw(plan.chargeKw())
                    .setDischargeKw(plan.dischargeKw())
                    .setFlexibleKw(plan.flexibleKw())
                    .setSetpointPlanId(plan.segment().planId());
            return;
        }
        FlexibleLoad flexible = closed.prosumer().getFlexibleLoad();
        dispatch.setChargeKw(0)
                .setDischargeKw(0)
                .setSetpointPlanId("")
                .setFlexibleKw(flexible == null
                        ? 0
                        : flexible.getDesiredKw().get(closed.next().slotAt(closed.tick())));
    }

    private static boolean diagonal(Policy policy) {
        return policy.getRule() != RecourseRule.CAUSAL;
    }

    private static AffineRecourse rule(Policy policy) {
        Profile gains = Vectors.profile(policy.getRecourseKw());
        return diagonal(policy)
                ? new DiagonalRecourse(gains)
                : new CausalRecourse(policy.getForecastKw().size(), gains);
    }
}
