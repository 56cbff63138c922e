package org.tavan.dro;

import java.util.Arrays;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.EnergyPrices;
import org.tavan.problem.Member;

/// A member's exchange with the grid: `p` (import positive) or, once it is committed, `r`. What is committed is a constant.
final class ExchangeProgram {
    private final Member member;
    private final int[] dayAhead;
    final PlannedExchange planned;

    ExchangeProgram(RoundProgram round, Member member, EnergyPrices prices, double stepHours) {
        this.member = member;
        dayAhead = new int[prices.intervals()];
        Arrays.fill(dayAhead, CommunityProgram.NONE);
        if (member.commitment() != null) {
            planned = PlannedExchange.in(round, member, prices, stepHours);
            return;
        }
        planned = PlannedExchange.none(dayAhead.length);
        GridLimits grid = member.grid();
        for (int t = 0; t < dayAhead.length; t++) {
            dayAhead[t] = round.within(stepHours * prices.dayAheadCentsPerKwh().get(t),
                    new Bound(-grid.exportMaxKw(), new Limit("exportMaxKw", member.id(), t), false),
                    new Bound(grid.importMaxKw(), new Limit("importMaxKw", member.id(), t), false));
        }
    }

    /// Writes the prices of an interval into a program (¢/kWh).
    void writePrices(ConicWorkspace workspace, int t, double stepHours, double dayAheadCents, double buyCents,
            double sellCents) {
        if (dayAhead[t] != CommunityProgram.NONE) {
            workspace.setLinearCost(dayAhead[t], stepHours * dayAheadCents);
        }
        planned.writePrices(workspace, t, stepHours * buyCents, stepHours * sellCents);
    }

    /// Guesses which of its limits hold with equality: all is bought where that earns, and what is needed where it costs.
    ///
    /// @param cents what a kW is worth in each interval (¢); becomes 0 where all is bought
    /// @return whether there are no others
    boolean guess(ActiveGuess guess, double[] cents) {
        if (member.commitment() != null) {
            return false;
        }
        for (int t = 0; t < cents.length; t++) {
            if (cents[t] <= 0) {
                guess.addUpper(dayAhead[t]);
                cents[t] = 0;
            }
        }
        return true;
    }

    /// {@return whether so much can be exchanged (kW)}
    boolean allows(double kw) {
        return -member.grid().exportMaxKw() < kw && kw < member.grid().importMaxKw();
    }

    /// {@return `p` where a solve ended, or what is committed (kW)}
    double dayAheadKw(ConicWorkspace workspace, int t) {
        return dayAhead[t] == CommunityProgram.NONE
                ? committedKw(t)
                : withinGrid(workspace.value(dayAhead[t]));
    }

    private double withinGrid(double kw) {
        return Math.clamp(kw, -member.grid().exportMaxKw(), member.grid().importMaxKw());
    }

    /// {@return `r` where a solve ended (kW)}
    double plannedKw(ConicWorkspace workspace, int t) {
        return planned.kw(workspace, t, member.realTime());
    }

    /// Adds `coefficient · (p + r)` to a row, without what is committed.
    void addTo(RowBuilder row, int t, double coefficient) {
        addDayAhead(row, t, coefficient);
        planned.addTo(row, t, coefficient);
    }

    /// Adds `coefficient · p` to a row, unless it is committed.
    void addDayAhead(RowBuilder row, int t, double coefficient) {
        row.add(dayAhead[t], coefficient);
    }

    /// {@return what is committed (kW), import positive}
    double committedKw(int t) {
        return member.commitment() == null ? 0 : CommunityModel.committedKw(member.commitment(), t);
    }

    /// {@return `p` at a point, or what is committed (kW)}
    double dayAheadKw(Solution solution, int t) {
        return member.commitment() != null
                ? committedKw(t)
                : withinGrid(solution.value(dayAhead[t]));
    }

    /// {@return `r` at a point (kW)}
    double plannedKw(Solution solution, int t) {
        return planned.kw(solution, t, member.realTime());
    }

    /// {@return how much `p` changes along a direction (kW)}
    double dayAheadAlong(double[] direction, int t) {
        return dayAhead[t] == CommunityProgram.NONE ? 0 : direction[dayAhead[t]];
    }
}
