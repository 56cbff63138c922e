package org.tavan.registry;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/// Parses schemas strictly: names must be defined before they are used, and defaults must fit their type.
final class Schemas {
    private Schemas() {}

    /// Parses a schema that stands for itself.
    ///
    /// @throws SchemaParseException if it is not a schema
    static Schema parse(String text) {
        return parse(new Schema.Parser(), text);
    }

    /// Parses a schema that may use what the parser parsed before.
    static Schema parse(Schema.Parser parser, String text) {
        try {
            Schema schema = parser.parse(text);
            // Avro 1.12 leaves unknown names unresolved until somebody looks at them.
            Schema again = new Schema.Parser().parse(schema.toString());
            if (!again.equals(schema)) {
                throw new SchemaParseException("it uses a name that is not defined");
            }
            return schema;
        } catch (SchemaParseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SchemaParseException(e);
        }
    }
}
