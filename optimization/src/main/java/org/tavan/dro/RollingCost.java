package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Solution;

/// The cost of `BoxCost` with a fixed number of pieces an interval, so that a program keeps its pattern while samples and prices move: a piece
/// is kept as the ratio `λ/Q` at which it is the active one, which moves with them, and a point that violates a piece has it take the place
/// of the one it needs least.
///
/// Any pieces give a lower bound on the cost; two at one place would be equations that depend on each other, so one of them stands back by
/// `IDLE_CENTS` and holds nothing.
final class RollingCost implements DiagonalCost {
    /// Pieces an interval.
    private static final int PIECES = 3;
    private static final double VIOLATION_TOLERANCE_CENTS = 1e-9;
    private static final double GAIN_MAX_KW = 1e6;
    private static final double IDLE_CENTS = 1;
    /// Beyond the last step that gains most, whatever rounding made of equal ones.
    private static final double FIRST = 1 - 1e-9;

    private final SampleWindow window;
    private final double stepHours;
    private final double radiusMax;
    private final BoxMoves moves;
    private double radius;
    /// The ratio of each piece, as a share of the largest slope.
    private final double[][] ratio;
    private final int[][] piece;
    private final int[][] row;
    private final int[] excess;
    private int[] gain = {};
    private int lambda;

    RollingCost(SampleWindow window, double stepHours, double radiusMax) {
        this.window = window;
        this.stepHours = stepHours;
        this.radiusMax = radiusMax;
        int intervals = window.intervals();
        RealTimeMoves[] each = new RealTimeMoves[intervals];
        Arrays.setAll(each, _ -> new RealTimeMoves(window.count()));
        moves = new BoxMoves(each);
        ratio = new double[intervals][PIECES];
        piece = new int[intervals][PIECES];
        row = new int[intervals][PIECES];
        excess = new int[intervals];
    }

    /// Takes over the samples of the window and prices (¢/kWh).
    void update(double[] buyCents, double[] sellCents) {
        radius = Math.min(radiusMax, window.diameter());
        for (int t = 0; t < excess.length; t++) {
            moves.at(t)
                    .fill(window.column(t), window.weights(), window.low(t), window.high(t), stepHours,
                            buyCents[t], sellCents[t]);
        }
    }

    /// {@return `ρ`, no more than reaches across the box}
    double radius() {
        return radius;
    }

    @Override
    public double base(int t) {
        return moves.at(t).base;
    }

    /// As in `BoxCost`.
    @Override
    public void expect(double[] gainMaxKw, double[] likely) {
        double guess = moves.lambda(likely, radius);
        for (int t = 0; t < likely.length; t++) {
            double most = moves.at(t).slopeMax() * likely[t];
            ratio[t][0] = FIRST;
            ratio[t][1] = 0;
            ratio[t][2] = most > 0 ? Math.min(FIRST, guess / most) : 0.5;
        }
    }

    @Override
    public void addTo(ConicProgram.Builder program, int[] gainVariables) {
        gain = gainVariables;
        lambda = program.addVariable(radius, 0, 1);
        for (int t = 0; t < gain.length; t++) {
            excess[t] = program.addVariable(1, 0, Double.POSITIVE_INFINITY);
            int[] worst = {excess[t], gain[t], lambda};
            for (int k = 0; k < PIECES; k++) {
                row[t][k] = program.addGreaterOrEqual(worst, new double[]{1, -1, 1}, 0);
            }
        }
    }

    /// Writes the numbers into the program added last.
    ///
    /// @param member whose gains are limited
    void write(ConicWorkspace workspace, DiagonalProgram member) {
        double lambdaMax = 1;
        for (int t = 0; t < gain.length; t++) {
            lambdaMax = Math.max(lambdaMax,
                    moves.at(t).slopeMax() * Math.min(member.gainMaxKwAt(t), GAIN_MAX_KW));
            for (int k = 0; k < PIECES; k++) {
                piece[t][k] = moves.at(t).piece(ratio[t][k] * moves.at(t).slopeMax(), piece[t][k]);
            }
            writePieces(workspace, t);
        }
        workspace.setLinearCost(lambda, radius);
        workspace.setBounds(lambda, 0, lambdaMax);
    }

    private void writePieces(ConicWorkspace workspace, int t) {
        for (int k = 0; k < PIECES; k++) {
            workspace.setCoefficient(row[t][k], gain[t], -moves.at(t).gain(piece[t][k]));
            workspace.setCoefficient(row[t][k], lambda, moves.at(t).distance(piece[t][k]));
            workspace.setRightSide(row[t][k], isIdle(t, k) ? -IDLE_CENTS : 0);
        }
    }

    /// Nobody moves in piece 0, which the bound of the excess says already.
    private boolean isIdle(int t, int k) {
        boolean idle = piece[t][k] == 0;
        for (int other = 0; other < k; other++) {
            idle |= piece[t][other] == piece[t][k];
        }
        return idle;
    }

    /// {@return how much the worst case costs beyond what a point of the program pays for it (¢), at the point's own `λ`: an upper bound}
    double missingCents(ConicWorkspace point) {
        double sum = 0;
        double lambdaNow = Math.max(0, point.value(lambda));
        for (int t = 0; t < gain.length; t++) {
            sum += Math.max(0, missingCents(point, lambdaNow, t));
        }
        return sum;
    }

    private double missingCents(ConicWorkspace point, double lambdaNow, int t) {
        return moves.at(t).adversaryGain(Math.max(0, point.value(gain[t])), lambdaNow)
                - point.value(excess[t]);
    }

    /// Puts a piece that the point violates in the place of the one that it needs least, in each interval where there is one.
    ///
    /// @return whether there was any
    boolean refine(ConicWorkspace point) {
        double lambdaNow = Math.max(0, point.value(lambda));
        boolean any = false;
        for (int t = 0; t < gain.length; t++) {
            if (missingCents(point, lambdaNow, t) > VIOLATION_TOLERANCE_CENTS) {
                double now = lambdaNow / point.value(gain[t]);
                int k = leastNeeded(point, lambdaNow, t);
                ratio[t][k] = Math.min(FIRST, now / moves.at(t).slopeMax());
                piece[t][k] = moves.at(t).piece(now);
                writePieces(point, t);
                any = true;
            }
        }
        return any;
    }

    private int leastNeeded(ConicWorkspace point, double lambdaNow, int t) {
        int least = 0;
        double leastCents = Double.POSITIVE_INFINITY;
        for (int k = 0; k < PIECES; k++) {
            double cents = isIdle(t, k)
                    ? Double.NEGATIVE_INFINITY
                    : moves.at(t).gain(piece[t][k]) * point.value(gain[t])
                            - moves.at(t).distance(piece[t][k]) * lambdaNow;
            if (cents < leastCents) {
                leastCents = cents;
                least = k;
            }
        }
        return least;
    }

    /// Its program is refined in place, by the planner that has it.
    @Override
    public boolean refine(Solution solution, double[] gainKw) {
        return false;
    }

    @Override
    public double cents(double[] gainKw) {
        return moves.cents(gainKw, radius);
    }
}
