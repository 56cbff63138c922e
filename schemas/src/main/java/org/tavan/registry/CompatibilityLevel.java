package org.tavan.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/// Which earlier versions of a subject a new schema must understand, and be understood by.
public enum CompatibilityLevel {
    /// Anything goes.
    NONE(false, false, false),
    /// New readers read the newest version.
    BACKWARD(true, false, false),
    /// New readers read every version.
    BACKWARD_TRANSITIVE(true, false, true),
    /// Readers of the newest version read the new one.
    FORWARD(false, true, false),
    /// Readers of every version read the new one.
    FORWARD_TRANSITIVE(false, true, true),
    /// Both ways with the newest version.
    FULL(true, true, false),
    /// Both ways with every version: records may be replayed, and applications upgraded, in any order.
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOld;
    private final boolean readByOld;
    private final boolean transitive;

    CompatibilityLevel(boolean readsOld, boolean readByOld, boolean transitive) {
        this.readsOld = readsOld;
        this.readByOld = readByOld;
        this.transitive = transitive;
    }

    /// Why a schema may not follow the earlier versions.
    ///
    /// @param candidate new schema
    /// @param earlier earlier versions by a name for the message, e.g. `version 3`; oldest first
    /// @return one line for each violation; empty: compatible
    public List<String> violations(Schema candidate, SequencedMap<String, Schema> earlier) {
        var violations = new ArrayList<String>();
        earlier.sequencedEntrySet()
                .stream()
                .skip(transitive ? 0 : Math.max(0, earlier.size() - 1))
                .forEach(version -> {
                    if (readsOld) {
                        check(candidate, version.getValue(), "the new schema cannot read " + version.getKey(),
                                violations);
                    }
                    if (readByOld) {
                        check(version.getValue(), candidate, version.getKey() + " cannot read the new schema",
                                violations);
                    }
                });
        return violations;
    }

    private static void check(Schema reader, Schema writer, String what, List<String> violations) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getResult();
        if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
            result.getIncompatibilities()
                    .forEach(found -> violations.add("%s: %s at %s: %s"
                            .formatted(what, found.getType(), found.getLocation(), found.getMessage())));
        }
    }
}
