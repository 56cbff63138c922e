/// Avro records in Confluent's wire format, `0 | schema id (4 bytes, big-endian) | Avro binary`, and the factory that loads serdes by name.
@NullMarked
package org.tavan.serde;

import org.jspecify.annotations.NullMarked;
