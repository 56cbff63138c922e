package org.tavan.registry;

import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

/// Makes a registry ready for all topics; applications then need no right to register.
public final class RegistryBootstrap {
    private RegistryBootstrap() {}

    /// Sees to it that the subject of every topic is `FULL_TRANSITIVE`, and registers its schema. May be repeated.
    ///
    /// @throws RegistryException with status 409 if a schema is not compatible with what is registered
    public static void register(RegistryClient registry) {
        for (Topic<?> topic : Topics.all()) {
            if (registry.compatibility(topic.subject()) != CompatibilityLevel.FULL_TRANSITIVE) {
                registry.setCompatibility(topic.subject(), CompatibilityLevel.FULL_TRANSITIVE);
            }
            registry.register(topic.subject(), topic.schema());
        }
    }
}
