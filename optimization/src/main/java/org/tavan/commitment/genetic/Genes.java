package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Genotype;

/// Codes as genes: one chromosome of bits a unit, one bit an interval; then one chromosome a demand choice, whose bits are the index
/// of its option, a number beyond the last option counted on from the first.
final class Genes {
    private static final double ONES = 0.5;

    private final int units;
    private final DemandTable demand;

    Genes(int units, DemandTable demand) {
        this.units = units;
        this.demand = demand;
    }

    /// {@return chromosomes to draw random codes from, not repaired}
    List<BitChromosome> random() {
        List<BitChromosome> chromosomes = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            chromosomes.add(BitChromosome.of(demand.intervals(), ONES));
        }
        for (int c = 0; c < demand.choices(); c++) {
            chromosomes.add(BitChromosome.of(bits(c), ONES));
        }
        return chromosomes;
    }

    List<BitChromosome> of(long[] code) {
        List<BitChromosome> chromosomes = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            BitSet bits = new BitSet(demand.intervals());
            for (int t = 0; t < demand.intervals(); t++) {
                bits.set(t, (code[t] >>> u & 1) != 0);
            }
            chromosomes.add(BitChromosome.of(bits, demand.intervals(), ONES));
        }
        for (int c = 0; c < demand.choices(); c++) {
            BitSet bits = BitSet.valueOf(new long[]{demand.option(code, c)});
            chromosomes.add(BitChromosome.of(bits, bits(c), ONES));
        }
        return chromosomes;
    }

    /// {@return the code of the first chromosomes, one a unit and one a choice}
    long[] code(Genotype<BitGene> genotype) {
        long[] code = demand.code(new long[demand.intervals()], List.of());
        for (int u = 0; u < units; u++) {
            BitChromosome chromosome = genotype.get(u).as(BitChromosome.class);
            for (int t = 0; t < demand.intervals(); t++) {
                code[t] |= chromosome.booleanValue(t) ? 1L << u : 0;
            }
        }
        for (int c = 0; c < demand.choices(); c++) {
            BitChromosome chromosome = genotype.get(units + c).as(BitChromosome.class);
            int index = 0;
            for (int b = 0; b < chromosome.length(); b++) {
                index |= chromosome.booleanValue(b) ? 1 << b : 0;
            }
            demand.take(code, c, index % demand.options(c));
        }
        return code;
    }

    /// Bits that hold every index of a choice, at least one.
    private int bits(int choice) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(demand.options(choice) - 1));
    }
}
