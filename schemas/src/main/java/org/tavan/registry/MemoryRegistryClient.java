package org.tavan.registry;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/// A registry in memory, without transport: `mock://<scope>`.
final class MemoryRegistryClient implements RegistryClient {
    private final SchemaStore store = new SchemaStore(SchemaStore.State.EMPTY, _ -> {});

    @Override
    public int register(String subject, Schema schema) {
        return store.register(subject, schema).id();
    }

    @Override
    public RegisteredSchema lookUp(String subject, Schema schema) {
        return store.lookUp(subject, schema);
    }

    @Override
    public Schema schema(int id) {
        return store.schema(id);
    }

    @Override
    public RegisteredSchema latest(String subject) {
        return store.latest(subject);
    }

    @Override
    public RegisteredSchema version(String subject, int version) {
        return store.version(subject, version);
    }

    @Override
    public List<Integer> versions(String subject) {
        return IntStream.rangeClosed(1, store.versions(subject)).boxed().toList();
    }

    @Override
    public List<String> subjects() {
        return store.subjects();
    }

    @Override
    public CompatibilityCheck check(String subject, Schema schema) {
        return store.check(subject, schema);
    }

    @Override
    public CompatibilityLevel compatibility() {
        return store.compatibility();
    }

    @Override
    public void setCompatibility(CompatibilityLevel level) {
        store.setCompatibility(null, level);
    }

    @Override
    public CompatibilityLevel compatibility(String subject) {
        return store.compatibility(subject);
    }

    @Override
    public void setCompatibility(String subject, CompatibilityLevel level) {
        store.setCompatibility(subject, level);
    }
}
