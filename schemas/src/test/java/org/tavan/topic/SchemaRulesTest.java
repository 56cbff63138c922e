package org.tavan.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/// What every schema has to say for itself.
class SchemaRulesTest {
    /// A unit at the end of a name.
    private static final Pattern UNIT_IN_NAME = Pattern.compile(
            ".*(Kw|Kwh|Cents|CentsPerKwh|Minutes|Days|Micros|Degrees|Celsius|PerSecond|PerSquareMetre|Fraction)$");
    /// A unit in a doc: in brackets, or in words for what has none.
    private static final Pattern UNIT_IN_DOC = Pattern.compile(
            "\\((%|kW|kWh|min|¢|¢/kWh)\\b.*\\)|.*\\b(numbers?|fractions?|probability|ratios?|power of ten|count|dimensionless|in the unit"
                    + "|seed|ISO days)\\b.*");

    @Test
    void everyRecordFieldAndEnumHasADoc() {
        var without = new ArrayList<String>();

        NamedTypes.all().forEach((name, type) -> {
            if (type.getDoc() == null || type.getDoc().isBlank()) {
                without.add(name);
            }
            fields(type).stream()
                    .filter(field -> field.doc() == null || field.doc().isBlank())
                    .forEach(field -> without.add(name + "." + field.name()));
        });

        assertEquals(List.of(), without);
    }

    @Test
    void everyNumberStatesItsUnit() {
        var without = new ArrayList<String>();

        NamedTypes.all()
                .forEach((name, type) -> fields(type).stream()
                        .filter(field -> isNumber(field.schema()))
                        .filter(field -> !UNIT_IN_NAME.matcher(field.name()).matches()
                                && !UNIT_IN_DOC.matcher(field.doc()).find())
                        .forEach(field -> without.add(name + "." + field.name() + ": " + field.doc())));

        assertEquals(List.of(), without);
    }

    @Test
    void everyEnumBeginsWithUnknownAndFallsBackToIt() {
        var enums = new LinkedHashMap<String, String>();

        NamedTypes.all()
                .values()
                .stream()
                .filter(type -> type.getType() == Schema.Type.ENUM)
                .forEach(type -> enums.put(type.getName(),
                        type.getEnumSymbols().getFirst() + " " + type.getEnumDefault()));

        assertEquals(List.of(), enums.entrySet()
                .stream()
                .filter(entry -> !entry.getValue().equals("UNKNOWN UNKNOWN"))
                .map(Map.Entry::getKey)
                .toList());
    }

    private static List<Schema.Field> fields(Schema type) {
        return type.getType() == Schema.Type.RECORD ? type.getFields() : List.of();
    }

    private static boolean isNumber(Schema schema) {
        return switch (schema.getType()) {
            case INT, LONG -> schema.getLogicalType() == null;
            case FLOAT, DOUBLE -> true;
            case ARRAY -> isNumber(schema.getElementType());
            case MAP -> isNumber(schema.getValueType());
            case UNION -> schema.getTypes().stream().anyMatch(SchemaRulesTest::isNumber);
            default -> false;
        };
    }
}
