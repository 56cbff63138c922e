/// Load flows of Tavan beside powsybl-open-loadflow, on one feeder and in one run: time of a flow (ns) and heap it takes (bytes).
@NullMarked
package org.tavan.benchmarks.powerflow;

import org.jspecify.annotations.NullMarked;
