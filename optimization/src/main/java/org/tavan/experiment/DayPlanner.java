package org.tavan.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;

/// Plans a day by each method. Confined to one thread at a time, as its planner is.
public final class DayPlanner {
    private static final Promise CERTAIN = new Promise(0.5, 0, JointMethod.BONFERRONI);

    private final ExperimentCommunity community;
    private final CommunityPlanner planner;
    private final PlannerSettings settings;
    private final LongSupplier nanoTime;

    /// A planner of days.
    ///
    /// @param nanoTime of this thread, such as its CPU time; only differences count
    public DayPlanner(ExperimentCommunity community, CommunityPlanner planner, PlannerSettings settings,
            LongSupplier nanoTime) {
        this.community = community;
        this.planner = planner;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /// {@return how a method holds its joint promise}
    private static JointMethod jointMethod(Method method) {
        return switch (method) {
            case JOINT_CVAR, SAMPLE_AVERAGE -> JointMethod.JOINT_CVAR;
            default -> JointMethod.BONFERRONI;
        };
    }

    /// Plans a day.
    ///
    /// @param known everything that the plan may stand on
    /// @return a plan; where none was found, that of the baseline
    /// @throws IllegalArgumentException of perfect foresight, which needs the measured day
    public DayPlan plan(Arm arm, GateKnowledge known, CarriedState state) {
        return switch (arm.method()) {
            case BASELINE -> baseline(known, state, DayPlan.Status.PLANNED, "", 0);
            case DETERMINISTIC -> certain(known, state, forecasts(known));
            case ROBUST_BOX, SAMPLE_AVERAGE, BONFERRONI, JOINT_CVAR, STORAGE_RECOURSE ->
                promised(arm, supported(arm, known), state);
            case PERFECT_FORESIGHT -> throw new IllegalArgumentException(
                    "Perfect foresight needs the measured day.");
        };
    }

    private DayPlan promised(Arm arm, GateKnowledge known, CarriedState state) {
        double radius = arm.method() == Method.ROBUST_BOX ? widest(known) : arm.radius();
        var promise = new Promise(arm.epsilon(), radius, jointMethod(arm.method()));
        RecourseRule rule = arm.method() == Method.STORAGE_RECOURSE
                ? community.rule().withStorage()
                : community.rule();
        return solved(problem(known, state, promise, rule), known, state, true);
    }

    /// With the support that an arm asks for.
    private static GateKnowledge supported(Arm arm, GateKnowledge known) {
        if (Double.isNaN(arm.supportMarginFraction())) {
            return known;
        }
        return new GateKnowledge(known.prices(), known.members()
                .stream()
                .map(member -> new GateKnowledge.Member(member.forecastKw(), member.desiredKw(), member
                        .residualKw(), member.residualKw().likelySupport(arm.supportMarginFraction())))
                .toList());
    }

    /// Plans a day whose net demand and prices are known, without a rule.
    public DayPlan planWithForesight(ExperimentDay day, CarriedState state) {
        return certain(day.foreseen().known(), state, day.measuredKw());
    }

    private static List<Profile> forecasts(GateKnowledge known) {
        return known.members().stream().map(GateKnowledge.Member::forecastKw).toList();
    }

    /// The radius from which the whole support is in the ball.
    private double widest(GateKnowledge known) {
        double widest = 0;
        for (int n = 0; n < known.members().size(); n++) {
            if (known.members().get(n).supportKw() instanceof SupportBox box) {
                widest = Math.max(widest,
                        box.diameter(Norm.ONE) / community.participants().get(n).nominalKw());
            }
        }
        return widest;
    }

    /// Demand is certain: one sample without an error, and the real-time market has nothing to do.
    private DayPlan certain(GateKnowledge known, CarriedState state, List<Profile> demandKw) {
        int intervals = known.prices().intervals();
        Profile nothing = Profile.of(new double[intervals]);
        List<GateKnowledge.Member> members = new ArrayList<>();
        for (int n = 0; n < demandKw.size(); n++) {
            members.add(new GateKnowledge.Member(demandKw.get(n), known.members().get(n).desiredKw(),
                    EmpiricalDistribution.of(List.of(nothing)), new SupportBox(nothing, nothing)));
        }
        return solved(problem(new GateKnowledge(known.prices(), members), state, CERTAIN, community.rule()),
                known, state,
                false);
    }

    private CommunityProblem problem(GateKnowledge known, CarriedState state, Promise promise,
            RecourseRule rule) {
        List<Member> members = new ArrayList<>();
        for (int n = 0; n < known.members().size(); n++) {
            Participant participant = community.participants().get(n);
            GateKnowledge.Member member = known.members().get(n);
            CarriedState.Asset asset = state.assets().get(n);
            members.add(new Member(participant.id(), participant.nominalKw(), participant.grid(), participant
                    .realTime(), member.forecastKw(), member.residualKw(), member.supportKw(),
                    battery(
                            participant, asset),
                    flexible(participant, asset, member.desiredKw())));
        }
        // What is planned above demand is settled in real time, which costs where selling has a negative price.
        return new CommunityProblem(community.stepHours(), known.prices(), members,
                community.peerLinks(),
                community.connection(), promise, rule, 0,
                new DemandCharge(community.demandChargeCentsPerKw(), state.peakKw(),
                        Double.POSITIVE_INFINITY, community.demandChargeTail()));
    }

    private static @Nullable BatteryState battery(Participant participant, CarriedState.Asset asset) {
        return participant.battery() == null
                ? null
                : new BatteryState(participant.battery(), asset.energyKwh());
    }

    private static @Nullable FlexibleDemand flexible(Participant participant, CarriedState.Asset asset,
            Profile desiredKw) {
        return participant.flexible() == null
                ? null
                : new FlexibleDemand(participant.flexible(), desiredKw, asset.shiftedKwh());
    }

    private DayPlan solved(CommunityProblem problem, GateKnowledge known, CarriedState state,
            boolean promised) {
        long start = nanoTime.getAsLong();
        PlanOutcome outcome = planner.plan(problem, settings);
        long nanos = nanoTime.getAsLong() - start;
        return switch (outcome) {
            case PlanOutcome.Planned planned -> new DayPlan(
                    planned.status() == PlanStatus.RELAXED ? DayPlan.Status.RELAXED : DayPlan.Status.PLANNED,
                    planned.reason(), new PlanReader(community, problem.prices()).members(planned.plan(),
                            promised),
                    promised ? planned.statistics().objectiveCents() : Double.NaN,
                    promised
                            ? planned.plan()
                                    .members()
                                    .stream()
                                    .mapToDouble(member -> member.worstCaseViolation())
                                    .average()
                                    .orElse(Double.NaN)
                            : Double.NaN,
                    nanos);
            case PlanOutcome.Unplanned unplanned -> baseline(known, state, DayPlan.Status.FAILED, unplanned
                    .reason(), nanos);
        };
    }

    private DayPlan baseline(GateKnowledge known, CarriedState state, DayPlan.Status status, String reason,
            long nanos) {
        EnergyPrices prices = known.prices();
        Profile nothing = Profile.of(new double[prices.intervals()]);
        List<DayPlan.Member> members = new ArrayList<>();
        for (int n = 0; n < known.members().size(); n++) {
            GateKnowledge.Member member = known.members().get(n);
            CarriedState.Asset asset = state.assets().get(n);
            double[] demandKw = member.forecastKw().toArray();
            for (int t = 0; t < demandKw.length; t++) {
                demandKw[t] += member.desiredKw().get(t);
            }
            members.add(new DayPlan.Member(Profile.of(demandKw), nothing, member.desiredKw(), nothing,
                    constant(asset.energyKwh(), demandKw.length), constant(asset.shiftedKwh(),
                            demandKw.length),
                    new DiagonalRecourse(nothing), 0, 0, 0));
        }
        return new DayPlan(status, reason, members, Double.NaN, Double.NaN, nanos);
    }

    private static Profile constant(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return Profile.of(values);
    }
}
