/// The exact worst-case probability that any of several uncertain limits is exceeded, over all distributions of a Wasserstein ball, and a
/// distribution that attains it. Any norm and support, rules of any shape, weighted samples. Shares no code with what makes plans,
/// so that it can judge them. Points in units of the ball, probabilities in `[0, 1]`. Main source: Chen, Kuhn and Wiesemann,
/// "Data-driven chance constrained programs over Wasserstein balls", 2024, doi 10.1287/opre.2022.2330.
@NullMarked
package org.tavan.certificate;

import org.jspecify.annotations.NullMarked;
