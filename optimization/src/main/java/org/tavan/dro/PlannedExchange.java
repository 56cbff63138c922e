package org.tavan.dro;

import java.util.Arrays;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.EnergyPrices;
import org.tavan.problem.Member;

/// The variables of a member's planned real-time exchange `r`, import positive, once its day-ahead exchange is committed: what
/// the day needs beyond the commitment for certain, such as the energy that a battery turned out not to have.
///
/// It is paid at the real-time price by itself: `φ(r) + φ(Qξ) ≥ φ(r + Qξ)` for `φ(q) = c⁺q⁺ − c⁻q⁻`, so the cost is an upper bound, and exact
/// where both have the same sign.
///
/// Departs from the paper: its rule has no constant, so whatever moves after the gate could only be left short.
final class PlannedExchange {
    private final int[] buy;
    private final int[] sell;

    private PlannedExchange(int intervals) {
        buy = new int[intervals];
        sell = new int[intervals];
        Arrays.fill(buy, CommunityProgram.NONE);
        Arrays.fill(sell, CommunityProgram.NONE);
    }

    /// Nothing is planned: the day-ahead market is still open.
    static PlannedExchange none(int intervals) {
        return new PlannedExchange(intervals);
    }

    static PlannedExchange in(RoundProgram round, Member member, EnergyPrices prices, double stepHours) {
        var planned = new PlannedExchange(prices.intervals());
        Bound imports = new Bound(member.realTime().importMaxKw(), importLimit(member.id()), false);
        Bound exports = new Bound(member.realTime().exportMaxKw(), exportLimit(member.id()), false);
        for (int t = 0; t < planned.buy.length; t++) {
            planned.buy[t] = round.upTo(stepHours * prices.realTimeBuyCentsPerKwh().get(t), imports);
            planned.sell[t] = round.upTo(-stepHours * prices.realTimeSellCentsPerKwh().get(t), exports);
        }
        return planned;
    }

    /// {@return the name of the limit of a member's real-time import, which its rule has as well}
    static Limit importLimit(String memberId) {
        return new Limit("realTimeImportMaxKw", memberId, Limit.ALWAYS);
    }

    /// {@return the name of the limit of a member's real-time export, which its rule has as well}
    static Limit exportLimit(String memberId) {
        return new Limit("realTimeExportMaxKw", memberId, Limit.ALWAYS);
    }

    /// Adds `coefficient · r[t]` to a row.
    void addTo(RowBuilder row, int t, double coefficient) {
        row.add(buy[t], coefficient).add(sell[t], -coefficient);
    }

    /// {@return whether there is anything to plan}
    boolean isNone() {
        return buy[0] == CommunityProgram.NONE;
    }

    /// Writes other prices of an interval into a program (¢ per kW).
    void writePrices(ConicWorkspace workspace, int t, double buyCents, double sellCents) {
        if (!isNone()) {
            workspace.setLinearCost(buy[t], buyCents);
            workspace.setLinearCost(sell[t], -sellCents);
        }
    }

    /// {@return `r` at a point, within the limits (kW)}
    double kw(Solution solution, int t, GridLimits realTime) {
        return isNone() ? 0 : within(solution.value(buy[t]) - solution.value(sell[t]), realTime);
    }

    /// {@return `r` where a solve ended, within the limits (kW)}
    double kw(ConicWorkspace workspace, int t, GridLimits realTime) {
        return isNone() ? 0 : within(workspace.value(buy[t]) - workspace.value(sell[t]), realTime);
    }

    private static double within(double kw, GridLimits realTime) {
        return Math.clamp(kw, -realTime.exportMaxKw(), realTime.importMaxKw());
    }
}
