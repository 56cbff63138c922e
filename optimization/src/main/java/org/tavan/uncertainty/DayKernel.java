package org.tavan.uncertainty;

/// How much one day tells of another, as the logarithm of a weight: 0 for days alike, negative for others, `−∞` for nothing at all.
/// Kernels combine by product, so their logarithms by sum; logarithms do not vanish where all days are far.
///
/// Depends on dates, kinds and features only, never on the residuals themselves (the statement of `DayWeights` needs that).
public sealed interface DayKernel permits RecencyKernel, DayKindKernel, FeatureKernel {
    /// {@return the logarithm of the weight of a past day, at most 0}
    ///
    /// @param past the day of the sample
    /// @param target the day that is planned
    double logWeight(SampleDay past, SampleDay target);
}
