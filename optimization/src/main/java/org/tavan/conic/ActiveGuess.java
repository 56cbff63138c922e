package org.tavan.conic;

import java.util.BitSet;

/// A guess of the inequalities that an optimum meets with equality, for a solver to try first. A wrong guess costs time, nothing else: what is called
/// solved meets the same tolerances.
public final class ActiveGuess {
    private final BitSet rows = new BitSet();
    private final BitSet lower = new BitSet();
    private final BitSet upper = new BitSet();

    /// A guess that only the equalities hold.
    public ActiveGuess() {}

    /// Adds a row by its handle.
    public void addRow(int rowHandle) {
        rows.set(rowHandle);
    }

    /// Adds the lower bound of a variable; without effect where it has none.
    public void addLower(int variable) {
        lower.set(variable);
    }

    /// Adds the upper bound of a variable; without effect where it has none.
    public void addUpper(int variable) {
        upper.set(variable);
    }

    /// Marks the standard rows of a program.
    void mark(ConicProgram program, boolean[] active) {
        rows.stream().forEach(handle -> active[program.row(handle)] = true);
        lower.stream().map(program::lowerRow).filter(row -> row >= 0).forEach(row -> active[row] = true);
        upper.stream().map(program::upperRow).filter(row -> row >= 0).forEach(row -> active[row] = true);
    }
}
