package org.tavan.registry;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/// A schema registry, seen from a client. Safe for use by many threads; schemas by id and look-ups are cached.
///
/// All methods throw [RegistryException] if the registry refuses and [RegistryUnavailableException] if none answers.
public sealed interface RegistryClient permits HttpRegistryClient, MemoryRegistryClient {
    /// The client for a configuration with Confluent's keys; the same one for the same registry and credentials.
    ///
    /// - `schema.registry.url`: URLs separated by commas, tried in turn; or `mock://<scope>`, a registry in the memory
    ///   of this process, the same one for the same scope
    /// - `basic.auth.credentials.source`: `URL` (default) or `USER_INFO`
    /// - `basic.auth.user.info`: `user:password` for `USER_INFO`
    ///
    /// @throws org.apache.kafka.common.config.ConfigException if a key is missing or wrong
    static RegistryClient of(Map<String, ?> configuration) {
        return RegistryClients.of(configuration);
    }

    /// Registers a schema, or finds it if the subject has it.
    ///
    /// @return id of the schema
    int register(String subject, Schema schema);

    /// Finds a schema in a subject.
    RegisteredSchema lookUp(String subject, Schema schema);

    /// The schema of an id.
    Schema schema(int id);

    /// Newest version of a subject; never cached.
    RegisteredSchema latest(String subject);

    /// A version of a subject.
    RegisteredSchema version(String subject, int version);

    /// Versions of a subject, ascending.
    List<Integer> versions(String subject);

    /// All subjects.
    List<String> subjects();

    /// Whether a schema may become the next version of a subject.
    CompatibilityCheck check(String subject, Schema schema);

    /// Level for subjects without one of their own.
    CompatibilityLevel compatibility();

    /// Sets the level for subjects without one of their own.
    void setCompatibility(CompatibilityLevel level);

    /// Level in force for a subject: its own, else the global one.
    CompatibilityLevel compatibility(String subject);

    /// Sets the level of a subject.
    void setCompatibility(String subject, CompatibilityLevel level);
}
