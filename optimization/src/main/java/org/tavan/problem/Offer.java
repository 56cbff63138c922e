package org.tavan.problem;

import org.tavan.conic.Profile;

/// Someone outside the problem with whom a member may trade at a posted price: a neighbour of another community, or one whose data this
/// planner is not to see.
///
/// Taking `x` kW on balance (negative: giving) costs, per hour,
///
/// `c x + f x⁺ + γ x² + σ/2 (x − target)²`
///
/// The last term draws the trade to a target; it is the proximal term of the alternating direction method of multipliers, and 0 where nothing
/// is negotiated. Such a trade is not part of the limits of the community's connection or of the import that its peak counts.
///
/// @param id unique among the offers of its member
/// @param leastKw least net take, per interval (kW), `−∞` for no limit
/// @param mostKw most net take, per interval (kW), not below `leastKw`, `+∞` for no limit
/// @param centsPerKwh `c`: price of what is taken, and paid for what is given (¢/kWh)
/// @param feeCentsPerKwh `f`: fee on what is taken (¢/kWh), non-negative
/// @param wearCents `γ`: quadratic cost of the trade (¢ per kW² and hour), non-negative
/// @param targetKw net take that suits the other side, per interval (kW)
/// @param stiffness `σ` (¢ per kW² and hour), non-negative
public record Offer(String id, Profile leastKw, Profile mostKw, Profile centsPerKwh, double feeCentsPerKwh,
        double wearCents, Profile targetKw, double stiffness) {

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a limit is not a number, limits cross, or another number is not finite or negative
    public Offer {
        int intervals = centsPerKwh.length();
        ProblemChecks.finite("centsPerKwh of %s".formatted(id), centsPerKwh);
        ProblemChecks.finite("targetKw of %s".formatted(id), targetKw);
        ProblemChecks.length("targetKw of %s".formatted(id), targetKw, intervals);
        ProblemChecks.length("leastKw of %s".formatted(id), leastKw, intervals);
        ProblemChecks.length("mostKw of %s".formatted(id), mostKw, intervals);
        for (int t = 0; t < intervals; t++) {
            if (!(leastKw.get(t) <= mostKw.get(t) && leastKw.get(t) < Double.POSITIVE_INFINITY
                    && mostKw.get(t) > Double.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("""
                        The leastKw of %s in interval %d (%s) must not exceed its mostKw (%s).
                        Maybe what may be given was entered as a positive number.""".formatted(id, t,
                        leastKw.get(t), mostKw.get(t)));
            }
        }
        requireNonNegative("feeCentsPerKwh", feeCentsPerKwh, id);
        requireNonNegative("wearCents", wearCents, id);
        requireNonNegative("stiffness", stiffness, id);
    }

    /// An offer to sell and to buy at posted prices, with nothing to be negotiated.
    public Offer(String id, Profile leastKw, Profile mostKw, Profile centsPerKwh, double feeCentsPerKwh,
            double wearCents) {
        this(id, leastKw, mostKw, centsPerKwh, feeCentsPerKwh, wearCents,
                Profile.of(new double[centsPerKwh.length()]), 0);
    }

    private static void requireNonNegative(String name, double value, String id) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The %s of %s (%s) must be non-negative and finite.".formatted(name, id, value));
        }
    }

    /// {@return the number of intervals}
    public int intervals() {
        return centsPerKwh.length();
    }

    /// {@return what it costs to take so much on balance (¢ per hour)}
    public double centsPerHour(double netKw, int t) {
        double apart = netKw - targetKw.get(t);
        return centsPerKwh.get(t) * netKw + feeCentsPerKwh * Math.max(0, netKw) + wearCents * netKw * netKw
                + 0.5 * stiffness * apart * apart;
    }
}
