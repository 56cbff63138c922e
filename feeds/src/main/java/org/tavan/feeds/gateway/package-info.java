/// The gateway process: joins transports and codecs by configuration and writes readings, heartbeats and rejections to Kafka. Instants are UTC.
@NullMarked
package org.tavan.feeds.gateway;

import org.jspecify.annotations.NullMarked;
