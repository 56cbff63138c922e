package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LdlFactorizationTest {
    /// Its factor is large enough to be split.
    private static final SymmetricPattern STRIP = grid(1200, 60);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void solvesQuasiDefiniteSystemsAsDenseEliminationDoes(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int leading = random.nextInt(1, 40);
        int size = leading + random.nextInt(0, 30);
        QuasiDefinite matrix = QuasiDefinite.random(random, leading, size);
        double[] right = random.doubles(size, -1, 1).toArray();
        double[] expected = right.clone();
        assertTrue(DenseSolve.solve(matrix.dense(), expected));

        LdlFactorization factorization = new LdlFactorization(matrix.pattern(), leading);
        factorization.factor(matrix.entries, matrix.diagonal, 1e-8);
        factorization.solve(right, 1e-13, 1e-13);

        assertArrayEquals(expected, right, 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void orderingIsAPermutation(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int size = random.nextInt(1, 300);

        int[] order = QuasiDefinite.random(random, size, size).pattern().order();

        assertArrayEquals(IntStream.range(0, size).toArray(), Arrays.stream(order).sorted().toArray());
    }

    @Test
    void orderingOfAnArrowEliminatesItsShaftFirst() {
        int size = 50;
        int[] tip = new int[size - 1];
        int[] shaft = IntStream.range(1, size).toArray();
        SymmetricPattern arrow = new SymmetricPattern(size, tip, shaft);

        LdlFactorization factorization = new LdlFactorization(arrow, size);

        assertEquals(size - 1, factorization.factorEntries(), "in natural order every entry would fill");
    }

    @ParameterizedTest(name = "side {0}")
    @MethodSource("sides")
    void orderingOfAGridFillsFarLessThanRowByRow(int side) {
        SymmetricPattern grid = grid(side);

        int entries = new LdlFactorization(grid, side * side).factorEntries();

        int rowByRow = (side * side - side) * side;
        assertTrue(entries < 0.6 * rowByRow, entries + " of " + rowByRow);
    }

    static IntStream sides() {
        return IntStream.of(20, 40, 80);
    }

    @Test
    void orderingTakesDenseNodesLast() {
        int size = 2000;
        int[] first = new int[2 * size - 3];
        int[] second = new int[2 * size - 3];
        for (int i = 1; i < size; i++) {
            first[i - 1] = 0;
            second[i - 1] = i;
        }
        for (int i = 2; i < size; i++) {
            first[size + i - 3] = i - 1;
            second[size + i - 3] = i;
        }

        int[] order = new SymmetricPattern(size, first, second).order();

        assertEquals(0, order[size - 1]);
    }

    @Test
    void orderingOfALongStripIsAPermutationWithLittleFill() {
        SymmetricPattern strip = grid(2000, 60);

        int[] order = strip.order();

        assertArrayEquals(IntStream.range(0, strip.size).toArray(), Arrays.stream(order).sorted().toArray());
        int entries = new LdlFactorization(strip, strip.size).factorEntries();
        assertTrue(entries < 0.5 * strip.size * 60, entries + " entries");
    }

    @Test
    void largeFactorsOnTwoThreadsSolveTheSystem() {
        double[] right = new SplittableRandom(1).doubles(STRIP.size, -1, 1).toArray();

        double[] x = solveStrip(right);

        double[] left = Arrays.stream(x).map(v -> 4.5 * v).toArray();
        for (int k = 0; k < STRIP.first.length; k++) {
            left[STRIP.first[k]] -= x[STRIP.second[k]];
            left[STRIP.second[k]] -= x[STRIP.first[k]];
        }
        assertArrayEquals(right, left, 1e-10);
    }

    @Test
    void largeFactorsAreTheSameBytesWhetherTheHelperIsFreeOrBusy() {
        double[] right = new SplittableRandom(2).doubles(STRIP.size, -1, 1).toArray();
        double[] alone = solveStrip(right);

        List<double[]> together = IntStream.range(0, 4).parallel().mapToObj(_ -> solveStrip(right)).toList();

        together.forEach(x -> assertArrayEquals(alone, x));
    }

    private static double[] solveStrip(double[] right) {
        LdlFactorization factorization = new LdlFactorization(STRIP, STRIP.size);
        double[] entries = new double[STRIP.first.length];
        double[] diagonal = new double[STRIP.size];
        Arrays.fill(entries, -1);
        Arrays.fill(diagonal, 4.5);
        factorization.factor(entries, diagonal, 1e-8);
        double[] x = right.clone();
        factorization.solve(x, 1e-12, 1e-12);
        return x;
    }

    private static SymmetricPattern grid(int side) {
        return grid(side, side);
    }

    private static SymmetricPattern grid(int rows, int columns) {
        int edges = rows * (columns - 1) + columns * (rows - 1);
        int[] first = new int[edges];
        int[] second = new int[edges];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (j + 1 < columns) {
                    first[next] = i * columns + j;
                    second[next++] = i * columns + j + 1;
                }
                if (i + 1 < rows) {
                    first[next] = i * columns + j;
                    second[next++] = (i + 1) * columns + j;
                }
            }
        }
        return new SymmetricPattern(rows * columns, first, second);
    }

    /// `[H Bᵀ; B -G]` with diagonally dominant H and G.
    private static final class QuasiDefinite {
        private final int size;
        private final double[] diagonal;
        private int[] first = new int[0];
        private int[] second = new int[0];
        private double[] entries = new double[0];

        private QuasiDefinite(int size) {
            this.size = size;
            diagonal = new double[size];
        }

        static QuasiDefinite random(RandomGenerator random, int leading, int size) {
            QuasiDefinite matrix = new QuasiDefinite(size);
            double density = Math.min(1, random.nextDouble(0, 6) / size);
            for (int i = 0; i < size; i++) {
                matrix.diagonal[i] += (i < leading ? 1 : -1) * random.nextDouble(0.1, 2);
                for (int j = 0; j < i; j++) {
                    if (random.nextDouble() < density) {
                        matrix.add(i, j, random.nextDouble(-1, 1), leading);
                    }
                }
            }
            return matrix;
        }

        private void add(int i, int j, double entry, int leading) {
            int count = entries.length;
            first = Arrays.copyOf(first, count + 1);
            second = Arrays.copyOf(second, count + 1);
            entries = Arrays.copyOf(entries, count + 1);
            first[count] = i;
            second[count] = j;
            entries[count] = entry;
            boolean coupled = i < leading == j < leading;
            if (coupled) {
                diagonal[i] += (i < leading ? 1 : -1) * Math.abs(entry);
                diagonal[j] += (i < leading ? 1 : -1) * Math.abs(entry);
            }
        }

        SymmetricPattern pattern() {
            return new SymmetricPattern(size, first, second);
        }

        double[][] dense() {
            double[][] dense = new double[size][size];
            for (int i = 0; i < size; i++) {
                dense[i][i] = diagonal[i];
            }
            for (int k = 0; k < entries.length; k++) {
                dense[first[k]][second[k]] = entries[k];
                dense[second[k]][first[k]] = entries[k];
            }
            return dense;
        }
    }
}
