/// The Kafka Streams topology: sources, processors that call the pure logic, sinks; every node, store and internal topic
/// is a named constant.
@NullMarked
package org.tavan.streams.topology;

import org.jspecify.annotations.NullMarked;
