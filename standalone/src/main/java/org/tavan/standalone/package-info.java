/// The launcher's commands: one process that runs everything, a replay of history, each service alone, and what goes with them.
@NullMarked
package org.tavan.standalone;

import org.jspecify.annotations.NullMarked;
