package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.SolverSettings;

/// The linear program of `ScalingStep` in places that stay while its numbers change.
///
/// Each row of the constraint has a place for its worst sample without a `z`, and seats for the samples with a `z` that come before that one. A
/// seat is for one `z`, or in a roomy program for any, and there are more of both than needed at the time: so it fits other samples, too.
final class ScalingProgram {
    private static final SolverSettings SETTINGS = SolverSettings.defaults().withTolerances(1e-6, 1e-6);
    /// A scale stays within this factor of the one before, where prices and differences are still about right.
    private static final double FACTOR_MOST = 3;
    static final int NONE = CommunityProgram.NONE;
    /// In the place of one `z`.
    private static final int ANY = -2;
    /// Seats of a row in a roomy program; whoever finds none counts as one without a `z`, which is safe.
    private static final int SEATS_LEAST = 1;
    /// The right side of a row without effect.
    private static final double IDLE = -1;

    /// The rows of a sample, where it is and where it moves to the end of the box.
    ///
    /// @param excess its `z`, `ANY` or `NONE`
    /// @param move `NONE` where nothing moves
    private record Place(int excess, int stay, int move) {}

    private final JointTail tail;
    private final boolean roomy;
    private final int[] delta;
    /// `n = δm`, of no effect where a margin has no price.
    private final int[] scaledMargin;
    private final boolean[] priced;
    private final int sumRow;
    private final int tau;
    private final int lambda;
    private final int[] excess;
    private final int riskRow;
    /// `[row][seat]`, the place without a `z` first.
    private final Place[][] places;
    /// `λ ≥ δ|a|` of each row, where residuals may be anything.
    private final int[] steepRow;
    private final ConicWorkspace workspace;

    /// @param seats of each row the `z` of its seats, or `ANY` each
    private ScalingProgram(JointTail tail, int[][] seats, int excesses, boolean roomy) {
        this.tail = tail;
        this.roomy = roomy;
        ConicProgram.Builder program = ConicProgram.builder();
        delta = new int[seats.length];
        scaledMargin = new int[seats.length];
        priced = new boolean[seats.length];
        RowBuilder sum = new RowBuilder();
        for (int k = 0; k < delta.length; k++) {
            delta[k] = program.addVariable(0, 0, 1);
            scaledMargin[k] = program.addVariable(0);
            sum.add(delta[k], 1);
        }
        sumRow = program.addEquality(sum.variables(), sum.coefficients(), 0);
        tau = program.addVariable(0);
        lambda = tail.radius() > 0 ? program.addVariable(0, 0, Double.POSITIVE_INFINITY) : NONE;
        RowBuilder risk = new RowBuilder().add(tau, 1).add(lambda, 1);
        excess = new int[excesses];
        for (int z = 0; z < excesses; z++) {
            excess[z] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
            risk.add(excess[z], 1);
        }
        riskRow = program.addLessOrEqual(risk.variables(), risk.coefficients(), 0);
        places = new Place[seats.length][];
        for (int k = 0; k < places.length; k++) {
            places[k] = new Place[1 + seats[k].length];
            places[k][0] = addPlace(program, k, NONE);
            for (int seat = 0; seat < seats[k].length; seat++) {
                places[k][1 + seat] = addPlace(program, k, seats[k][seat]);
            }
        }
        steepRow = new int[tail.bounded() || lambda == NONE ? 0 : delta.length];
        for (int k = 0; k < steepRow.length; k++) {
            steepRow[k] = program.addGreaterOrEqual(new int[]{lambda, delta[k]}, new double[]{1, 0}, 0);
        }
        workspace = new ConicWorkspace(program.build());
    }

    private Place addPlace(ConicProgram.Builder program, int k, int z) {
        RowBuilder row = new RowBuilder().add(tau, 1).add(delta[k], 0).add(scaledMargin[k], 0);
        for (int any = 0; z != NONE && any < excess.length; any++) {
            row.add(z == ANY || z == any ? excess[any] : NONE, 1);
        }
        int stay = program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
        row.add(lambda, 1);
        return new Place(z, stay,
                tail.moves() ? program.addGreaterOrEqual(row.variables(), row.coefficients(), 0) : NONE);
    }

    /// {@return a program for some slopes and samples with a `z`}
    ///
    /// @param excessOf the `z` of each sample, or `NONE`
    /// @param excesses how many there are
    static ScalingProgram of(JointTail tail, double[] slope, int[] excessOf, int excesses) {
        int[][] seats = new int[slope.length][];
        for (int k = 0; k < seats.length; k++) {
            seats[k] = Arrays.stream(tail.largest(k, sign(slope[k])), 0, seated(tail, slope[k], excessOf, k))
                    .map(i -> excessOf[i])
                    .toArray();
        }
        return new ScalingProgram(tail, seats, excesses, false);
    }

    /// {@return a program with room for others: one more `z`, and some seats a row}
    static ScalingProgram roomy(JointTail tail, double[] slope, int[] excessOf, int excesses) {
        int[][] seats = new int[slope.length][];
        for (int k = 0; k < seats.length; k++) {
            seats[k] = new int[Math.max(SEATS_LEAST, seated(tail, slope[k], excessOf, k))];
            Arrays.fill(seats[k], ANY);
        }
        return new ScalingProgram(tail, seats, 1 + excesses, true);
    }

    private static int sign(double slope) {
        return slope < 0 ? -1 : 1;
    }

