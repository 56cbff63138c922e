/// A real Kafka broker (KRaft, one node) inside this process, with its data on disk: what makes Tavan run with a JDK and nothing else.
/// Everything it writes lies below one folder; it listens on the loopback interface only.
@NullMarked
package org.tavan.standalone.broker;

import org.jspecify.annotations.NullMarked;
