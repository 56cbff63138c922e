/// Between the wire and the mathematics: solve requests to community problems, plans to schedules and
/// policies, and the plan id.
@NullMarked
package org.tavan.solver.codec;

import org.jspecify.annotations.NullMarked;
