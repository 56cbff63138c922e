package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.InteriorPointSolver;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.ProblemChecks;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportBox;

/// Plans one community again and again while its windows of samples move on and its forecasts and prices change: the same optimum as
/// `ConicCommunityPlanner`'s, from the plan before, and in the steady state without allocating anything.
///
/// Members are planned alone, and together where a trade pays or more is shared (`PartwisePlanner`). Each program is made once and its numbers are
/// changed in place: tails, the reach of the support, the adversary's pieces, forecasts and prices. Its solve starts from the optimum before (see
/// `ConicWorkspace`). A point that violates a piece has it put into the program, until the exact worst-case cost of the rule at the point, with
/// its `λ`, meets the proven bound; every promise must be kept, and no certificate above `ε`. Where that fails, or no plan meets every requirement,
/// `ConicCommunityPlanner` plans instead, and `fellBack` says so.
///
/// A joint promise keeps its scaling from window to window, and one member's is improved in each; the optimum and its bound are those for the scalings in force.
/// Programs have places to spare; where more samples come to matter than they have room for, another is made, which allocates (`programs`).
///
/// For diagonal rules, the 1-norm, boxes, `BONFERRONI` or `JOINT_CVAR`, and equally likely samples. The result depends on the history in its
/// last digits, with joint promises in the scalings too; the same history gives the same bytes. A time limit is one for each program. Confined to one thread at a time.
public final class RollingPlanner {
    /// How the last plan came out.
    public enum Status {
        /// There is none yet.
        UNPLANNED,
        /// Its cost equals the proven bound up to the tolerance.
        OPTIMAL,
        /// It meets every requirement, and its cost is above the proven bound by the stated gap.
        FEASIBLE,
        /// No plan meets every requirement; `plan` says which this one misses.
        RELAXED,
        /// No plan was found; `plan` says why.
        FAILED
    }

    private final CommunityProblem start;
    private final PlannerSettings settings;
    private final RiskAllocation allocation;
    private final RollingMember[] members;
    private final RollingPrices prices;
    private final RollingValues values;
    private RollingParts parts;
    private PlanOutcome fallback = new PlanOutcome.Unplanned("Nothing has been planned yet.");
    private Status status = Status.UNPLANNED;
    private boolean changed = true;
    private boolean fellBack;
    private boolean startedAnew;
    private int rounds;
    private int iterations;
    private double costCents = Double.NaN;
    private double boundCents = Double.NaN;
    private double worstCaseViolation = Double.NaN;

    /// A planner for supports that stay as they are: a sample outside is refused.
    ///
    /// @param problem where it starts
    /// @throws IllegalArgumentException if the problem is not of the kind it is for
    public RollingPlanner(CommunityProblem problem, PlannerSettings settings) {
        this(problem, settings, Double.NaN, RiskAllocation.byMethod());
    }

    /// {@return a planner for supports that move with the samples}
    ///
    /// @param marginFraction how much wider than the samples on each side, as in `EmpiricalDistribution.supportBox`, non-negative; the
    ///        supports of the problem are not used
    /// @throws IllegalArgumentException if the problem is not of the kind it is for
    public static RollingPlanner withSupportMargin(CommunityProblem problem, PlannerSettings settings,
            double marginFraction) {
        ProblemChecks.finite("marginFraction", marginFraction);
        if (marginFraction < 0) {
            throw new IllegalArgumentException(
                    "The marginFraction (%s) must be non-negative.".formatted(marginFraction));
        }
        return new RollingPlanner(problem, settings, marginFraction, RiskAllocation.byMethod());
    }

    /// @param marginFraction NaN for supports that stay
    RollingPlanner(CommunityProblem problem, PlannerSettings settings, double marginFraction,
            RiskAllocation allocation) {
        check(problem);
        start = problem;
        this.settings = settings;
        this.allocation = allocation;
        prices = new RollingPrices(problem);
        double epsilon = allocation.intervalEpsilon(problem);
        members = problem.members()
                .stream()
                .map(member -> new RollingMember(member, problem, epsilon, marginFraction))
                .toArray(RollingMember[]::new);
        values = new RollingValues(members.length, problem.intervals());
        parts = newParts();
    }

