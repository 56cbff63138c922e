/// The command `tavan bench`; what it measures is in the packages below.
@NullMarked
package org.tavan.benchmarks;

import org.jspecify.annotations.NullMarked;
