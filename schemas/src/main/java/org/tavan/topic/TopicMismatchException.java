package org.tavan.topic;

import java.util.List;

/// Topics on the broker are not as the catalogue wants them; running on would lose data or order.
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(List<String> differences) {
        super("Topics differ from the catalogue:%n  %s%nAlter them, or delete them if their data may go."
                .formatted(String.join(System.lineSeparator() + "  ", differences)));
    }
}
