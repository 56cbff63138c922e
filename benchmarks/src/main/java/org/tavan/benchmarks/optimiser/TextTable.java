package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Results as text, at most 110 columns wide.
final class TextTable {
    static final int WIDTH = 110;
    private static final String LINE = "  %-28.28s %-6.6s %4s %7s %7s %7s %7s %7s %6s  %s";

    private TextTable() {}

    /// {@return the lines of a comparison}
    static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(comparison.title());
        if (!comparison.note().isEmpty()) {
            lines.addAll(wrapped(comparison.note()));
        }
        if (comparison.measurements().isEmpty()) {
            return lines;
        }
        lines.add(
                cut(LINE.formatted("", "by", "runs", "CPU p50", "p95", "p99", "x first", "heap/op", "obj.err",
                        "")));
        for (int k = 0; k < comparison.measurements().size(); k++) {
            Measurement m = comparison.measurements().get(k);
            lines.add(cut(LINE.formatted(m.what(), m.solver(), m.runs(), time(m.cpuP50Millis()),
                    time(m.cpuP95Millis()), time(m.cpuP99Millis()), ratio(comparison.timesFirst().get(k)),
                    bytes(m.allocatedBytes()), error(m.objectiveError()), m.outcome())));
        }
        return lines;
    }

    /// {@return a text in lines of the table's width, indented}
    static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("  ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder("  ");
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static String cut(String line) {
        String stripped = line.stripTrailing();
        return stripped.length() <= WIDTH ? stripped : stripped.substring(0, WIDTH - 1) + "…";
    }

    /// {@return a time with three digits and the unit that fits}
    static String time(double millis) {
        if (!(millis > 0)) {
            return "0";
        }
        if (millis < 1e-3) {
            return digits(millis * 1e6) + " ns";
        }
        if (millis < 1) {
            return digits(millis * 1e3) + " µs";
        }
        return millis < 1e3 ? digits(millis) + " ms" : digits(millis / 1e3) + " s";
    }

    /// {@return a size with three digits and the unit that fits}
    static String bytes(double bytes) {
        if (bytes < 1e3) {
            return digits(bytes) + " B";
        }
        if (bytes < 1e6) {
            return digits(bytes / 1e3) + " kB";
        }
        return bytes < 1e9 ? digits(bytes / 1e6) + " MB" : digits(bytes / 1e9) + " GB";
    }

    /// {@return a multiple with three digits}
    static String ratio(double ratio) {
        return ratio < 9999.5 ? digits(ratio) : String.format(Locale.ROOT, "%.0e", ratio);
    }

    private static String error(@Nullable Double error) {
        return error == null ? "" : Math.abs(error) < 1e-12 ? "0" : String.format(Locale.ROOT, "%.0e", error);
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        int decimals = size < 0.005 ? 0 : size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
