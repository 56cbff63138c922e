package org.tavan.igdt;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;

/// The radius over allowed increase and limit of the loss-of-load probability: the paper's figures 11 to 13.
///
/// @param betas `β`, in the order of the rows
/// @param lolpLimits limits, in the order within a row
/// @param base which cost β counts from
/// @param radii row-major
/// @param solves inner problems solved
public record RadiusTable(Profile betas, Profile lolpLimits, Base base, List<RobustRadius> radii,
        int solves) {

    /// Which cost β counts from.
    public enum Base {
        /// The loosest limit's: one budget for all limits. A tighter limit then costs more within the same budget, so the radius
        /// shrinks with it: what the paper observes.
        LOOSEST_LIMIT,
        /// Each limit's own. A tighter limit raises the budget along with the cost, so the radius may go either way.
        OWN_LIMIT
    }

    /// Copies.
    ///
    /// @throws IllegalArgumentException if the radii do not fill the table
    public RadiusTable {
        radii = List.copyOf(radii);
        if (radii.size() != betas.length() * lolpLimits.length()) {
            throw new IllegalArgumentException("A table of %d × %d needs as many radii, not %d.".formatted(
                    betas.length(), lolpLimits.length(), radii.size()));
        }
    }

    /// {@return the table}
    ///
    /// @param gap expected participation and accuracy
    /// @param cost `f` under each limit
    /// @param betas `β`, non-negative
    /// @param lolpLimits limits, in [0, 1]
    /// @param base which cost β counts from
    /// @throws IllegalArgumentException if there is no row or column, a value is out of range, or a base has no schedule
    public static RadiusTable of(InformationGap gap, LimitedCost cost, Profile betas, Profile lolpLimits,
            Base base) {
        if (betas.length() == 0 || lolpLimits.length() == 0) {
            throw new IllegalArgumentException(
                    "A table needs a beta and a limit of the loss-of-load probability.");
        }
        List<KnownCosts> known = new ArrayList<>();
        int loosest = 0;
        for (int l = 0; l < lolpLimits.length(); l++) {
            double limit = lolpLimits.get(l);
            if (!(limit >= 0 && limit <= 1)) {
                throw new IllegalArgumentException(
                        "The limit %d of the loss-of-load probability (%s) must lie in [0, 1].".formatted(l,
                                limit));
            }
            loosest = limit > lolpLimits.get(loosest) ? l : loosest;
            known.add(new KnownCosts(participation -> cost.cents(participation, limit)));
        }
        List<RobustRadius> radii = new ArrayList<>();
        for (int b = 0; b < betas.length(); b++) {
            for (int l = 0; l < lolpLimits.length(); l++) {
                int from = switch (base) {
                    case LOOSEST_LIMIT -> loosest;
                    case OWN_LIMIT -> l;
                };
                double budgetCents = InformationGap.budgetCents(known.get(from).cents(gap.nominal()),
                        betas.get(b));
                radii.add(gap.within(known.get(l), betas.get(b), budgetCents));
            }
        }
        return new RadiusTable(betas, lolpLimits, base, radii,
                known.stream().mapToInt(KnownCosts::solves).sum());
    }

    /// {@return the radius}
    ///
    /// @param beta row
    /// @param limit column
    public RobustRadius get(int beta, int limit) {
        return radii.get(beta * lolpLimits.length() + limit);
    }
}
