package org.tavan.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Subjects, versions and ids: what a registry is, without its transport.
///
/// Two schemas are the same if their normalised JSON is, with its docs; the same schema has the same id in every
/// subject. Changes are handed to `persist` before they can be seen.
final class SchemaStore {
    private State state;
    private final Consumer<State> persist;

    SchemaStore(State initial, Consumer<State> persist) {
        this.state = initial;
        this.persist = persist;
    }

    synchronized RegisteredSchema register(String subject, Schema schema) {
        Optional<RegisteredSchema> existing = find(subject, schema);
        if (existing.isPresent()) {
            return existing.get();
        }
        CompatibilityCheck check = check(subject, schema);
        if (!check.compatible()) {
            throw RegistryException.of(RegistryException.INCOMPATIBLE,
                    "Schema being registered is incompatible with an earlier schema for subject \"%s\": %s"
                            .formatted(subject, String.join("; ", check.messages())));
        }
        State next = state.with(subject, schema);
        commit(next);
        return find(subject, schema).orElseThrow();
    }

    synchronized RegisteredSchema lookUp(String subject, Schema schema) {
        ids(subject);
        return find(subject, schema)
                .orElseThrow(() -> RegistryException.of(RegistryException.SCHEMA_NOT_FOUND,
                        "Schema not found in subject '%s'.".formatted(subject)));
    }

    synchronized Schema schema(int id) {
        if (id < 1 || id > state.schemas().size()) {
            throw RegistryException.of(RegistryException.SCHEMA_NOT_FOUND,
                    "Schema %d not found.".formatted(id));
        }
        return state.schemas().get(id - 1);
    }

    synchronized RegisteredSchema latest(String subject) {
        return version(subject, ids(subject).size());
    }

    synchronized RegisteredSchema version(String subject, int version) {
        List<Integer> ids = ids(subject);
        if (version < 1 || version > ids.size()) {
            throw RegistryException.of(RegistryException.VERSION_NOT_FOUND,
                    "Version %d of subject '%s' not found.".formatted(version, subject));
        }
        int id = ids.get(version - 1);
        return new RegisteredSchema(subject, version, id, schema(id));
    }

    synchronized int versions(String subject) {
        return ids(subject).size();
    }

    synchronized List<String> subjects() {
        return List.copyOf(state.subjects().keySet());
    }

    synchronized CompatibilityCheck check(String subject, Schema schema) {
        int versions = state.subjects().getOrDefault(subject, List.of()).size();
        return check(subject, schema,
                IntStream.rangeClosed(1, versions).mapToObj(n -> version(subject, n)).toList());
    }

    /// Against one version, whatever the level says about the others.
    synchronized CompatibilityCheck check(Schema schema, RegisteredSchema version) {
        return check(version.subject(), schema, List.of(version));
    }

    private CompatibilityCheck check(String subject, Schema schema, List<RegisteredSchema> earlier) {
        var byName = new LinkedHashMap<String, Schema>();
        earlier.forEach(version -> byName.put("version " + version.version(), version.schema()));
        List<String> violations = compatibility(subject).violations(schema, byName);
        return new CompatibilityCheck(violations.isEmpty(), violations);
    }

    /// Versions of all subjects that are this schema.
    synchronized List<RegisteredSchema> uses(int id) {
        Schema schema = schema(id);
        var uses = new ArrayList<RegisteredSchema>();
        state.subjects().forEach((subject, ids) -> {
            if (ids.contains(id)) {
                uses.add(new RegisteredSchema(subject, 1 + ids.indexOf(id), id, schema));
            }
        });
        return uses;
    }

    synchronized CompatibilityLevel compatibility() {
        return state.compatibility();
    }

    synchronized CompatibilityLevel compatibility(String subject) {
        return ownCompatibility(subject).orElse(state.compatibility());
    }

    synchronized Optional<CompatibilityLevel> ownCompatibility(String subject) {
        return Optional.ofNullable(state.compatibilities().get(subject));
    }

    synchronized void setCompatibility(@Nullable String subject, CompatibilityLevel level) {
        commit(state.with(subject, level));
    }

    private void commit(State next) {
        persist.accept(next);
        state = next;
    }

    private Optional<RegisteredSchema> find(String subject, Schema schema) {
        List<Integer> ids = state.subjects().getOrDefault(subject, List.of());
        String text = schema.toString();
        for (int i = 0; i < ids.size(); i++) {
            Schema candidate = schema(ids.get(i));
            if (candidate.toString().equals(text)) {
                return Optional.of(new RegisteredSchema(subject, i + 1, ids.get(i), candidate));
            }
        }
        return Optional.empty();
    }

    private List<Integer> ids(String subject) {
        List<Integer> ids = state.subjects().get(subject);
        if (ids == null) {
            throw RegistryException.of(RegistryException.SUBJECT_NOT_FOUND,
                    "Subject '%s' not found.".formatted(subject));
        }
        return ids;
    }

    /// Everything there is to keep; immutable.
    ///
    /// @param schemas the schema of id n at n − 1
    /// @param subjects ids of the versions of each subject, oldest first
    /// @param compatibility global level
    /// @param compatibilities levels of subjects that have one of their own
    record State(
            List<Schema> schemas,
            Map<String, List<Integer>> subjects,
            CompatibilityLevel compatibility,
            Map<String, CompatibilityLevel> compatibilities) {
        static final State EMPTY = new State(List.of(), Map.of(), CompatibilityLevel.FULL_TRANSITIVE,
                Map.of());

        State {
            schemas = List.copyOf(schemas);
        }

        private State with(String subject, Schema schema) {
            int id = 1 + schemas.stream().map(Schema::toString).toList().indexOf(schema.toString());
            var allSchemas = new ArrayList<>(schemas);
            if (id == 0) {
                allSchemas.add(schema);
                id = allSchemas.size();
            }
            var allSubjects = new TreeMap<>(subjects);
            var ids = new ArrayList<>(subjects.getOrDefault(subject, List.of()));
            ids.add(id);
            allSubjects.put(subject, List.copyOf(ids));
            return new State(allSchemas, allSubjects, compatibility, compatibilities);
        }

        private State with(@Nullable String subject, CompatibilityLevel level) {
            if (subject == null) {
                return new State(schemas, subjects, level, compatibilities);
            }
            var all = new TreeMap<>(compatibilities);
            all.put(subject, level);
            return new State(schemas, subjects, compatibility, all);
        }
    }
}
