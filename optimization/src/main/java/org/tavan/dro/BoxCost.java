package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.uncertainty.WassersteinBall;

/// The expected cost in a box by the 1-norm: `λρ + Σ_t G_t(Q_t, λ)` with one `λ` for all intervals; pieces of `G` (see `RealTimeMoves`) as
/// they are needed, a few of them from the start, so that a second round is rare and leaves the sparsity pattern as it is.
final class BoxCost implements DiagonalCost {
    private static final double VIOLATION_TOLERANCE_CENTS = 1e-9;
    private static final double GAIN_MAX_KW = 1e6;
    /// Pieces an interval has from the start, if there are as many: always the same number, so that programs of one kind have one pattern.
    private static final int PIECES = 3;

    private final double radius;
    private final BoxMoves moves;
    /// Per interval the pieces so far.
    private final List<NavigableSet<Integer>> pieces = new ArrayList<>();
    private double lambdaMax;
    /// A plan is asked for its cost more than once.
    private double[] lastGainKw = {};
    private double lastCents;
    private int lambda;
    private final int[] excess;
    private final int[][] row;

    BoxCost(WassersteinBall ball, double stepHours, EnergyPrices prices) {
        radius = ball.radius();
        excess = new int[prices.intervals()];
        row = new int[excess.length][];
        moves = new BoxMoves(RealTimeMoves.of(ball, stepHours, prices));
    }

    @Override
    public double base(int t) {
        return moves.at(t).base;
    }

    /// The pieces after the first group of equal steps, at the end, and where λ would be if the rule took all it may.
    @Override
    public void expect(double[] gainMaxKw, double[] likely) {
        double guess = moves.lambda(likely, radius);
        for (int t = 0; t < likely.length; t++) {
            lambdaMax = Math.max(lambdaMax, moves.at(t).slopeMax() * Math.min(gainMaxKw[t], GAIN_MAX_KW));
            int first = moves.at(t).piece(moves.at(t).slopeMax() * (1 - 1e-9));
            int guessed = likely[t] > 0 ? moves.at(t).piece(guess / likely[t]) : 0;
            pieces.add(few(first, guessed, moves.at(t).steps()));
        }
    }

    /// With neighbours of the guess where some of the pieces are the same.
    private static NavigableSet<Integer> few(int first, int guessed, int last) {
        // Nobody moves in piece 0, which the bound of the excess says already.
        int middle = Math.clamp(guessed, Math.min(1, last), last);
        NavigableSet<Integer> few = new TreeSet<>(List.of(first, middle, last));
        for (int k = 1; few.size() < Math.min(PIECES, last); k++) {
            few.add(Math.min(middle + k, last));
            if (few.size() < PIECES) {
                few.add(Math.max(middle - k, 1));
            }
        }
        return few;
    }

    @Override
    public void addTo(ConicProgram.Builder program, int[] gain) {
        lambda = program.addVariable(radius, 0, lambdaMax);
        for (int t = 0; t < gain.length; t++) {
            excess[t] = program.addVariable(1, 0, Double.POSITIVE_INFINITY);
            int[] worst = {excess[t], gain[t], lambda};
            row[t] = new int[pieces.get(t).size()];
            int k = 0;
            for (int piece : pieces.get(t)) {
                row[t][k++] = program.addGreaterOrEqual(worst,
                        new double[]{1, -moves.at(t).gain(piece), moves.at(t).distance(piece)}, 0);
            }
        }
    }

    /// Finds the best gains at given costs of the margin, and guesses from them which rows hold with equality.
    ///
    /// @param hours one an interval, without the pieces; become the best at `λ` or just above
    /// @param below the same
    void guess(ActiveGuess guess, GainSearch.Hour[] hours, GainSearch.Hour[] below) {
        for (int t = 0; t < hours.length; t++) {
            RealTimeMoves own = moves.at(t);
            hours[t].gain = pieces.get(t).stream().mapToDouble(own::gain).toArray();
            hours[t].distance = pieces.get(t).stream().mapToDouble(own::distance).toArray();
            below[t].gain = hours[t].gain;
            below[t].distance = hours[t].distance;
        }
        double best = GainSearch.solve(hours, below, radius, lambdaMax);
        if (best == 0) {
            guess.addLower(lambda);
        } else if (best == lambdaMax) {
            guess.addUpper(lambda);
        }
        for (int t = 0; t < hours.length; t++) {
            addPiece(guess, t, hours[t].piece);
            addPiece(guess, t, below[t].piece);
            if (hours[t].above >= 0) {
                addPiece(guess, t, hours[t].above);
            }
            if (below[t].above >= 0) {
                addPiece(guess, t, below[t].above);
            }
        }
    }

    private void addPiece(ActiveGuess guess, int t, int piece) {
        if (piece < 0) {
            guess.addLower(excess[t]);
        } else {
            guess.addRow(row[t][piece]);
        }
    }

    /// {@return whether `λ` is determined}
    boolean isGuessable() {
        return radius > 0;
    }

    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        boolean refined = false;
        double lambdaNow = Math.max(0, solution.value(lambda));
        for (int t = 0; t < gainKw.length; t++) {
            double needed = moves.at(t).adversaryGain(gainKw[t], lambdaNow);
            if (needed > solution.value(excess[t]) + VIOLATION_TOLERANCE_CENTS) {
                addAround(pieces.get(t), moves.at(t).piece(lambdaNow / gainKw[t]));
                refined = true;
            }
        }
        return refined;
    }

    /// Adds all pieces between the ones at hand on both sides of a new one: the next point is likely to be in their reach, and
    /// a row with three entries costs less than a round.
    private static void addAround(NavigableSet<Integer> present, int piece) {
        Integer below = present.lower(piece);
        Integer above = present.higher(piece);
        int last = above == null ? piece : above - 1;
        for (int k = below == null ? piece : below + 1; k <= last; k++) {
            present.add(k);
        }
    }

    @Override
    public double cents(double[] gainKw) {
        if (!Arrays.equals(gainKw, lastGainKw)) {
            lastCents = moves.cents(gainKw, radius);
            lastGainKw = gainKw.clone();
        }
        return lastCents;
    }
}
