/// What the state machines of this service stand on: tables in the heap that are written through to a store,
/// inputs that are refused, and a topology that runs. Times are milliseconds since 1970 UTC.
@NullMarked
package org.tavan.solver.state;

import org.jspecify.annotations.NullMarked;
