package org.tavan.problem;

import org.tavan.conic.Profile;

/// The day-ahead exchange a member has bought already; it stays as it is.
///
/// @param gridImportKw `p⁺` per interval (kW), non-negative
/// @param gridExportKw `p⁻` per interval (kW), non-negative
public record Commitment(Profile gridImportKw, Profile gridExportKw) {

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite, or the lengths differ
    public Commitment {
        ProblemChecks.nonNegative("gridImportKw", gridImportKw);
        ProblemChecks.nonNegative("gridExportKw", gridExportKw);
        ProblemChecks.length("gridExportKw", gridExportKw, gridImportKw.length());
    }
}
