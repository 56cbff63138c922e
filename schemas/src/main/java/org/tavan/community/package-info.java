/// What a configuration of a community must be like, and which of its versions holds when. Powers kW, energies kWh, money ¢.
@NullMarked
package org.tavan.community;

import org.jspecify.annotations.NullMarked;
