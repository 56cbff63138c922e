/// Planners of a community under distributional ambiguity: day-ahead exchange, peer trades, batteries, flexible load and the
/// real-time rule `Q`, such that demand exceeds supply in any interval with a probability of at most `ε`, whatever
/// the distribution within the Wasserstein ball. Power in kW, energy in kWh, money in ¢, shadow prices in ¢/kWh; `ξ` is
/// residual / nominal power, and the radius is in its unit. Source: the paper's problem (12) with its faults corrected
/// as the docs of each class say; Mohajerin Esfahani and Kuhn 2018 for the exact reformulations.
@NullMarked
package org.tavan.dro;

import org.jspecify.annotations.NullMarked;
