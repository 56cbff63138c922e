package org.tavan.dro;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;

/// One round's program while devices add their variables and rows to it. It knows which limit of the input each bound and row stands
/// for, and puts a penalty on limits that may be missed.
final class RoundProgram {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// A bound with the limit it stands for.
    ///
    /// @param relaxable whether a relaxed program may miss it
    record Bound(double value, Limit limit, boolean relaxable) {}

    /// What a limit is missed by.
    private record Slacked(Limit limit, int variable, double cents) {}

    /// A suspected limit that is a row, with its penalty.
    private record SuspectRow(Limit limit, int row) {}

    /// Penalties, in shortages: of suspects, and of all other limits while there are suspects.
    private static final double SUSPECT_PENALTY = 10;
    private static final double OTHER_PENALTY = 0.02;
    /// Misses of the suspects, all together, from which on they count as being in conflict: kW or kWh, and times what rows are off by, which grows
    /// with the quantities.
    private static final double CONFLICT_LEAST = 1e-5;
    private static final double CONFLICT_LEAST_RESIDUALS = 1e3;
    /// Share of the penalty from which on the shadow price of a suspect says that it takes part.
    private static final double PART_LEAST = 1e-3;

    final ConicProgram.Builder builder = ConicProgram.builder();
    final CommunityProgram.Options options;
    private final boolean named;
    /// What a missing kWh of supply costs (¢).
    final double shortageCentsPerKwh;
    private final List<Slacked> slacks = new ArrayList<>();
    private final List<SuspectRow> suspectRows = new ArrayList<>();
    private final LimitNames variableNames = new LimitNames();
    private final LimitNames rowNames = new LimitNames();

    /// @param named whether to remember what bounds and rows stand for
    RoundProgram(CommunityProgram.Options options, double shortageCentsPerKwh, boolean named) {
        this.named = named;
        this.options = options;
        this.shortageCentsPerKwh = shortageCentsPerKwh;
    }

    /// Adds a variable whose bounds are in the nature of things.
    int variable(double cents, double low, double high) {
        return variable(cents, low, high, null, null);
    }

    private int variable(double cents, double low, double high, @Nullable Limit lowLimit,
            @Nullable Limit highLimit) {
        int variable = builder.addVariable(cents, low, high);
        if (named) {
            variableNames.put(variable, lowLimit, highLimit);
        }
        return variable;
    }

    /// Adds a variable from 0 up to a limit.
    int upTo(double cents, Bound high) {
        boolean soft = isSoft(high);
        int variable = variable(cents, 0, soft ? INFINITY : high.value, null, high.limit);
        if (soft) {
            atMost(new RowBuilder().add(variable, 1), high, 10 * shortageCentsPerKwh);
        }
        return variable;
    }

    /// Adds a variable between limits.
    int within(double cents, Bound low, Bound high) {
        boolean softLow = isSoft(low);
        boolean softHigh = isSoft(high);
        int variable = variable(cents, softLow ? -INFINITY : low.value, softHigh ? INFINITY : high.value,
                low.limit, high.limit);
        if (softLow) {
            atLeast(new RowBuilder().add(variable, 1), low, 10 * shortageCentsPerKwh);
        }
        if (softHigh) {
            atMost(new RowBuilder().add(variable, 1), high, 10 * shortageCentsPerKwh);
        }
        return variable;
    }

    /// Adds a variable from 0 up to a limit that is drawn to its value in the plan in force.
    ///
    /// @param squareCents cost of its square (¢), apart from the nearness
    /// @param previousKw null where there is no plan in force
    int near(Bound high, double squareCents, @Nullable Profile previousKw, int t) {
        double weight = previousKw == null ? 0 : options.nearness();
        int variable = upTo(previousKw == null ? 0 : -2 * weight * previousKw.get(t), high);
        builder.addQuadraticCost(variable, squareCents + weight);
        return variable;
    }

    /// Adds an equality.
    ///
    /// @param limit what it stands for; null where it is in the nature of things
    int equal(RowBuilder row, double value, @Nullable Limit limit) {
        int handle = builder.addEquality(row.variables(), row.coefficients(), value);
        name(handle, limit, null);
        return handle;
    }

