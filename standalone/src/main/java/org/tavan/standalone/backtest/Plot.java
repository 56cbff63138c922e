package org.tavan.standalone.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tavan.conic.Profile;

/// A small plot as inline SVG: lines with bands, points with whiskers, or bars. Colours come from the page by class, so that it is
/// readable on light and dark ground and in print.
final class Plot {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final int LEFT = 58;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 58;
    private static final int TICKS = 5;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<String> categories;
    private final List<Series> series = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private boolean bars;
    private boolean fromZero;

    /// Values at the categories; NaN for none.
    ///
    /// @param low lower ends of bands or whiskers; as the values for none
    /// @param high upper ends
    /// @param marked index of the category that is ringed; −1 for none
    record Series(String name, Profile values, Profile low, Profile high, int marked) {
        Series(String name, double[] values, double[] low, double[] high, int marked) {
            this(name, Profile.of(values), Profile.of(low), Profile.of(high), marked);
        }

        static Series of(String name, double... values) {
            return new Series(name, values, values, values, -1);
        }

        /// Whether it has bands or whiskers.
        boolean banded() {
            return !low.equals(values);
        }
    }

    private record Line(String name, double value) {}

    /// @param categories labels along the x-axis
    Plot(String title, String xLabel, String yLabel, List<String> categories) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.categories = List.copyOf(categories);
    }

    Plot with(Series added) {
        series.add(added);
        return this;
    }

    /// A level across the plot.
    Plot line(String name, double value) {
        lines.add(new Line(name, value));
        return this;
    }

    Plot bars() {
        bars = true;
        fromZero = true;
        return this;
    }

    Plot fromZero() {
        fromZero = true;
        return this;
    }

    String title() {
        return title;
    }

    /// {@return a table of its numbers}
    String table() {
        var html = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>%s</th>".formatted(escape(
                xLabel)));
        for (Series one : series) {
            html.append("<th>%s</th>".formatted(escape(one.name())));
        }
        html.append("</tr></thead><tbody>");
        for (int i = 0; i < categories.size(); i++) {
            html.append("<tr><td>%s</td>".formatted(escape(categories.get(i))));
            for (Series one : series) {
                html.append("<td>%s</td>".formatted(cell(one, i)));
            }
            html.append("</tr>");
        }
        html.append("</tbody></table></div>");
        return html.toString();
    }

    private static String cell(Series one, int i) {
        if (Double.isNaN(one.values().get(i))) {
            return "–";
        }
        String value = number(one.values().get(i));
        return one.low().get(i) == one.high().get(i)
                ? value
                : "%s (%s–%s)".formatted(value, number(one.low().get(i)), number(one.high().get(i)));
    }

    /// {@return the plot}
    String svg() {
        double least = fromZero ? 0 : Double.POSITIVE_INFINITY;
        double most = fromZero ? 0 : Double.NEGATIVE_INFINITY;
        for (Series one : series) {
            for (int i = 0; i < categories.size(); i++) {
                if (!Double.isNaN(one.values().get(i))) {
                    least = Math.min(least, one.low().get(i));
                    most = Math.max(most, one.high().get(i));
                }
            }
        }
        for (Line line : lines) {
            least = Math.min(least, line.value());
            most = Math.max(most, line.value());
        }
        var scale = Scale.around(least, most);
        var svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">".formatted(
                WIDTH, HEIGHT, escape(title)));
        axes(svg, scale);
        for (int k = 0; k < series.size(); k++) {
            if (bars) {
                bars(svg, scale, k);
            } else {
                curve(svg, scale, k);
            }
        }
        for (Line line : lines) {
            double y = scale.y(line.value());
            svg.append(
                    format("<line class=\"level\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH
                            - RIGHT, y, y));
            svg.append(format("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", WIDTH
                    - RIGHT - 2, y - 4, escape(line.name())));
        }
        return svg.append("</svg>").toString();
    }

    private void axes(StringBuilder svg, Scale scale) {
        for (double tick = scale.low; tick <= scale.high + scale.step / 2; tick += scale.step) {
            double y = scale.y(tick);
            svg.append(
                    format("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH
                            - RIGHT, y, y));
            svg.append(format("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 5, y
                            + 4,
                    tickText(tick, scale.step)));
        }
        int every = Math.ceilDiv(categories.size(), 12);
        boolean turned = categories.stream().anyMatch(label -> label.length() > 7);
        for (int i = 0; i < categories.size(); i += every) {
            double x = x(i);
            int y = HEIGHT - BOTTOM + 15;
            svg.append(turned
                    ? format(
                            "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"end\" transform=\"rotate(-20 %.1f %d)\">%s</text>",
                            x + 8, y, x + 8, y, escape(categories.get(i)))
                    : format("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x,
                            y,
                            escape(categories.get(i))));
        }
        svg.append(format("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH
                        - RIGHT) / 2,
                HEIGHT - 8, escape(xLabel)));
        svg.append(format(
                "<text class=\"axis\" transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s"
                        + "</text>",
                (TOP + HEIGHT - BOTTOM) / 2, escape(yLabel)));
    }

    private double x(int i) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (i + 0.5) / categories.size();
    }

    private void curve(StringBuilder svg, Scale scale, int k) {
        Series one = series.get(k);
        var path = new StringBuilder();
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        boolean banded = one.banded();
        boolean open = false;
        for (int i = 0; i < categories.size(); i++) {
            if (Double.isNaN(one.values().get(i))) {
                open = false;
                continue;
            }
            path.append(format("%s%.1f %.1f", open ? "L" : "M", x(i), scale.y(one.values().get(i))));
            upper.append(
                    format("%s%.1f %.1f", upper.isEmpty() ? "M" : "L", x(i), scale.y(one.high().get(i))));
            lower.insert(0, format("L%.1f %.1f", x(i), scale.y(one.low().get(i))));
            open = true;
        }
        if (banded && !upper.isEmpty()) {
            svg.append("<path class=\"band c%d\" d=\"%s%sZ\"/>".formatted(k, upper, lower));
        }
        svg.append("<path class=\"curve c%d\" d=\"%s\"/>".formatted(k, path));
        for (int i = 0; i < categories.size() && categories.size() <= 16; i++) {
            if (!Double.isNaN(one.values().get(i))) {
                svg.append(format("<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"/>", k, x(i),
                        scale.y(
                                one.values().get(i)),
                        "2.6"));
            }
        }
        if (one.marked() >= 0 && !Double.isNaN(one.values().get(one.marked()))) {
            svg.append(
                    format("<circle class=\"ring c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"/>", k, x(one.marked()),
                            scale.y(one.values().get(one.marked()))));
        }
    }

    private void bars(StringBuilder svg, Scale scale, int k) {
        Series one = series.get(k);
        double slot = (WIDTH - LEFT - RIGHT) / (double) categories.size();
        double width = 0.7 * slot / series.size();
        for (int i = 0; i < categories.size(); i++) {
            double value = one.values().get(i);
            if (Double.isNaN(value)) {
                continue;
            }
            double left = x(i) - 0.35 * slot + k * width;
            double top = Math.min(scale.y(value), scale.y(0));
            svg.append(format(
                    "<rect class=\"bar c%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", k,
                    left, top, width, Math.abs(scale.y(value) - scale.y(0))));
            if (one.banded()) {
                double middle = left + width / 2;
                svg.append(format("<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                        middle, middle, scale.y(one.low().get(i)), scale.y(one.high().get(i))));
            }
        }
    }

    /// {@return the names of its series with their colours}
    String legend() {
        if (bars && series.size() < 2) {
            return "";
        }
        var html = new StringBuilder("<p class=\"legend\">");
        for (int k = 0; k < series.size(); k++) {
            html.append(
                    "<span><i class=\"key c%d\"></i>%s</span> ".formatted(k, escape(series.get(k).name())));
        }
        return html.append("</p>").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /// Four digits, or as many as a whole number has.
    static String number(double value) {
        if (value == 0 || Math.abs(value) >= 1000) {
            return format("%.0f", value);
        }
        int digits = Math.clamp(3 - (int) Math.floor(Math.log10(Math.abs(value))), 0, 6);
        return format("%." + digits + "f", value);
    }

    private static String tickText(double tick, double step) {
        int digits = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 6);
        return format("%." + digits + "f", Math.abs(tick) < step / 1e6 ? 0 : tick);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /// Round ticks around the values.
    private record Scale(double low, double high, double step) {
        static Scale around(double least, double most) {
            if (!(least <= most)) {
                return new Scale(0, 1, 0.2);
            }
            double range = Math.max(most - least, Math.max(1e-9, 1e-3 * Math.abs(most)));
            double power = Math.pow(10, Math.floor(Math.log10(range / TICKS)));
            double ratio = range / TICKS / power;
            double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
            double low = step * Math.floor(least / step + 1e-9);
            double high = step * Math.ceil(most / step - 1e-9);
            return new Scale(low, high > low ? high : low + step, step);
        }

        double y(double value) {
            return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
        }
    }
}
