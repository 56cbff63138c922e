package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.tavan.asset.GridLimits;
import org.tavan.certificate.UncertainRow;
import org.tavan.certificate.WorstCase;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.market.PeerLink;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.WholeSpace;

/// Turns a draft into the plan that is published: adds the certificate, the shadow prices and the limits at work.
final class PlanWriter {
    /// How near to a limit counts as at it (kW, kWh).
    private static final double AT_LIMIT = 1e-5;

    private final CommunityModel model;
    private final PlanDraft draft;
    private final CommunityProgram program;
    private final Solution solution;
    private final List<Profile> riskCentsPerKw;

    /// @param draft the plan
    /// @param prices the result whose duals are the shadow prices: the cheapest plan, even if the draft is another one near it
    PlanWriter(CommunityModel model, PlanDraft draft, RoundSolver.Result.Found prices) {
        this.model = model;
        this.draft = draft;
        this.program = prices.program();
        this.solution = prices.solution();
        this.riskCentsPerKw = prices.riskCentsPerKw();
    }

    CommunityPlan plan() {
        List<MemberPlan> members = new ArrayList<>();
        double worst = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            MemberPlan plan = memberPlan(n);
            worst = Math.max(worst, plan.worstCaseViolation());
            members.add(plan);
        }
        return new CommunityPlan(members, worst);
    }

    private MemberPlan memberPlan(int n) {
        Member member = model.member(n);
        Profile plannedKw = Profile.of(draft.plannedKw[n]);
        double violation = WorstCase.of(uncertainRows(n, plannedKw), model.balls.get(n)).probability();
        double[] marginKw = draft.marginKw[n].clone();
        for (int t = 0; t < marginKw.length; t++) {
            marginKw[t] -= draft.plannedKw[n][t];
        }
        Commitment commitment = member.commitment();
        Profile imported = commitment == null ? positive(draft.exchangeKw[n], 1) : commitment.gridImportKw();
        Profile exported = commitment == null ? positive(draft.exchangeKw[n], -1) : commitment.gridExportKw();
        Profile charge = Profile.of(draft.chargeKw[n]);
        Profile discharge = Profile.of(draft.dischargeKw[n]);
        Profile energy = Profile.of(draft.energyKwh[n]);
        Profile flexible = Profile.of(draft.flexibleKw[n]);
        Profile shifted = Profile.of(draft.shiftedKwh[n]);
        return new MemberPlan(member.id(), imported, exported, charge, discharge, energy, flexible, shifted,
                peers(n),
                draft.rules.get(n), plannedKw, Profile.of(marginKw), violation, shadowPrices(n), binding(n),
                draft.memberCents(n));
    }

    /// The promise, and the real-time limits where they are promised too because no support bounds the residuals.
    private List<UncertainRow> uncertainRows(int n, Profile plannedKw) {
        Member member = model.member(n);
        AffineRecourse rule = draft.rules.get(n);
        List<UncertainRow> rows = new ArrayList<>(
                WorstCaseViolation.rows(rule, member.nominalKw(), Profile.of(draft.marginKw[n])));
        if (member.supportKw() instanceof WholeSpace) {
            rows.addAll(WorstCaseViolation.realTimeRows(rule, plannedKw, member.realTime().importMaxKw(),
                    member.realTime().exportMaxKw()));
        }
        return rows;
    }

    private static Profile positive(double[] values, double sign) {
        double[] parts = new double[values.length];
        for (int t = 0; t < parts.length; t++) {
            parts[t] = Math.max(0, sign * values[t]);
        }
        return Profile.of(parts);
    }

    private List<PeerFlow> peers(int n) {
        List<PeerFlow> peers = new ArrayList<>();
        for (int k = 0; k < model.linkCount(); k++) {
            PeerLink link = model.link(k);
            Profile first = Profile.of(draft.firstTakesKw[k]);
            Profile second = Profile.of(draft.secondTakesKw[k]);
            if (model.linkFirst[k] == n) {
                peers.add(new PeerFlow(link.secondId(), first, second));
            } else if (model.linkSecond[k] == n) {
                peers.add(new PeerFlow(link.firstId(), second, first));
            }
        }
        return peers;
    }

    private ShadowPrices shadowPrices(int n) {
        double[] balance = new double[model.intervals];
        double[] storage = new double[model.intervals];
        double[] risk = new double[model.intervals];
        for (int t = 0; t < model.intervals; t++) {
            balance[t] = -solution.dual(program.balanceRow[n][t]) / model.stepHours;
            int row = program.energyRow[n][t];
            storage[t] = row == CommunityProgram.NONE ? 0 : -solution.dual(row);
            risk[t] = riskCentsPerKw.get(n).get(t) / model.stepHours;
        }
        return new ShadowPrices(Profile.of(balance), Profile.of(storage), Profile.of(risk));
    }

    private List<List<BindingLimit>> binding(int n) {
        List<List<BindingLimit>> binding = new ArrayList<>();
        for (int t = 0; t < model.intervals; t++) {
            List<BindingLimit> limits = new ArrayList<>();
            addBatteryLimits(limits, n, t);
            addGridLimits(limits, n, t);
            addIf(limits, BindingLimit.REAL_TIME_LIMIT, atRealTimeLimit(n, t));
            if (draft.marginKw[n][t] - draft.neededKw[n][t] <= AT_LIMIT) {
                limits.add(BindingLimit.CHANCE_CONSTRAINT);
            }
            if (atPeerLimit(n, t)) {
                limits.add(BindingLimit.PEER_LIMIT);
            }
            addFlexibleLimits(limits, n, t);
            binding.add(limits);
        }
        return binding;
    }

    private void addBatteryLimits(List<BindingLimit> limits, int n, int t) {
        BatteryState state = model.member(n).battery();
        if (state == null) {
            return;
        }
        double energy = draft.energyKwh[n][t];
        addIf(limits, BindingLimit.BATTERY_FULL, energy >= state.battery().energyMaxKwh() - AT_LIMIT);
        addIf(limits, BindingLimit.BATTERY_EMPTY, energy <= state.battery().energyMinKwh() + AT_LIMIT);
        addIf(limits, BindingLimit.CHARGE_LIMIT, at(draft.chargeKw[n][t], state.battery().chargeMaxKw()));
        addIf(limits, BindingLimit.DISCHARGE_LIMIT, at(draft.dischargeKw[n][t], state.battery()
                .dischargeMaxKw()));
    }

    private void addGridLimits(List<BindingLimit> limits, int n, int t) {
        GridLimits grid = model.member(n).grid();
        GridLimits connection = model.problem.connection();
        double sum = 0;
        for (int k = 0; k < model.memberCount(); k++) {
            sum += draft.exchangeKw[k][t] + draft.plannedKw[k][t];
        }
        addIf(limits, BindingLimit.GRID_IMPORT_LIMIT, at(draft.exchangeKw[n][t], grid.importMaxKw()));
        addIf(limits, BindingLimit.GRID_EXPORT_LIMIT, at(-draft.exchangeKw[n][t], grid.exportMaxKw()));
        addIf(limits, BindingLimit.CONNECTION_IMPORT_LIMIT, at(sum, connection.importMaxKw()));
        addIf(limits, BindingLimit.CONNECTION_EXPORT_LIMIT, at(-sum, connection.exportMaxKw()));
    }

    private boolean atRealTimeLimit(int n, int t) {
        GridLimits realTime = model.member(n).realTime();
        RecourseProgram recourse = model.recourse.get(n);
        return at(draft.plannedKw[n][t] + recourse.mostImportKw(draft.rules.get(n), t),
                realTime.importMaxKw())
                || at(-draft.plannedKw[n][t] + recourse.mostExportKw(draft.rules.get(n), t),
                        realTime.exportMaxKw());
    }

    private boolean atPeerLimit(int n, int t) {
        for (int k = 0; k < model.linkCount(); k++) {
            boolean own = model.linkFirst[k] == n || model.linkSecond[k] == n;
            double traded = Math.max(draft.firstTakesKw[k][t], draft.secondTakesKw[k][t]);
            if (own && at(traded, model.link(k).limitKw())) {
                return true;
            }
        }
        return false;
    }

    private void addFlexibleLimits(List<BindingLimit> limits, int n, int t) {
        FlexibleDemand demand = model.member(n).flexible();
        if (demand == null) {
            return;
        }
        addIf(limits, BindingLimit.FLEXIBLE_MAX, at(draft.flexibleKw[n][t], demand.load().powerMaxKw()));
        addIf(limits, BindingLimit.SHIFT_LIMIT, at(Math.abs(draft.shiftedKwh[n][t]), demand.load()
                .shiftMaxKwh()));
    }

    /// A limit of 0 is a missing device, not a limit at work.
    private static boolean at(double value, double limit) {
        return limit > AT_LIMIT && value >= limit - AT_LIMIT;
    }

    private static void addIf(List<BindingLimit> limits, BindingLimit limit, boolean atIt) {
        if (atIt) {
            limits.add(limit);
        }
    }
}
