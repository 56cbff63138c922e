/// What energy costs and who may trade with whom. Prices in ¢/kWh, hundredths of the community's currency; they may be
/// negative. Source: the community model, sections 1 and 2.
@NullMarked
package org.tavan.market;

import org.jspecify.annotations.NullMarked;
