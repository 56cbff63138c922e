/// How large the Wasserstein radius should be: by hand (any number in a promise), by cross-validation on the window of samples
/// (`CrossValidation`), or adapted to the achieved record (`AdaptiveRadius`), and confidence limits for frequencies (`BinomialInterval`). The
/// unit of a radius is that of `ξ`: residual / nominal power. Pure functions on immutable values; nothing reads a clock. Main source of
/// the adaptive radius: Gibbs and Candès, "Adaptive conformal inference under distribution shift", 2021, arXiv 2106.00170.
@NullMarked
package org.tavan.calibration;

import org.jspecify.annotations.NullMarked;
