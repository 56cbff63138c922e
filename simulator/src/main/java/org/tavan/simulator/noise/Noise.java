package org.tavan.simulator.noise;

/// A named stream of independent random numbers, addressed by index instead of drawn in sequence.
///
/// The bits of an index are two rounds of the finaliser of SplitMix64 over the key and the counter.
///
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators (OOPSLA 2014), for the finaliser.
/// Departs from it: counter mode.
///
/// @param key mixed from the seed and the name of the stream
public record Noise(long key) {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final int DRAWS_PER_INDEX = 8;

    /// Opens a stream.
    ///
    /// @param seed seed of the simulation
    /// @param name name of the stream, e.g. cloud/site
    /// @return the stream of that name
    public static Noise of(long seed, String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return new Noise(mix(mix(seed + GOLDEN_GAMMA) ^ hash));
    }

    /// Uniform number of an index.
    ///
    /// @param index any index
    /// @return uniform on (0, 1)
    public double uniform(long index) {
        return draw(index, 0);
    }

    /// Normal number of an index.
    ///
    /// @param index any index
    /// @return standard normal (Box and Muller)
    public double gaussian(long index) {
        return StrictMath.sqrt(-2 * StrictMath.log(draw(index, 1)))
                * StrictMath.cos(2 * Math.PI * draw(index, 2));
    }

    /// Student's t with four degrees of freedom, variance 2: the tails of the errors of a single building's load.
    ///
    /// `t = z / √(χ²₄ / 4)`, and `χ²₄ = −2 ln(u₁ u₂)`.
    ///
    /// @param index any index
    /// @return a value of infinite kurtosis
    public double student4(long index) {
        double chiSquare = -2 * StrictMath.log(draw(index, 3) * draw(index, 4));
        return gaussian(index) / StrictMath.sqrt(chiSquare / 4);
    }

    private double draw(long index, int which) {
        long counter = index * DRAWS_PER_INDEX + which;
        return ((mix(mix(key + counter * GOLDEN_GAMMA) + GOLDEN_GAMMA) >>> 11) + 0.5) * UNIT;
    }

    private static long mix(long value) {
        long bits = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }
}
