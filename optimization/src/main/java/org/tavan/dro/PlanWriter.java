package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.asset.ChargingStay;
import org.tavan.asset.GridLimits;
import org.tavan.certificate.UncertainRow;
import org.tavan.certificate.WorstCase;
import org.tavan.certificate.WorstCaseViolation;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.DemandCharge;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.FlexiblePlan;
import org.tavan.plan.MemberCosts;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.ShadowPrices;
import org.tavan.plan.StoragePlan;
import org.tavan.problem.Commitment;
import org.tavan.problem.Member;
import org.tavan.problem.Storage;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.WholeSpace;

/// Turns a draft into the plan that is published: adds the certificate, the shadow prices and the limits at work.
final class PlanWriter {
    private final CommunityModel model;
    private final PlanDraft draft;
    private final CommunityProgram program;
    private final Solution solution;
    private final List<Profile> riskCentsPerKw;
    private final double[] importKw;
    private final double peakKw;

    /// @param draft the plan
    /// @param prices the result whose duals are the shadow prices: the cheapest plan, even if the draft is another one near it
    PlanWriter(CommunityModel model, PlanDraft draft, RoundSolver.Result.Found prices) {
        this.model = model;
        this.draft = draft;
        this.program = prices.program();
        this.solution = prices.solution();
        this.riskCentsPerKw = prices.riskCentsPerKw();
        this.importKw = new double[model.intervals];
        Arrays.setAll(importKw, draft::importKw);
        this.peakKw = draft.peakKw();
    }

