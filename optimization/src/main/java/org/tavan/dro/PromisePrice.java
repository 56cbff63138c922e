package org.tavan.dro;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

import org.tavan.plan.CommunityPlan;
import org.tavan.plan.CommunityPlanner;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;

/// What the promise costs at the margin: the change of the optimal cost with `ε` and with `ρ`, to both sides, since it has kinks (where a
/// sample enters a tail, an end of the support is reached, or the plan changes its shape).
///
/// @param epsilon per unit of probability (¢), not positive: more risk allowed is cheaper
/// @param radius per unit of `ξ` (¢), not negative
public record PromisePrice(Slope epsilon, Slope radius) {
    /// Step of the evaluation at a fixed plan, relative: its pieces are far longer, its rounding far smaller.
    private static final double EVALUATION_STEP = 1e-6;
    /// Least radius that a relative step refers to.
    private static final double RADIUS_SCALE = 1e-3;

    /// A one-sided derivative on each side.
    ///
    /// @param below towards smaller values; NaN where there are none
    /// @param above towards larger values
    public record Slope(double below, double above) {}

    /// {@return what one more per cent of safety would cost at this rate (¢), non-negative}
    public double centsPerPercentSafety() {
        return -0.01 * epsilon.below();
    }

    /// From the multipliers of the plan, without another solve.
    ///
    /// By the envelope theorem the optimum changes as the Lagrangian at the optimal plan and multipliers does. `ε` and `ρ` are in the
    /// worst-case expected cost of the rule and in the margins that the promise needs, whose multipliers are the plan's risk prices `π`:
    ///
    /// `L(ε, ρ) = Σ_n [worst-case cost_n(Q; ρ) + Σ_t Δt π_{n,t} · needed_{n,t}(Q; ε, ρ)]`.
    ///
    /// With `Q` and `π` fixed these are closed forms, such as `needed = (C−Q) min(CVaR + ρ/ε_t, u)`; their one-sided derivatives are taken by
    /// differences. Where the optimum has several plans or multipliers, it is the change along the ones at hand: its true change lies
    /// between or beyond them, and `byResolving` finds it.
    ///
    /// @param problem with a method that sizes the margin of each interval by itself
    /// @param plan its optimum, without a stability budget
    /// @throws IllegalArgumentException if the joint method has no multipliers of single intervals: use `byResolving`
    public static PromisePrice byMultipliers(CommunityProblem problem, CommunityPlan plan) {
        if (problem.promise().jointMethod() != JointMethod.BONFERRONI) {
            throw new IllegalArgumentException(
                    "The joint method %s has no multipliers of single intervals; solve again instead."
                            .formatted(problem.promise().jointMethod()));
        }
        return slopes(problem.promise(), EVALUATION_STEP, promise -> lagrangian(problem.withPromise(promise),
                plan));
    }

    /// From the optimum at neighbouring promises: four more solves and one for the promise itself.
    ///
    /// @param problem any
    /// @param planner solves it
    /// @param settings of the planner; its gap divided by the step is the error of the slopes
    /// @param relativeStep of `ε` and `ρ`, such as 1e-3, in (0, 1)
    /// @return NaN for a side without a plan that meets every requirement
    public static PromisePrice byResolving(CommunityProblem problem, CommunityPlanner planner,
            PlannerSettings settings, double relativeStep) {
        if (!(relativeStep > 0 && relativeStep < 1)) {
            throw new IllegalArgumentException("The relativeStep (%s) must lie in (0, 1).".formatted(
                    relativeStep));
        }
        return slopes(problem.promise(), relativeStep,
                promise -> planner.plan(problem.withPromise(promise),
                        settings) instanceof PlanOutcome.Planned planned
                        && planned.status() != PlanStatus.RELAXED
                                ? planned.statistics().objectiveCents()
                                : Double.NaN);
    }

    private static PromisePrice slopes(Promise promise, double step,
            ToDoubleFunction<Promise> cents) {
        double here = cents.applyAsDouble(promise);
        double epsilon = promise.epsilon();
        double radius = promise.radius();
        return new PromisePrice(
                slope(here, epsilon, step * Math.min(epsilon, 1 - epsilon),
                        value -> cents.applyAsDouble(promise.withEpsilon(value))),
                slope(here, radius, step * Math.max(radius, RADIUS_SCALE),
                        value -> cents.applyAsDouble(promise.withRadius(value))));
    }

    private static Slope slope(double here, double at, double step, DoubleUnaryOperator cents) {
        double above = (cents.applyAsDouble(at + step) - here) / (at + step - at);
        double below = at - step < 0
                ? Double.NaN
                : (here - cents.applyAsDouble(at - step)) / (at - (at - step));
        return new Slope(below, above);
    }

    private static double lagrangian(CommunityProblem problem, CommunityPlan plan) {
        Map<RecourseRule, CommunityModel> models = new HashMap<>();
        double sum = 0;
        for (int n = 0; n < problem.members().size(); n++) {
            MemberPlan member = plan.members().get(n);
            CommunityModel model = models.computeIfAbsent(SmallerRule.of(member.recourse(), problem.rule()),
                    rule -> new CommunityModel(problem.withRule(rule), RiskAllocation.byMethod()));
            RecourseProgram recourse = model.recourse.get(n);
            sum += recourse.worstCaseCents(member.recourse());
            double[] planned = member.plannedRealTimeKw().toArray();
            double[] margin = member.marginKw().toArray();
            Arrays.setAll(margin, t -> margin[t] + planned[t]);
            double[] needed = recourse.marginsNeededKw(member.recourse(), margin, planned);
            for (int t = 0; t < problem.intervals(); t++) {
                sum += problem.stepHours() * member.shadowPrices().risk().get(t) * needed[t];
            }
        }
        return sum;
    }
}
