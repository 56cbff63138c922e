/// Weather at the site of a synthetic community: sun, cloud, temperature and wind as they are, and as forecasts see
/// them. Degrees Celsius, W/m², fractions, m/s; angles in degrees at the border and radians inside.
@NullMarked
package org.tavan.simulator.weather;

import org.jspecify.annotations.NullMarked;