    /// Adds `row ≤ high`, which is in the nature of things.
    void atMost(RowBuilder row, double high) {
        name(builder.addLessOrEqual(row.variables(), row.coefficients(), high), null, null);
    }

    /// Adds `row ≤ high`, with a slack where it may be missed at a penalty.
    void atMost(RowBuilder row, Bound high, double slackCents) {
        row.add(isSoft(high) ? slack(high.limit, slackCents) : CommunityProgram.NONE, -1);
        int handle = builder.addLessOrEqual(row.variables(), row.coefficients(), high.value);
        name(handle, null, high.limit);
    }

    /// Adds `row ≥ low`, with a slack where it may be missed at a penalty.
    void atLeast(RowBuilder row, Bound low, double slackCents) {
        row.add(isSoft(low) ? slack(low.limit, slackCents) : CommunityProgram.NONE, 1);
        int handle = builder.addGreaterOrEqual(row.variables(), row.coefficients(), low.value);
        name(handle, low.limit, null);
    }

    private boolean isSoft(Bound bound) {
        return Double.isFinite(bound.value) && options.softens(bound.relaxable);
    }

    /// Adds what a limit is missed by, at a penalty.
    int slack(Limit limit, double plannedCents) {
        double cents = options.suspects() == null
                ? plannedCents
                : shortageCentsPerKwh * (isSuspect(limit) ? SUSPECT_PENALTY : OTHER_PENALTY);
        int slack = variable(cents, 0, INFINITY);
        slacks.add(new Slacked(limit, slack, cents));
        return slack;
    }

    private boolean isSuspect(@Nullable Limit limit) {
        return limit != null && options.suspects() != null && options.suspects().contains(limit);
    }

    private void name(int row, @Nullable Limit low, @Nullable Limit high) {
        if (named) {
            rowNames.put(row, low, high);
        }
        Limit limit = low == null ? high : low;
        if (limit != null && isSuspect(limit)) {
            suspectRows.add(new SuspectRow(limit, row));
        }
    }

    /// What is added to the builder from here on, other than by this class, is the rule of a member.
    void beginRule(String memberId) {
        variableNames.beginRule(memberId);
        rowNames.beginRule(memberId);
    }

    /// {@return what the slacks of a point cost (¢)}
    double penaltyCents(Solution solution) {
        double sum = 0;
        for (Slacked slack : slacks) {
            sum += slack.cents * Math.max(0, solution.value(slack.variable));
        }
        return sum;
    }

    /// {@return those of the suspects that conflict at an optimum; empty if they do not}
    ///
    /// Penalties are exact: the suspects conflict if they are missed although every other limit could be missed for far less. A suspect without a
    /// shadow price changes nothing by going away, so it takes no part; those of a rule have none that is known.
    Set<Limit> conflict(Solution solution) {
        double missed = 0;
        for (Slacked slack : slacks) {
            missed += isSuspect(slack.limit) ? Math.max(0, solution.value(slack.variable)) : 0;
        }
        Set<Limit> suspects = options.suspects();
        double least = Math.max(CONFLICT_LEAST, CONFLICT_LEAST_RESIDUALS * solution.residuals().primal());
        if (suspects == null || missed < least) {
            return Set.of();
        }
        double priceLeast = PART_LEAST * SUSPECT_PENALTY * shortageCentsPerKwh;
        Set<Limit> conflict = new LinkedHashSet<>(suspects);
        suspectRows.forEach(suspect -> conflict.remove(suspect.limit));
        for (SuspectRow suspect : suspectRows) {
            if (Math.abs(solution.dual(suspect.row)) > priceLeast) {
                conflict.add(suspect.limit);
            }
        }
        return conflict;
    }

    /// {@return the limits that take part in a proof that there is no feasible point; for a rule those of its member's real-time exchange}
    Set<Limit> limits(SolveOutcome.PrimalInfeasible proof) {
        Set<Limit> limits = new LinkedHashSet<>();
        Set<String> rules = new TreeSet<>();
        rowNames.collect(proof.rowHandles(), limits, rules);
        variableNames.collect(proof.variables(), limits, rules);
        for (String memberId : rules) {
            limits.add(PlannedExchange.importLimit(memberId));
            limits.add(PlannedExchange.exportLimit(memberId));
        }
        return limits;
    }
}
