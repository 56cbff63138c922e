package org.tavan.topic;

import java.util.List;

/// Topics on the broker are not as the catalogue wants them; running on would lose data or order.
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TopicMismatchException(String message) {
        super(message);
    }

    static TopicMismatchException different(List<String> differences) {
        return new TopicMismatchException(
                "Topics differ from the catalogue:%n  %s%nAlter them, or delete them if their data may go."
                        .formatted(String.join(System.lineSeparator() + "  ", differences)));
    }

    static TopicMismatchException missing(List<String> names) {
        return new TopicMismatchException(
                "Topics are missing: %s.%nRun ./tavan topics --bootstrap-servers HOST:PORT --schema-registry URL first, which creates them."
                        .formatted(String.join(", ", names)));
    }
}
