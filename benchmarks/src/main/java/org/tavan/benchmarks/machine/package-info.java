/// Where and of which sources a measurement was made.
@NullMarked
package org.tavan.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
