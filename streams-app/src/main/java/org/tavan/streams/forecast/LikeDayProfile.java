package org.tavan.streams.forecast;

import java.util.Arrays;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// Exponentially weighted mean of the same slot of like days: work days among themselves, days off among themselves.
///
/// `P ← P + max(α, 1 / (n + 1)) (x − P)`, n earlier like days: the plain mean at first, exponential weights later.
/// A type without history borrows from the other one.
public final class LikeDayProfile {
    private final double weight;
    private final double[][] meanKw;
    private final int[][] counts;

    /// A profile without history.
    ///
    /// @param slots slots of a day
    /// @param weight α: weight of the newest like day, in (0, 1]
    public LikeDayProfile(int slots, double weight) {
        this.weight = weight;
        this.meanKw = new double[2][slots];
        this.counts = new int[2][slots];
    }

    /// Takes a day.
    ///
    /// @param kw one value per slot (kW); NaN where not measured
    public void add(boolean offDay, double[] kw) {
        double[] mean = meanKw[offDay ? 1 : 0];
        int[] count = counts[offDay ? 1 : 0];
        for (int slot = 0; slot < mean.length; slot++) {
            if (!Double.isNaN(kw[slot])) {
                mean[slot] += Math.max(weight, 1.0 / (count[slot] + 1)) * (kw[slot] - mean[slot]);
                count[slot] = Math.min(count[slot] + 1, 1_000_000);
            }
        }
    }

    /// Mean of a slot (kW); NaN without any history.
    public double meanKw(boolean offDay, int slot) {
        int own = offDay ? 1 : 0;
        if (counts[own][slot] > 0) {
            return meanKw[own][slot];
        }
        return counts[1 - own][slot] > 0 ? meanKw[1 - own][slot] : Double.NaN;
    }

    /// Whether it has no history at all.
    public boolean isEmpty() {
        return Arrays.stream(counts).allMatch(row -> Arrays.stream(row).allMatch(count -> count == 0));
    }

    /// Writes the state.
    public void write(BinaryWriter out) {
        for (int type = 0; type < 2; type++) {
            for (int slot = 0; slot < meanKw[type].length; slot++) {
                out.putLong(counts[type][slot]);
                if (counts[type][slot] > 0) {
                    out.putDouble(meanKw[type][slot]);
                }
            }
        }
    }

    /// Restores what [#write] wrote.
    public void read(BinaryReader in) {
        for (int type = 0; type < 2; type++) {
            for (int slot = 0; slot < meanKw[type].length; slot++) {
                counts[type][slot] = in.getInt();
                if (counts[type][slot] > 0) {
                    meanKw[type][slot] = in.getDouble();
                }
            }
        }
    }
}
