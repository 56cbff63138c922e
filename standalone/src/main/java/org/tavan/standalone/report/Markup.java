package org.tavan.standalone.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Text, lists and tables as HTML.
public final class Markup {
    private Markup() {}

    /// {@return the text with the characters that mean something in HTML written out}
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// {@return a list}
    public static String list(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "<li>" + escape(sentence) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    /// {@return a table; texts stand in the first column, numbers in the others}
    public static String table(List<String> head, List<List<String>> rows) {
        String body = rows.stream()
                .map(row -> "<tr>" + cells(row, "td") + "</tr>")
                .collect(Collectors
                        .joining());
        return "<div class=\"scroll\"><table><thead><tr>%s</tr></thead><tbody>%s</tbody></table></div>"
                .formatted(cells(head, "th"), body);
    }

    private static String cells(List<String> texts, String tag) {
        return texts.stream()
                .map(text -> "<%s>%s</%s>".formatted(tag, escape(text), tag))
                .collect(Collectors.joining());
    }

    /// {@return a number of four digits, or of as many as its whole part has; a dash for none}
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value == 0 || Math.abs(value) >= 1000) {
            return format("%.0f", value);
        }
        int digits = Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        return format("%." + digits + "f", value);
    }

    /// {@return a formatted text, the same in every country}
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
