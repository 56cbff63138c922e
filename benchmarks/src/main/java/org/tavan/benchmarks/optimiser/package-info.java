/// Measurements of the optimiser, each beside what else could solve the same program, on the same machine in the same run: CPU
/// time of the thread, medians, ratios, memory. The instance is generated, so that anybody can repeat them.
@NullMarked
package org.tavan.benchmarks.optimiser;

import org.jspecify.annotations.NullMarked;
