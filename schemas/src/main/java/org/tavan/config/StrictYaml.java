package org.tavan.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads YAML into record trees and forgives nothing.
///
/// - Unknown and doubled keys are refused, and so are values of another type, e.g. `"5"` or `5.0` for a whole number.
///   Only a text may be written without quotes, whatever it looks like.
/// - A key that is absent is null to the record's constructor, which gives the default or refuses; a primitive must
///   be there.
/// - Durations are `PT10M`, or a whole number with ms, s, m, h or d, e.g. `10m`.
/// - What a compact constructor throws is reported like any other fault: `file:line:column: field: what, expected …`.
public final class StrictYaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.TryConvert)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.TryConvert))
            .annotationIntrospector(new PrimitivesRequired())
            .addModule(new SimpleModule("tavan").addDeserializer(Duration.class, new DurationDeserializer()))
            .build();

    private StrictYaml() {}

    /// Reads a file.
    ///
    /// @throws ConfigurationException if it cannot be read or used
    public static <T> T read(Path file, Class<T> type) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s: cannot be read: %s, expected a YAML file".formatted(file, e));
        }
        return read(file.toString(), text, type);
    }

    /// Reads a text.
    ///
    /// @param name what to call it in messages
    /// @throws ConfigurationException if it cannot be used
    public static <T> T read(String name, String text, Class<T> type) {
        T value;
        try {
            value = MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw YamlFault.of(e).in(name, text);
        }
        if (value == null) {
            throw new ConfigurationException("%s:1:1: it is empty, expected keys and values".formatted(name));
        }
        return value;
    }
}
