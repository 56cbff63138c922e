package org.tavan.dro;

import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.DemandCharge;

/// The demand charge on a sum of imports, a member's or all members': `a ≥ p[t] + r[t] − reached` for every interval, `a ≥ 0`, at its
/// price, and the limit. A charge on sample days is that of `MeteredDays`; only its limit is here. What is committed already is not
/// judged again: where it is beyond the limit, it is the limit.
///
/// In a relaxed program the limit may be missed, for less than a shortage costs.
final class PeakProgram {
    private static final double MISSED_SHARE = 0.1;

    private final RoundProgram round;
    private final DemandCharge charge;
    private final String owner;
    private final double stepHours;
    private final int above;

    PeakProgram(RoundProgram round, DemandCharge charge, String owner, double stepHours) {
        this.round = round;
        this.charge = charge;
        this.owner = owner;
        this.stepHours = stepHours;
        above = charge.centsPerKw() > 0 && !charge.isMetered()
                ? round.variable(charge.centsPerKw(), 0, Double.POSITIVE_INFINITY)
                : CommunityProgram.NONE;
    }

    /// Adds the rows of an interval.
    ///
    /// @param imports all that is imported beside what is committed; becomes its own
    void add(RowBuilder imports, int t, double committedKw) {
        if (charge.limitKw() < Double.POSITIVE_INFINITY) {
            Bound limit = new Bound(Math.max(0, charge.limitKw() - committedKw),
                    new Limit("limitKw of the demand charge", owner, t), true);
            round.atMost(imports.copy(), limit, MISSED_SHARE * stepHours * round.shortageCentsPerKwh);
        }
        if (above != CommunityProgram.NONE) {
            round.atMost(imports.add(above, -1), charge.reachedKw() - committedKw);
        }
    }
}
