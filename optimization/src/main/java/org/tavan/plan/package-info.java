/// What a planner answers: a plan for each member with its rule, prices at the margin and limits at work, how well it is proven, or the reason
/// why there is none. Immutable records; power in kW, energy in kWh, money in ¢, shadow prices in ¢/kWh.
@NullMarked
package org.tavan.plan;

import org.jspecify.annotations.NullMarked;