    CommunityPlan plan() {
        List<MemberPlan> members = new ArrayList<>();
        double worst = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            MemberPlan plan = memberPlan(n);
            worst = Math.max(worst, plan.worstCaseViolation());
            members.add(plan);
        }
        return new CommunityPlan(members, worst, peakKw, draft.peakCents());
    }

    private MemberPlan memberPlan(int n) {
        Member member = model.member(n);
        Profile plannedKw = Profile.of(draft.plannedKw[n]);
        double violation = WorstCase.probability(uncertainRows(n, plannedKw), model.balls.get(n));
        double[] marginKw = draft.marginKw[n].clone();
        for (int t = 0; t < marginKw.length; t++) {
            marginKw[t] -= draft.plannedKw[n][t];
        }
        Commitment commitment = member.commitment();
        Profile imported = commitment == null ? positive(draft.exchangeKw[n], 1) : commitment.gridImportKw();
        Profile exported = commitment == null ? positive(draft.exchangeKw[n], -1) : commitment.gridExportKw();
        MemberPlanParts parts = new MemberPlanParts(model.intervals);
        for (int k = 0; k < draft.devices.get(n).size(); k++) {
            draft.devices.get(n)
                    .get(k)
                    .addTo(parts, program.devices.get(n).get(k).storedCentsPerKwh(solution));
        }
        MemberCosts costs = draft.costs(n);
        return new MemberPlan(member.id(), imported, exported, parts.storageSum(StoragePlan::chargeKw),
                parts.storageSum(StoragePlan::dischargeKw), parts.storageSum(StoragePlan::energyKwh),
                parts.flexibleSum(FlexiblePlan::servedKw), parts.flexibleSum(FlexiblePlan::shiftedKwh),
                draft.linksOf.get(n).stream().map(link -> link.flow(n)).toList(),
                draft.rules.get(n), plannedKw, Profile.of(marginKw), violation, shadowPrices(n, parts),
                binding(n), costs.totalCents(), parts.storages, parts.flexibleLoads, parts.curtailments,
                costs, parts.offers);
    }

    /// The promise, and the limits of real-time exchange and batteries where they are promised too because no support bounds the residuals.
    private List<UncertainRow> uncertainRows(int n, Profile plannedKw) {
        Member member = model.member(n);
        AffineRecourse rule = draft.rules.get(n);
        List<UncertainRow> rows = new ArrayList<>(
                WorstCaseViolation.rows(rule, member.nominalKw(), Profile.of(draft.marginKw[n])));
        if (member.supportKw() instanceof WholeSpace) {
            rows.addAll(WorstCaseViolation.realTimeRows(rule, plannedKw, member.realTime().importMaxKw(),
                    member.realTime().exportMaxKw()));
            if (rule instanceof StorageRecourse follows) {
                addStorageRows(rows, member, follows);
            }
        }
        return rows;
    }

    private void addStorageRows(List<UncertainRow> rows, Member member, StorageRecourse rule) {
        for (StorageRule follows : rule.storages()) {
            Storage storage = member.storages()
                    .stream()
                    .filter(each -> each.id().equals(follows.storageId()))
                    .findFirst()
                    .orElseThrow();
            StorageTerms terms = StorageTerms.of(member, storage, model.stepHours, true);
            ChargingStay stay = storage.stays(model.intervals).getFirst();
            double[] least = new double[model.intervals];
            Arrays.setAll(least, t -> terms.leastKwh(stay, t));
            rows.addAll(WorstCaseViolation.storageRows(follows, stay.arrivalKwh(), Profile.of(least),
                    model.stepHours));
        }
    }

    private static Profile positive(double[] values, double sign) {
        double[] parts = new double[values.length];
        for (int t = 0; t < parts.length; t++) {
            parts[t] = Math.max(0, sign * values[t]);
        }
        return Profile.of(parts);
    }

    private ShadowPrices shadowPrices(int n, MemberPlanParts parts) {
        double[] balance = new double[model.intervals];
        double[] risk = new double[model.intervals];
        for (int t = 0; t < model.intervals; t++) {
            balance[t] = -solution.dual(program.balanceRow[n][t]) / model.stepHours;
            risk[t] = riskCentsPerKw.get(n).get(t) / model.stepHours;
        }
        Profile storage = parts.storages.isEmpty()
                ? Profile.of(new double[model.intervals])
                : parts.storages.getFirst().centsPerKwh();
        return new ShadowPrices(Profile.of(balance), storage, Profile.of(risk));
    }

    private List<List<BindingLimit>> binding(int n) {
        List<List<BindingLimit>> binding = new ArrayList<>();
        for (int t = 0; t < model.intervals; t++) {
            List<BindingLimit> limits = new ArrayList<>();
            for (DeviceDraft device : draft.devices.get(n)) {
                device.addLimits(limits, t);
            }
            addGridLimits(limits, n, t);
            Limits.addIf(limits, BindingLimit.REAL_TIME_LIMIT, atRealTimeLimit(n, t));
            Limits.addIf(limits, BindingLimit.CHANCE_CONSTRAINT,
                    draft.marginKw[n][t] - draft.neededKw[n][t] <= BindingLimit.AT_LIMIT);
            for (LinkDraft link : draft.linksOf.get(n)) {
                Limits.addIf(limits, BindingLimit.PEER_LIMIT, link.atLimit(t));
            }
            addPeak(limits, n, t);
            limits.sort(null);
            binding.add(limits);
        }
        return binding;
    }

    private void addGridLimits(List<BindingLimit> limits, int n, int t) {
        GridLimits grid = model.member(n).grid();
        GridLimits connection = model.problem.connection();
        double sum = importKw[t];
        Limits.addIf(limits, BindingLimit.GRID_IMPORT_LIMIT,
                Limits.at(draft.exchangeKw[n][t], grid.importMaxKw()));
        Limits.addIf(limits, BindingLimit.GRID_EXPORT_LIMIT,
                Limits.at(-draft.exchangeKw[n][t], grid.exportMaxKw()));
        Limits.addIf(limits, BindingLimit.CONNECTION_IMPORT_LIMIT, Limits.at(sum, connection.importMaxKw()));
        Limits.addIf(limits, BindingLimit.CONNECTION_EXPORT_LIMIT,
                Limits.at(-sum, connection.exportMaxKw()));
    }

    private boolean atRealTimeLimit(int n, int t) {
        GridLimits realTime = model.member(n).realTime();
        RecourseProgram recourse = model.recourse.get(n);
        return Limits.at(draft.plannedKw[n][t] + recourse.mostImportKw(draft.rules.get(n), t),
                realTime.importMaxKw())
                || Limits.at(-draft.plannedKw[n][t] + recourse.mostExportKw(draft.rules.get(n), t),
                        realTime.exportMaxKw());
    }

    private void addPeak(List<BindingLimit> limits, int n, int t) {
        DemandCharge own = model.member(n).demandCharge();
        DemandCharge shared = model.problem.demandCharge();
        double ownKw = draft.importKw(n, t);
        Limits.addIf(limits, BindingLimit.PEAK, own.centsPerKw() > 0
                && Limits.at(ownKw, Math.max(draft.peakKw(n), own.reachedKw())));
        Limits.addIf(limits, BindingLimit.PEAK,
                shared.centsPerKw() > 0 && Limits.at(importKw[t], Math.max(peakKw, shared.reachedKw())));
        Limits.addIf(limits, BindingLimit.PEAK_LIMIT,
                Limits.at(ownKw, own.limitKw()) || Limits.at(importKw[t], shared.limitKw()));
    }
}
