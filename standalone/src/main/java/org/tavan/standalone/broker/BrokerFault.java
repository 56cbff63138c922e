package org.tavan.standalone.broker;

import org.jspecify.annotations.Nullable;

/// The embedded broker wanted to end the process, e.g. because its disk failed.
public final class BrokerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerFault(int status, @Nullable String message) {
        super("The embedded broker stopped itself with status %d: %s"
                .formatted(status, message == null ? "see the log file" : message));
    }
}
