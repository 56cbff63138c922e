package org.tavan.dro;

import java.util.BitSet;

/// What a node of the exact search has decided for one member. What is in neither set of a pair is open.
///
/// @param kept samples that are to stay at a distance from the unsafe set
/// @param givenUp samples that may be in it
/// @param beyond rows whose unsafe side no residual of the box reaches
/// @param within rows that keep the distance of every kept sample
record ExactChoice(BitSet kept, BitSet givenUp, BitSet beyond, BitSet within) {
    static ExactChoice open() {
        return new ExactChoice(new BitSet(), new BitSet(), new BitSet(), new BitSet());
    }

    private static BitSet with(BitSet set, int index) {
        BitSet copy = (BitSet) set.clone();
        copy.set(index);
        return copy;
    }

    ExactChoice keeping(int sample) {
        return new ExactChoice(with(kept, sample), givenUp, beyond, within);
    }

    ExactChoice givingUp(int sample) {
        return new ExactChoice(kept, with(givenUp, sample), beyond, within);
    }

    ExactChoice beyond(int row) {
        return new ExactChoice(kept, givenUp, with(beyond, row), within);
    }

    ExactChoice within(int row) {
        return new ExactChoice(kept, givenUp, beyond, with(within, row));
    }

    boolean isOpen(int sample) {
        return !kept.get(sample) && !givenUp.get(sample);
    }
}
