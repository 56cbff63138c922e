package org.tavan.conic;

/// Factors and solves with quasi-definite matrices of one sparsity pattern: symmetric, the leading block positive
/// semidefinite, the trailing block negative semidefinite. Not thread-safe; allocates only when made.
interface Factorization {
    /// Factors a matrix, replacing the factors before.
    ///
    /// @param entries the entries off the diagonal, in the order of the pattern
    /// @param diagonal one entry a row
    /// @param regularization added to the diagonal of the leading block and subtracted from that of the trailing one for
    ///        factoring alone; solving takes its effect out again
    void factor(double[] entries, double[] diagonal, double regularization);

    /// Solves in place, as exactly as asked or as rounding allows.
    ///
    /// @param rightSide one entry a row; becomes the solution
    /// @param leadingTolerance on what the solution leaves of an entry of the leading block; +∞ to not even look
    /// @param trailingTolerance the same for the trailing block
    void solve(double[] rightSide, double leadingTolerance, double trailingTolerance);

    /// {@return the entries of the factor below its diagonal, the measure of work and memory}
    int factorEntries();
}
