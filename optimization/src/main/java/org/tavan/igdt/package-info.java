/// Information-gap decision theory for the participation in demand response: how far it may fall short of what was expected before
/// the day costs more than allowed. Risk-averse only (robustness); the opportunity of a better participation is not offered.
/// Participation as a fraction of the load, money in ¢. Source: Nikravan et al. 2025, eq. (23)–(26), corrected.
@NullMarked
package org.tavan.igdt;

import org.jspecify.annotations.NullMarked;
