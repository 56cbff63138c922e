package org.tavan.dro;

import org.tavan.conic.ConicWorkspace;

/// How the promise of a member whose window of samples moves is held: rows of a program that keep their places while their numbers change.
///
/// Shape: arrays have one value an interval; kW, and kW per unit of `ξ` for gains.
interface RollingPromise {
    /// {@return the promise as the rule knows it; it adds the rows}
    DiagonalPromise inRule();

    /// Takes over the window as it is now.
    ///
    /// @param radius `ρ`
    void update(double radius);

    /// {@return whether the rows added last have room for what there is now}
    boolean fits();

    /// Writes the numbers into the rows added last.
    void write(ConicWorkspace workspace, int[] gain, double backoffKw);

    /// Changes what a point asks for: to be written, or added anew where it does not fit.
    ///
    /// @return whether there was anything
    boolean refine(ConicWorkspace point, DiagonalProgram rule);

    /// Lets in what was left out, without which there may be no point at all.
    ///
    /// @return whether there was anything
    boolean complete();

    /// {@return how far the bound of the program added last may lie above that of the whole promise (¢)}
    double boundLossCents(ConicWorkspace point, DiagonalProgram rule);

    /// {@return whether a point keeps the promise}
    ///
    /// @param marginKw `m + r`
    boolean isKept(ConicWorkspace point, double[] gainKw, double[] marginKw);

    /// Looks for a better scaling of the intervals at a point.
    ///
    /// @return whether there is one; it is then in force
    boolean rescale(ConicWorkspace point, double[] gainKw, double[] marginKw);

    /// {@return how many programs it has made for its scaling}
    int programs();

    /// Puts the scaling before the last change in force again.
    void restoreScaling();
}
