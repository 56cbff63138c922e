/// Measurements of whole parts of Tavan, each beside what the broker itself does on the same machine in the same run.
@NullMarked
package org.tavan.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