    private RollingParts newParts() {
        return new RollingParts(start, members, prices, allocation, settings, values);
    }

    private static void check(CommunityProblem problem) {
        Promise promise = problem.promise();
        boolean boxes = problem.members().stream().allMatch(m -> m.supportKw() instanceof SupportBox);
        if (!(problem.rule().equals(RecourseRule.DIAGONAL) && promise.norm() == Norm.ONE && boxes
                && promise.jointMethod() != JointMethod.EXACT)) {
            throw new IllegalArgumentException(
                    """
                            A diagonal rule, the 1-norm, boxes and BONFERRONI or JOINT_CVAR were expected, not %s, %s, %s.
                            Maybe ConicCommunityPlanner should plan this."""
                            .formatted(problem.rule(), promise.norm(), promise.jointMethod()));
        }
        if (problem.demandCharge().isMetered()
                || problem.members().stream().anyMatch(member -> member.demandCharge().isMetered())) {
            throw new IllegalArgumentException("""
                    A demand charge must be one on the import as planned: its tail must be 0.
                    Maybe ConicCommunityPlanner should plan this.""");
        }
        if (problem.stabilityBudgetCents() > 0) {
            throw new IllegalArgumentException("""
                    The stabilityBudgetCents (%s) must be 0: plans are made for their cost alone.
                    Maybe ConicCommunityPlanner should plan this.""".formatted(problem
                    .stabilityBudgetCents()));
        }
    }

    /// Drops the oldest sample of a member for a new one.
    ///
    /// @param member its index in the problem
    /// @param residualKw one value an interval (kW); not kept
    /// @throws IllegalArgumentException if a value is not finite or outside a support that stays; nothing has changed then
    public void slide(int member, double[] residualKw) {
        members[member].slide(residualKw);
        changed = true;
    }

    /// Sets the forecast of a member.
    ///
    /// @param member its index in the problem
    /// @param forecastKw `Cμ`, one value an interval (kW); not kept
    /// @throws IllegalArgumentException if a value is not finite
    public void setForecast(int member, double[] forecastKw) {
        members[member].setForecast(forecastKw);
        changed = true;
    }

    /// Sets the prices, one value an interval (¢/kWh); what surplus costs stays. The arrays are not kept.
    ///
    /// @throws IllegalArgumentException if a value is not finite, or selling pays more than buying costs
    public void setPrices(double[] dayAhead, double[] realTimeBuy, double[] realTimeSell) {
        prices.set(dayAhead, realTimeBuy, realTimeSell);
        parts.pricesChanged();
        for (RollingMember member : members) {
            member.pricesChanged();
        }
        changed = true;
    }

    /// Plans with what there is now.
    public Status replan() {
        fellBack = false;
        changed = false;
        boolean planned = parts.replan();
        startedAnew = parts.startedAnew();
        rounds = parts.rounds();
        iterations = parts.iterations();
        if (!(planned && isCertified())) {
            return planAnew();
        }
        costCents = parts.costCents();
        boundCents = parts.boundCents();
        status = Status.OPTIMAL;
        return status;
    }

    private boolean isCertified() {
        worstCaseViolation = 0;
        for (RollingMember member : members) {
            worstCaseViolation = Math.max(worstCaseViolation, member.violation());
        }
        return allocation.holds(worstCaseViolation, start);
    }

