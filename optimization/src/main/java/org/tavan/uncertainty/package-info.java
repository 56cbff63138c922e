/// What is known of the forecast errors: samples, equally likely or weighted by how much their days are like the one that is planned, their
/// statistics, the support, and the Wasserstein ball around them. A residual is measured minus forecast net demand: positive means more
/// demand than forecast. The unit is the caller's, kW or, divided by the nominal power, `ξ`. Main source: Mohajerin Esfahani and Kuhn,
/// "Data-driven distributionally robust optimization using the Wasserstein metric", 2018, doi 10.1007/s10107-017-1172-1.
@NullMarked
package org.tavan.uncertainty;

import org.jspecify.annotations.NullMarked;
