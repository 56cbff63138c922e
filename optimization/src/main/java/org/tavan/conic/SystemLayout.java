package org.tavan.conic;

/// Where the unknowns of the linear system stand: variables, the positive unknowns of expanded cones, rows of `A` that are
/// not eliminated, the negative unknowns of expanded cones. The first two belong to the positive pivots.
record SystemLayout(int variables, int expansions, int rows) {
    int positives() {
        return variables + expansions;
    }

    int size() {
        return positives() + rows + expansions;
    }

    int row(int row) {
        return positives() + row;
    }

    int positive(int expansion) {
        return variables + expansion;
    }

    int negative(int expansion) {
        return positives() + rows + expansion;
    }
}