    /// {@return how many samples of a row come before the worst without a `z`}
    private static int seated(JointTail tail, double slope, int[] excessOf, int k) {
        int[] largest = tail.largest(k, sign(slope));
        int seated = 0;
        while (seated < largest.length && excessOf[largest[seated]] != NONE) {
            seated++;
        }
        return seated;
    }

    /// {@return whether it has room for some slopes and samples with a `z`}
    boolean fits(double[] slope, int[] excessOf, int excesses) {
        boolean fits = excesses <= excess.length && (lambda != NONE) == tail.radius() > 0;
        for (int k = 0; !roomy && fits && k < places.length; k++) {
            int seated = seated(tail, slope[k], excessOf, k);
            int[] largest = tail.largest(k, sign(slope[k]));
            fits = seated == places[k].length - 1;
            for (int seat = 0; fits && seat < seated; seat++) {
                fits = places[k][1 + seat].excess == excessOf[largest[seat]];
            }
        }
        return fits;
    }

    /// Solves it for some numbers, as `ScalingStep` says.
    ///
    /// @param price of each margin, not negative; if all are 0, the value is to become as low as can be
    /// @param excessOf the `z` of each sample, or `NONE`
    /// @return whether there is an optimum
    boolean solve(double[] slope, double[] margin, double[] scale, double[] price, int[] excessOf) {
        double cost = 0;
        double sum = 0;
        for (int k = 0; k < delta.length; k++) {
            double cents = price[k] / scale[k];
            cost += cents;
            sum += scale[k];
            workspace.setLinearCost(delta[k], -cents * margin[k]);
            workspace.setBounds(delta[k], scale[k] / FACTOR_MOST, scale[k] * FACTOR_MOST);
            workspace.setLinearCost(scaledMargin[k], cents);
        }
        workspace.setRightSide(sumRow, sum);
        writeRisk(cost > 0, excessOf);
        for (int k = 0; k < places.length; k++) {
            priced[k] = price[k] > 0;
            writePlaces(slope[k], priced[k] ? 0 : margin[k], k, excessOf);
        }
        for (int k = 0; k < steepRow.length; k++) {
            workspace.setCoefficient(steepRow[k], delta[k], -Math.abs(slope[k]));
        }
        return workspace.solve(SETTINGS) == ConicWorkspace.Status.SOLVED;
    }

    /// `(ρ/ε)λ + τ + (1/ε) Σ w_i z_i`: at most 0, or the cost.
    private void writeRisk(boolean isLimit, int[] excessOf) {
        writeRisk(tau, 1, isLimit);
        if (lambda != NONE) {
            writeRisk(lambda, tail.radius() / tail.epsilon(), isLimit);
        }
        for (int i = 0; i < excessOf.length; i++) {
            if (excessOf[i] != NONE) {
                writeRisk(excess[excessOf[i]], tail.weight(i) / tail.epsilon(), isLimit);
            }
        }
        workspace.setRightSide(riskRow, isLimit ? 0 : -IDLE);
    }

    private void writeRisk(int variable, double weight, boolean isLimit) {
        workspace.setLinearCost(variable, isLimit ? 0 : weight);
        workspace.setCoefficient(riskRow, variable, isLimit ? weight : 0);
    }

    /// The worst sample without a `z` at the place without, the others in their order; places left over are idle.
    private void writePlaces(double slope, double margin, int k, int[] excessOf) {
        int[] largest = tail.largest(k, sign(slope));
        int seated = Math.min(places[k].length - 1, seated(tail, slope, excessOf, k));
        for (int at = 0; at < places[k].length; at++) {
            int rank = at == 0 ? seated : at - 1;
            boolean idle = at > seated || rank == largest.length;
            Place place = places[k][at];
            int sample = idle ? NONE : largest[rank];
            if (place.excess == ANY) {
                takeSeat(place.stay, idle ? NONE : excessOf[sample]);
                takeSeat(place.move, idle ? NONE : excessOf[sample]);
            }
            double x = idle ? 0 : tail.xi(k, sample);
            writeRow(place.stay, idle, slope * x - margin, k);
            if (place.move != NONE) {
                double end = idle ? x : tail.end(k, slope);
                writeRow(place.move, end == x, slope * end - margin, k);
                workspace.setCoefficient(place.move, lambda, Math.abs(end - x));
            }
        }
    }

    private void takeSeat(int row, int z) {
        for (int any = 0; row != NONE && any < excess.length; any++) {
            workspace.setCoefficient(row, excess[any], any == z ? 1 : 0);
        }
    }

    /// `z + τ + λ|x − ξ̂_i| ≥ δ(ax − m)` where `m` is constant, else `… ≥ δax − n`.
    private void writeRow(int row, boolean idle, double loss, int k) {
        workspace.setCoefficient(row, tau, idle ? 0 : 1);
        workspace.setCoefficient(row, delta[k], idle ? 0 : -loss);
        workspace.setCoefficient(row, scaledMargin[k], idle || !priced[k] ? 0 : 1);
        workspace.setRightSide(row, idle ? IDLE : 0);
    }

    /// {@return the scaling that the last solve found}
    double scale(int k, double before) {
        return Math.clamp(workspace.value(delta[k]), before / FACTOR_MOST, before * FACTOR_MOST);
    }

    /// {@return `δm` that goes with it, where the margin has a price}
    double scaledMargin(int k) {
        return workspace.value(scaledMargin[k]);
    }
}
