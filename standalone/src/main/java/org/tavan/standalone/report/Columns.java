package org.tavan.standalone.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table with named columns, the same for CSV and JSON. A number that does not exist is empty, or null.
///
/// @param columns from left to right
public record Columns<T>(List<Column<T>> columns) {
    public Columns {
        columns = List.copyOf(columns);
    }

    /// A column.
    public record Column<T>(String name, Function<T, @Nullable Object> value) {}

    /// {@return a column}
    public static <T> Column<T> column(String name, Function<T, @Nullable Object> value) {
        return new Column<>(name, value);
    }

    /// {@return the number, or null if there is none}
    public static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    /// {@return a header and one line a row}
    public String csv(List<T> rows) {
        var csv = new StringBuilder(columns.stream()
                .map(column -> quoted(column.name()))
                .collect(Collectors
                        .joining(",")));
        csv.append('\n');
        for (T row : rows) {
            csv.append(columns.stream().map(column -> {
                Object value = column.value().apply(row);
                return value == null ? "" : quoted(value.toString());
            }).collect(Collectors.joining(","))).append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.chars().noneMatch(one -> ",\"\n\r".indexOf(one) >= 0)
                ? text
                : '"' + text.replace("\"", "\"\"") + '"';
    }

    /// {@return one map a row, in the order of the columns}
    public List<Map<String, @Nullable Object>> maps(List<T> rows) {
        return rows.stream().map(row -> {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            columns.forEach(column -> map.put(column.name(), column.value().apply(row)));
            return map;
        }).toList();
    }
}
