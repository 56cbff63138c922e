/// Compact binary forms of state and of the internal topic: hand-written, versioned by their first byte, no reflection.
@NullMarked
package org.tavan.streams.codec;

import org.jspecify.annotations.NullMarked;
