/// The parts of Tavan put together in one process: broker, registry, services, a source of readings, and an observer that follows
/// the topics and knows how far the run has come.
@NullMarked
package org.tavan.standalone.run;

import org.jspecify.annotations.NullMarked;
