/// Ways by which frames arrive, each with an acknowledgement that fires only after Kafka has acknowledged everything in the frame.
@NullMarked
package org.tavan.feeds.transport;

import org.jspecify.annotations.NullMarked;
