package org.tavan.simulator.noise;

/// Stationary first-order autoregressive process of unit variance whose value at an index does not depend on where
/// the reading began.
///
/// `x[i] = φ x[i−1] + √(1 − φ²) ε[i]`, restarted at every multiple of the block length after a run-in long enough
/// that what came before weighs less than one in a million.
///
/// Not for two threads at once: it keeps the blocks read last.
public final class AutoregressiveProcess {
    private static final double FORGOTTEN = 1e-6;
    private static final int KEPT_BLOCKS = 4;

    /// Distribution of the innovations ε, scaled to unit variance.
    public enum Innovation {
        /// Normal.
        GAUSSIAN,
        /// Student's t with four degrees of freedom: heavy tails.
        STUDENT
    }

    private final Noise noise;
    private final double persistence;
    private final Innovation innovation;
    private final int runIn;
    private final int blockLength;
    private final double[][] blocks = new double[KEPT_BLOCKS][];
    private final long[] blockNumbers = new long[KEPT_BLOCKS];

    /// Makes a process.
    ///
    /// @param noise its random numbers
    /// @param persistence φ: correlation from one index to the next, (0, 1)
    /// @param innovation distribution of ε
    public AutoregressiveProcess(Noise noise, double persistence, Innovation innovation) {
        if (!(0 < persistence && persistence < 1)) {
            throw new IllegalArgumentException(
                    "The persistence (%s) must lie in (0, 1).".formatted(persistence));
        }
        this.noise = noise;
        this.persistence = persistence;
        this.innovation = innovation;
        this.runIn = (int) StrictMath.ceil(StrictMath.log(FORGOTTEN) / StrictMath.log(persistence));
        this.blockLength = Math.max(128, 2 * runIn);
    }

    /// Value at an index.
    ///
    /// @param index any index
    /// @return `x[index]`, mean 0, variance 1
    public double at(long index) {
        long number = Math.floorDiv(index, (long) blockLength);
        int slot = (int) Math.floorMod(number, (long) KEPT_BLOCKS);
        double[] block = blocks[slot];
        if (block == null || blockNumbers[slot] != number) {
            block = compute(number * blockLength);
            blocks[slot] = block;
            blockNumbers[slot] = number;
        }
        return block[(int) (index - number * blockLength)];
    }

    private double[] compute(long first) {
        double[] values = new double[blockLength];
        double scale = StrictMath.sqrt(1 - persistence * persistence);
        double value = 0;
        for (long index = first - runIn; index < first + blockLength; index++) {
            value = persistence * value + scale * innovation(index);
            if (index >= first) {
                values[(int) (index - first)] = value;
            }
        }
        return values;
    }

    private double innovation(long index) {
        return switch (innovation) {
            case GAUSSIAN -> noise.gaussian(index);
            case STUDENT -> noise.student4(index) / StrictMath.sqrt(2);
        };
    }
}
