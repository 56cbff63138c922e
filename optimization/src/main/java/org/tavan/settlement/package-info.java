/// Who pays what for a plan or an achieved day of a community: prices between peers, what sharing saved each member against being alone, and transfers that leave
/// nobody worse off. Amounts in hundredths of the currency (¢), positive: to pay. Every amount between members sums to 0.
@NullMarked
package org.tavan.settlement;

import org.jspecify.annotations.NullMarked;
