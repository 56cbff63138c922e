/// The topic catalogue: names, keys, value types, partitions and settings of every topic, and the step that creates and verifies them.
@NullMarked
package org.tavan.topic;

import org.jspecify.annotations.NullMarked;
