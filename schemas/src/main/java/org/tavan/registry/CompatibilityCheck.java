package org.tavan.registry;

import java.util.List;

/// Answer to the question whether a schema may become the next version of a subject.
///
/// @param compatible the answer
/// @param messages why not; may be empty even then, if the registry does not say
public record CompatibilityCheck(boolean compatible, List<String> messages) {
    public CompatibilityCheck {
        messages = List.copyOf(messages);
    }
}
