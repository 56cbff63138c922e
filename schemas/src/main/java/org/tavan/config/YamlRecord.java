package org.tavan.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads YAML as a record of an Avro schema, so that a file says what a topic says, in the same words, and the schema's documentation
/// is that of the file.
///
/// A field that is left out has the schema's default; one without a default must be there. Unknown and doubled keys are refused,
/// and so are values of another kind. Instants are `2025-06-01T00:00:00Z`, days `2025-06-01`, a field that may be null takes its value
/// as it is. What is wrong is said as `file:line:column: field: what, expected …`.
public final class YamlRecord {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private YamlRecord() {}

    /// Reads a file.
    ///
    /// @param type class of the record
    /// @throws ConfigurationException if it cannot be read or used
    public static <T extends SpecificRecord> T read(Path file, Class<T> type) {
        try {
            return read(file.toString(), Files.readString(file), type);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s: cannot be read: %s, expected a YAML file".formatted(file, e));
        }
    }

    /// Reads a text.
    ///
    /// @param name what to call it in messages
    /// @param type class of the record
    /// @throws ConfigurationException if it cannot be used
    public static <T extends SpecificRecord> T read(String name, String text, Class<T> type) {
        Schema schema = SpecificData.get().getSchema(type);
        Object value;
        try {
            value = value(MAPPER.readTree(text), schema, List.of());
        } catch (JacksonException e) {
            throw YamlFault.of(e).in(name, text);
        } catch (Refused refused) {
            throw refused.fault.in(name, text);
        }
        return type.cast(specific(value, schema));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient YamlFault fault;

        Refused(List<String> path, String what) {
            fault = new YamlFault(path, what, List.of(), null);
        }
    }

    private static @Nullable Object value(JsonNode node, Schema schema, List<String> path) {
        return switch (schema.getType()) {
            case RECORD -> node.isObject() ? mapping(node, schema, path) : refuse(path, "a mapping");
            case ARRAY -> node.isArray() ? list(node, schema, path) : refuse(path, "a list");
            case UNION -> node.isNull() ? null : value(node, withoutNull(schema), path);
            case ENUM -> node.isString() && isSymbol(schema, node.asString())
                    ? new GenericData.EnumSymbol(schema, node.asString())
                    : refuse(path, "one of " + symbols(schema).collect(Collectors.joining(", ")));
            case STRING -> node.isValueNode() && !node.isNull() ? node.asString() : refuse(path, "a text");
            case BOOLEAN -> node.isBoolean() ? (Object) node.asBoolean() : refuse(path, "true or false");
            case DOUBLE -> node.isNumber() ? (Object) node.asDouble() : refuse(path, "a number");
            case INT -> schema.getLogicalType() == null
                    ? node.canConvertToInt() && node.isIntegralNumber()
                            ? (Object) node.asInt()
                            : refuse(path, "a whole number")
                    : day(node, path);
            case LONG -> schema.getLogicalType() == null
                    ? node.canConvertToLong() && node.isIntegralNumber()
                            ? (Object) node.asLong()
                            : refuse(path, "a whole number")
                    : instant(node, path);
            default -> throw new IllegalArgumentException(
                    "%s is of the type %s, which no file can hold".formatted(path, schema.getType()));
        };
    }

    private static Object mapping(JsonNode node, Schema schema, List<String> path) {
        var record = new GenericData.Record(schema);
        for (String key : node.propertyNames()) {
            if (schema.getField(key) == null) {
                throw new Refused(with(path, key), "unknown key, expected one of " + schema.getFields()
                        .stream()
                        .map(Schema.Field::name)
                        .collect(Collectors.joining(", ")));
            }
        }
        for (Schema.Field field : schema.getFields()) {
            JsonNode child = node.get(field.name());
            if (child == null && !field.hasDefaultValue()) {
                throw new Refused(path, "%s is missing, expected %s".formatted(field.name(), field.doc()));
            }
            record.put(field.pos(), child == null
                    ? GenericData.get().getDefaultValue(field)
                    : value(child, field.schema(), with(path, field.name())));
        }
        return record;
    }

    private static Object list(JsonNode node, Schema schema, List<String> path) {
        var items = new GenericData.Array<Object>(node.size(), schema);
        for (int i = 0; i < node.size(); i++) {
            items.add(value(node.get(i), schema.getElementType(), with(path, Integer.toString(i))));
        }
        return items;
    }

    private static Object day(JsonNode node, List<String> path) {
        try {
            return Math.toIntExact(LocalDate.parse(node.asString("")).toEpochDay());
        } catch (DateTimeException e) {
            return refuse(path, "a day, e.g. 2025-06-01");
        }
    }

    private static Object instant(JsonNode node, List<String> path) {
        try {
            return Instant.parse(node.asString("")).toEpochMilli();
        } catch (DateTimeException e) {
            return refuse(path, "an instant, e.g. 2025-06-01T00:00:00Z");
        }
    }

    private static Schema withoutNull(Schema union) {
        return union.getTypes()
                .stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    /// UNKNOWN is what a reader makes of a symbol of a newer schema; nobody means it.
    private static Stream<String> symbols(Schema schema) {
        return schema.getEnumSymbols().stream().filter(symbol -> !symbol.equals(schema.getEnumDefault()));
    }

    private static boolean isSymbol(Schema schema, String text) {
        return symbols(schema).anyMatch(text::equals);
    }

    private static Object refuse(List<String> path, String expected) {
        throw new Refused(path, "is of another kind, expected " + expected);
    }

    private static List<String> with(List<String> path, String step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /// The same as an object of the generated class, by way of its bytes.
    private static Object specific(@Nullable Object value, Schema schema) {
        try {
            var bytes = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<Object>(schema, new GenericData()).write(value, encoder);
            encoder.flush();
            return new SpecificDatumReader<Object>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
