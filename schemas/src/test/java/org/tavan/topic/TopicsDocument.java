package org.tavan.topic;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/// Writes `docs/topics.md`: what the catalogue and the schemas say, for people.
final class TopicsDocument {
    private TopicsDocument() {}

    static String render() {
        var text = new StringBuilder(
                """
                        # Topics

                        Generated from the catalogue (`org.tavan.topic.Topics`) and the Avro schemas; a test compares. Values are in
                        Confluent's wire format, `0 | schema id (4 bytes, big-endian) | Avro binary`; the subject of a topic is its name with
                        `-value`, its compatibility is `FULL_TRANSITIVE`. The record time stamp is the event or publication time, never the target
                        time of a forecast.

                        | topic | key | value | partition | cleanup, retention | description |
                        |---|---|---|---|---|---|
                        """);
        Topics.all()
                .forEach(topic -> text.append("| `%s` | %s | %s | %s | %s | %s |\n".formatted(topic.name(),
                        topic.keyKind().form(), link(topic.schema()), topic.keyKind().rule(), cleanup(topic),
                        topic.description())));
        text.append(
                """

                        Topics partitioned by community all have the same number of partitions. Every setting is explicit and,
                        but for `retention.bytes`, verified by each service at its start:

                        | setting | kept | compacted |
                        |---|---|---|
                        """);
        var settings = new TopicSettings(1, 1, (short) 1, Map.of());
        var kept = TopicBootstrap.configuration(Topics.SCHEDULES, settings);
        var small = TopicBootstrap.configuration(Topics.READINGS, settings);
        var compacted = TopicBootstrap.configuration(Topics.QUARANTINE, settings);
        Stream.of(kept, compacted)
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> text.append("| `%s` | %s | %s |\n".formatted(name,
                        value(small.getOrDefault(name, "–"), kept.getOrDefault(name, "–")),
                        compacted.getOrDefault(name, "–"))));
        text.append("\n# Records\n");
        NamedTypes.all()
                .values()
                .stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .forEach(type -> record(type, text));
        text.append("\n# Enums\n\nA value that a reader does not know is read as `UNKNOWN`.\n");
        NamedTypes.all()
                .values()
                .stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .forEach(type -> text.append("\n## %s\n\n%s.\n\n%s\n".formatted(type.getName(), type.getDoc(),
                        type.getEnumSymbols()
                                .stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", ")))));
        return text.toString();
    }

    private static void record(Schema type, StringBuilder text) {
        text.append("\n## %s\n\n%s%s\n\n| field | type | unit, meaning |\n|---|---|---|\n".formatted(
                type.getName(),
                escaped(type.getDoc()), type.getDoc().endsWith(".") ? "" : "."));
        type.getFields()
                .forEach(field -> text.append("| `%s` | %s | %s%s |\n".formatted(field.name(),
                        shown(field.schema()), escaped(field.doc()), defaultOf(field))));
    }

    private static String defaultOf(Schema.Field field) {
        return !field.hasDefaultValue() || field.schema().isUnion()
                ? ""
                : "; default `%s`".formatted(field.defaultVal() instanceof String text && text.isEmpty()
                        ? "\"\""
                        : field.defaultVal());
    }

    private static String escaped(String doc) {
        return doc.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
    }

    private static String value(String small, String big) {
        return small.equals(big) ? small : "%s; big records: %s".formatted(small, big);
    }

    private static String cleanup(Topic<?> topic) {
        return switch (topic.cleanup()) {
            case DELETE -> "delete, kept for ever";
            case COMPACT -> "compact, newest of each key";
        };
    }

    private static String shown(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            return logical.getName().equals("timestamp-millis") ? "instant (ms, UTC)" : logical.getName();
        }
        return switch (schema.getType()) {
            case RECORD, ENUM -> link(schema);
            case ARRAY -> "list of " + (schema.getElementType().isUnion() ? "(%s)" : "%s")
                    .formatted(shown(schema.getElementType()));
            case UNION -> schema.getTypes()
                    .stream()
                    .filter(type -> type.getType() != Schema.Type.NULL)
                    .map(TopicsDocument::shown)
                    .collect(Collectors.joining(" or ")) + " or null";
            default -> schema.getType().getName();
        };
    }

    private static String link(Schema type) {
        return "[%s](#%s)".formatted(type.getName(), type.getName().toLowerCase(Locale.ROOT));
    }
}
