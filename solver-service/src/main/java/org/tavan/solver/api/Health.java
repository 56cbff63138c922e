package org.tavan.solver.api;

import java.util.List;

/// State of the process, part by part; the worst part decides.
///
/// @param parts every part that can fail by itself, in the order to be shown
public record Health(List<Part> parts) {

    /// How a part is, from best to worst.
    public enum Status {
        /// Works.
        UP,
        /// Works, but something is late or missing.
        DEGRADED,
        /// Does not work.
        DOWN
    }

    /// One part.
    ///
    /// @param name shown to people, e.g. `streams`
    /// @param status how it is
    /// @param detail in words; empty when there is nothing to say
    public record Part(String name, Status status, String detail) {
        /// A part that either runs, or is on its way, or has stopped for good.
        ///
        /// @param failure why it has stopped, in words; empty while all is well
        public static Part of(String name, boolean ready, String failure) {
            return new Part(name, !failure.isEmpty() ? Status.DOWN : ready ? Status.UP : Status.DEGRADED,
                    failure);
        }
    }

    public Health {
        parts = List.copyOf(parts);
    }

    /// Status of the worst part; [Status#UP] without parts.
    public Status status() {
        return parts.stream().map(Part::status).max(Enum::compareTo).orElse(Status.UP);
    }
}