    private Status planAnew() {
        fellBack = true;
        startedAnew = true;
        parts = newParts();
        fallback = new ConicCommunityPlanner(new InteriorPointSolver(), allocation).plan(problem(), settings);
        switch (fallback) {
            case PlanOutcome.Planned planned -> {
                for (int n = 0; n < members.length; n++) {
                    values.read(planned.plan().members().get(n), n);
                }
                costCents = planned.statistics().objectiveCents();
                boundCents = planned.statistics().boundCents();
                worstCaseViolation = planned.plan().worstCaseViolation();
                status = switch (planned.status()) {
                    case OPTIMAL -> Status.OPTIMAL;
                    case FEASIBLE -> Status.FEASIBLE;
                    case RELAXED -> Status.RELAXED;
                };
            }
            case PlanOutcome.Unplanned _ -> {
                values.clear();
                costCents = Double.NaN;
                boundCents = Double.NaN;
                worstCaseViolation = Double.NaN;
                status = Status.FAILED;
            }
        }
        return status;
    }

    /// {@return the last plan as a whole, with shadow prices and the certificate; allocates}
    /// Where it does not stand the checks of `ConicCommunityPlanner`, which rounding may cause, that plans instead, as after `fellBack`.
    ///
    /// @throws IllegalStateException if something was changed since, or nothing planned
    public PlanOutcome plan() {
        if (changed) {
            throw new IllegalStateException("""
                    A replan was expected before its plan is read.
                    Maybe a sample, forecast or price was changed after it.""");
        }
        if (fellBack) {
            return fallback;
        }
        return parts.plan(problem()).orElseGet(() -> {
            planAnew();
            return fallback;
        });
    }

    /// {@return the factor of each interval in the joint promise of a member; none without one}
    double[] scaling(int member) {
        return members[member].rule().scaling();
    }

    /// {@return the problem as it is now; allocates}
    public CommunityProblem problem() {
        return start.withPrices(prices.current())
                .withMembers(Arrays.stream(members).map(RollingMember::current).toList());
    }

    /// {@return how the last `replan` came out}
    public Status status() {
        return status;
    }

    /// {@return whether the last `replan` could not start from the plan before, as the first one}
    public boolean startedAnew() {
        return startedAnew;
    }

    /// {@return whether the last `replan` left it to `ConicCommunityPlanner`, which allocates}
    public boolean fellBack() {
        return fellBack;
    }

    /// {@return how many programs have been made: a `replan` that makes none and does not fall back allocates nothing}
    public int programs() {
        return parts.programs();
    }

    /// {@return the programs that the last `replan` solved}
    public int rounds() {
        return rounds;
    }

    /// {@return the factorisations that the last `replan` took}
    public int iterations() {
        return iterations;
    }

    /// {@return the cost with the worst-case expected recourse (¢), NaN without a plan}
    public double costCents() {
        return costCents;
    }

    /// {@return a proven lower bound on the cost (¢), see `PlanStatistics`}
    public double boundCents() {
        return boundCents;
    }

    /// {@return `(cost − bound) / max(1, |cost|)`}
    public double gap() {
        return (costCents - boundCents) / Math.max(1, Math.abs(costCents));
    }

    /// {@return the exact worst-case probability that the member worst off is short in any interval, at most `ε`; NaN without a plan}
    public double worstCaseViolation() {
        return worstCaseViolation;
    }

    /// {@return `p`: the day-ahead exchange of a member (kW), import positive; NaN without a plan, as all below}
    public double exchangeKw(int member, int t) {
        return values.exchangeKw[member][t];
    }

    /// {@return `r`: the real-time exchange planned ahead (kW), import positive; 0 where the day-ahead market is open}
    public double plannedRealTimeKw(int member, int t) {
        return values.plannedKw[member][t];
    }

    /// {@return what the member's batteries and vehicles charge (kW)}
    public double chargeKw(int member, int t) {
        return values.chargeKw[member][t];
    }

    /// {@return what they discharge (kW)}
    public double dischargeKw(int member, int t) {
        return values.dischargeKw[member][t];
    }

    /// {@return `Q`: what the member's real-time exchange rises by per unit of `ξ` (kW)}
    public double gainKw(int member, int t) {
        return values.gainKw[member][t];
    }

    /// {@return `m`: planned supply without the real-time exchange minus forecast demand (kW)}
    public double marginKw(int member, int t) {
        return values.marginKw[member][t];
    }
}
