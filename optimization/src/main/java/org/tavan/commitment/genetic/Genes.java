package org.tavan.commitment.genetic;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Genotype;
import io.jenetics.util.Factory;

/// Commitments as genes: one chromosome of bits a unit, one bit an interval.
final class Genes {
    private static final double ONES = 0.5;

    private Genes() {}

    /// {@return a factory of random commitments, not repaired}
    static Factory<Genotype<BitGene>> random(int units, int intervals) {
        return Genotype.of(BitChromosome.of(intervals, ONES), units);
    }

    static Genotype<BitGene> of(long[] masks, int units) {
        List<BitChromosome> chromosomes = IntStream.range(0, units).mapToObj(u -> {
            BitSet bits = new BitSet(masks.length);
            for (int t = 0; t < masks.length; t++) {
                bits.set(t, (masks[t] >>> u & 1) != 0);
            }
            return BitChromosome.of(bits, masks.length, ONES);
        }).toList();
        return Genotype.of(chromosomes);
    }

    /// {@return the masks of the first chromosomes, as many as there are units}
    static long[] masks(Genotype<BitGene> genotype, int units, int intervals) {
        long[] masks = new long[intervals];
        for (int u = 0; u < units; u++) {
            BitChromosome chromosome = genotype.get(u).as(BitChromosome.class);
            for (int t = 0; t < intervals; t++) {
                masks[t] |= chromosome.booleanValue(t) ? 1L << u : 0;
            }
        }
        return masks;
    }
}
