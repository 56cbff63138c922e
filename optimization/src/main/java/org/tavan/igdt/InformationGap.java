package org.tavan.igdt;

/// The robust radius of participation, `α(β) = max {α : f(γ) ≤ (1 + β) f_b for all |γ − γ̄| ≤ α γ̄}`.
///
/// First deviations on a grid, both ways, until one costs too much; then bisection between the last that does not and that one. So
/// the answer is right also where f does not fall with γ, as finely as the grid sees it.
///
/// Source: Nikravan et al. 2025, eq. (23)–(26). Departs from it: `f_b` is the least cost, where (25) prints "max"; (26) takes the
/// lower end for the worst case, which holds only if f falls with γ, and is checked here; a radius is said relative to γ̄ and in
/// percentage points, since the text's "10 % deviation" is a fall from 10 % to 5 %; where the base earns money, β is a share
/// of its size. Risk-averse only: the opportunity function (how much better it could get) is not offered.
///
/// @param nominal `γ̄`: expected participation, in (0, 1]
/// @param gridPoints deviations looked at each way before bisection, positive
/// @param tolerance width of α at which bisection ends, positive
public record InformationGap(double nominal, int gridPoints, double tolerance) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of its range
    public InformationGap {
        if (!(nominal > 0 && nominal <= 1)) {
            throw new IllegalArgumentException("""
                    The nominal participation (%s) must lie in (0, 1].
                    Maybe it is in percent.""".formatted(nominal));
        }
        if (gridPoints < 1 || !(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "There must be gridPoints (%d), and a tolerance (%s) in (0, 1).".formatted(gridPoints,
                            tolerance));
        }
    }

    /// Four deviations each way, α to 2.5e-4.
    ///
    /// @param nominal `γ̄`: expected participation, in (0, 1]
    public InformationGap(double nominal) {
        this(nominal, 4, 2.5e-4);
    }

    /// {@return the radius for one allowed increase of the cost}
    ///
    /// @param cost `f`
    /// @param beta `β`: allowed increase, non-negative
    /// @throws IllegalArgumentException if the expected participation has no schedule, or β is negative
    public RobustRadius radius(ParticipationCost cost, double beta) {
        KnownCosts known = new KnownCosts(cost);
        return within(known, beta, budgetCents(known.cents(nominal), beta));
    }

    /// {@return the most that the day may cost (¢)}
    static double budgetCents(double baseCents, double beta) {
        if (!(baseCents < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The expected participation has no feasible schedule, so there is no cost to compare with.");
        }
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The beta (%s) must be non-negative and finite.".formatted(beta));
        }
        return baseCents + beta * Math.abs(baseCents);
    }

    RobustRadius within(KnownCosts cost, double beta, double budgetCents) {
        if (cost.cents(nominal) > budgetCents) {
            return radius(cost, beta, 0, budgetCents, RobustRadius.Bound.OVER_BUDGET);
        }
        double allowed = 0;
        for (int i = 1; i <= gridPoints; i++) {
            double alpha = (double) i / gridPoints;
            boolean below = cost.cents(least(alpha)) > budgetCents;
            boolean above = cost.cents(most(alpha)) > budgetCents;
            if (below || above) {
                double edge = bisected(cost, budgetCents, allowed, alpha, below, above);
                return radius(cost, beta, edge, budgetCents, RobustRadius.Bound.COST);
            }
            allowed = alpha;
        }
        return radius(cost, beta, 1, budgetCents, RobustRadius.Bound.WHOLE_RANGE);
    }

    /// The sides that cost too much at the far end are followed; the other is looked at where the search ends, and followed too
    /// if it costs too much there.
    private double bisected(KnownCosts cost, double budgetCents, double allowed, double forbidden,
            boolean below, boolean above) {
        double low = allowed;
        double high = forbidden;
        while (high - low > tolerance) {
            double middle = (low + high) / 2;
            boolean tooDear = (below && cost.cents(least(middle)) > budgetCents)
                    || (above && cost.cents(most(middle)) > budgetCents);
            if (tooDear) {
                high = middle;
            } else {
                low = middle;
            }
        }
        boolean unseen = cost.cents(least(low)) > budgetCents || cost.cents(most(low)) > budgetCents;
        return unseen ? bisected(cost, budgetCents, allowed, low, true, true) : low;
    }

    private RobustRadius radius(KnownCosts cost, double beta, double alpha, double budgetCents,
            RobustRadius.Bound bound) {
        var worst = cost.worst(least(alpha), most(alpha));
        return new RobustRadius(beta, alpha, nominal, cost.cents(nominal), budgetCents, worst.getValue(),
                worst.getKey(), bound);
    }

    private double least(double alpha) {
        return nominal * (1 - alpha);
    }

    private double most(double alpha) {
        return Math.min(1, nominal * (1 + alpha));
    }
}
