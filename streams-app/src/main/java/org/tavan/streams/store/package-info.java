/// What the prosumer stage keeps: per interval the parts by register and what was published, in blocks; records by
/// the time they became known. Pure, over a small view of a key-value store.
@NullMarked
package org.tavan.streams.store;

import org.jspecify.annotations.NullMarked;
