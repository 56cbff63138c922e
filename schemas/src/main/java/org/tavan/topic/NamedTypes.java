package org.tavan.topic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.apache.avro.Schema;

/// All records and enums that the values of the catalogue are made of.
public final class NamedTypes {
    private NamedTypes() {}

    /// By full name; a record comes before the types of its fields.
    public static SequencedMap<String, Schema> all() {
        var types = new LinkedHashMap<String, Schema>();
        Topics.all().forEach(topic -> collect(topic.schema(), types));
        return Collections.unmodifiableSequencedMap(types);
    }

    private static void collect(Schema schema, SequencedMap<String, Schema> types) {
        switch (schema.getType()) {
            case RECORD -> {
                if (types.putIfAbsent(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), types));
                }
            }
            case ENUM, FIXED -> types.putIfAbsent(schema.getFullName(), schema);
            case ARRAY -> collect(schema.getElementType(), types);
            case MAP -> collect(schema.getValueType(), types);
            case UNION -> schema.getTypes().forEach(type -> collect(type, types));
            default -> {
                // The others have no name.
            }
        }
    }
}
