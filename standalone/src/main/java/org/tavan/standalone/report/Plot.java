package org.tavan.standalone.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.tavan.conic.Profile;

/// A small plot over categories as inline SVG: lines with bands, points with whiskers, bars beside or upon one another. Colours come from
/// the page by class, so that it is readable on light and dark ground and in print.
public final class Plot implements Figure {
    private static final int COLOURS = 10;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<String> categories;
    private final List<Drawn> drawn = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private Shape shape = Shape.CURVE;
    private boolean fromZero;

    private enum Shape {
        CURVE, STEP, BAR, STACK
    }

    /// Values at the categories; NaN for none.
    ///
    /// @param low lower ends of bands or whiskers; as the values for none
    /// @param high upper ends
    /// @param marked index of the category that is ringed; −1 for none
    public record Series(String name, Profile values, Profile low, Profile high, int marked) {
        public Series(String name, double[] values, double[] low, double[] high, int marked) {
            this(name, Profile.of(values), Profile.of(low), Profile.of(high), marked);
        }

        /// {@return values without bands}
        public static Series of(String name, double... values) {
            return new Series(name, values, values, values, -1);
        }

        /// Whether it has bands or whiskers.
        boolean banded() {
            return !low.equals(values) || !high.equals(values);
        }
    }

    /// A series, its colour and its shape, which for a curve over bars is not the plot's.
    ///
    /// @param named whether the legend has it
    private record Drawn(Series series, String colour, Shape shape, boolean named) {}

    private record Line(String name, double value) {}

    /// @param categories labels along the x-axis
    public Plot(String title, String xLabel, String yLabel, List<String> categories) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.categories = List.copyOf(categories);
    }

    /// Adds a series in the next colour. Bars and steps are chosen before it.
    public Plot with(Series added) {
        return with(added, drawn.size());
    }

    /// Adds a series.
    ///
    /// @param colour number of a colour; series of one colour belong together
    public Plot with(Series added, int colour) {
        drawn.add(new Drawn(added, "c" + colour % COLOURS, shape, true));
        return this;
    }

    /// Adds a series that the legend leaves out, since another of its colour speaks for it.
    public Plot behind(Series added, int colour) {
        drawn.add(new Drawn(added, "c" + colour % COLOURS, shape, false));
        return this;
    }

    /// Adds a curve in the colour of the text, over the bars.
    public Plot over(Series added) {
        drawn.add(new Drawn(added, "ink", Shape.CURVE, true));
        return this;
    }

    /// A level across the plot.
    public Plot line(String name, double value) {
        lines.add(new Line(name, value));
        return this;
    }

    /// Bars beside one another.
    public Plot bars() {
        shape = Shape.BAR;
        return fromZero();
    }

    /// Bars upon one another: what is positive above zero, what is negative below.
    public Plot stacked() {
        shape = Shape.STACK;
        return fromZero();
    }

    /// Curves that stay where they are over each category.
    public Plot stepped() {
        shape = Shape.STEP;
        return this;
    }

    /// The y-axis begins at zero.
    public Plot fromZero() {
        fromZero = true;
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String table() {
        List<String> head = new ArrayList<>(List.of(xLabel));
        drawn.forEach(one -> head.add(one.series.name()));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < categories.size(); i++) {
            List<String> row = new ArrayList<>(List.of(categories.get(i)));
            for (Drawn one : drawn) {
                row.add(cell(one.series, i));
            }
            rows.add(row);
        }
        return Markup.table(head, rows);
    }

    private static String cell(Series one, int i) {
        String value = Markup.number(one.values().get(i));
        return Double.isNaN(one.values().get(i)) || one.low().get(i) == one.high().get(i)
                ? value
                : "%s (%s–%s)".formatted(value, Markup.number(one.low().get(i)), Markup.number(one.high()
                        .get(i)));
    }

    @Override
    public String svg() {
        var canvas = new Canvas(title, xLabel, yLabel, scale());
        categories(canvas);
        int bars = (int) drawn.stream().filter(one -> one.shape == Shape.BAR).count();
        int bar = 0;
        double[] above = new double[categories.size()];
        double[] below = new double[categories.size()];
        for (Drawn one : drawn) {
            switch (one.shape) {
                case CURVE, STEP -> curve(canvas, one);
                case BAR -> bars(canvas, one, bar++, bars);
                case STACK -> stack(canvas, one, above, below);
            }
        }
        lines.forEach(line -> canvas.level(line.name(), line.value()));
        return canvas.svg();
    }

    private Scale scale() {
        List<Double> ends = new ArrayList<>(lines.stream().map(Line::value).toList());
        if (fromZero) {
            ends.add(0.0);
        }
        for (int i = 0; i < categories.size(); i++) {
            double above = 0;
            double below = 0;
            for (Drawn one : drawn) {
                double value = one.series.values().get(i);
                if (Double.isNaN(value)) {
                    continue;
                }
                if (one.shape == Shape.STACK) {
                    above += Math.max(0, value);
                    below += Math.min(0, value);
                    Collections.addAll(ends, above, below);
                } else {
                    Collections.addAll(ends, one.series.low().get(i), one.series.high().get(i));
                }
            }
        }
        return ends.isEmpty()
                ? Scale.around(1, 0)
                : Scale.around(Collections.min(ends), Collections.max(ends));
    }

    private void categories(Canvas canvas) {
        int longest = categories.stream().mapToInt(String::length).max().orElse(0);
        boolean turned = longest > 7;
        int every = Math.ceilDiv(categories.size(), longest == 5 ? 8 : 12);
        int y = Canvas.BOTTOM + 15;
        for (int i = 0; i < categories.size(); i += every) {
            String label = Markup.escape(categories.get(i));
            if (turned) {
                canvas.add(
                        "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"end\" transform=\"rotate(-20 %.1f %d)\">%s</text>",
                        x(i) + 8, y, x(i) + 8, y, label);
            } else {
                canvas.add("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(i),
                        y, label);
            }
        }
    }

    private double slot() {
        return (Canvas.RIGHT - Canvas.LEFT) / (double) categories.size();
    }

    private double x(int i) {
        return Canvas.LEFT + slot() * (i + 0.5);
    }

    private void curve(Canvas canvas, Drawn one) {
        Series series = one.series;
        double half = one.shape == Shape.STEP ? slot() / 2 : 0;
        var path = new StringBuilder();
        var upper = new StringBuilder();
        var lower = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < categories.size(); i++) {
            if (Double.isNaN(series.values().get(i))) {
                open = false;
                continue;
            }
            path.append(to(open ? "L" : "M", i, half, canvas.y(series.values().get(i))));
            upper.append(to(upper.isEmpty() ? "M" : "L", i, half, canvas.y(series.high().get(i))));
            lower.insert(0, to("L", i, -half, canvas.y(series.low().get(i))));
            open = true;
        }
        if (series.banded() && !upper.isEmpty()) {
            canvas.add("<path class=\"band %s\" d=\"%s%sZ\"/>", one.colour, upper, lower);
        }
        canvas.add("<path class=\"curve %s\" d=\"%s\"/>", one.colour, path);
        for (int i = 0; i < categories.size() && categories.size() <= 16 && one.shape == Shape.CURVE; i++) {
            if (!Double.isNaN(series.values().get(i))) {
                canvas.add("<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"/>", one.colour, x(i),
                        canvas.y(series.values().get(i)));
            }
        }
        if (series.marked() >= 0 && !Double.isNaN(series.values().get(series.marked()))) {
            canvas.add("<circle class=\"ring %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"/>", one.colour, x(series
                    .marked()), canvas.y(series.values().get(series.marked())));
        }
    }

    /// The way to a category and, in steps, across it.
    private String to(String how, int i, double half, double y) {
        return half == 0
                ? Markup.format("%s%.1f %.1f", how, x(i), y)
                : Markup.format("%s%.1f %.1fH%.1f", how, x(i) - half, y, x(i) + half);
    }

    private void bars(Canvas canvas, Drawn one, int place, int places) {
        double width = 0.7 * slot() / places;
        for (int i = 0; i < categories.size(); i++) {
            double value = one.series.values().get(i);
            if (Double.isNaN(value)) {
                continue;
            }
            double left = x(i) - 0.35 * slot() + place * width;
            bar(canvas, one.colour, left, width, 0, value);
            if (one.series.banded()) {
                double middle = left + width / 2;
                canvas.add("<line class=\"whisker\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                        middle, middle, canvas.y(one.series.low().get(i)), canvas.y(one.series.high()
                                .get(i)));
            }
        }
    }

    private void stack(Canvas canvas, Drawn one, double[] above, double[] below) {
        double width = 0.86 * slot();
        for (int i = 0; i < categories.size(); i++) {
            double value = one.series.values().get(i);
            if (Double.isNaN(value) || value == 0) {
                continue;
            }
            double[] from = value > 0 ? above : below;
            bar(canvas, one.colour, x(i) - width / 2, width, from[i], from[i] + value);
            from[i] += value;
        }
    }

    private static void bar(Canvas canvas, String colour, double left, double width, double from, double to) {
        double top = Math.min(canvas.y(from), canvas.y(to));
        canvas.add("<rect class=\"bar %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", colour,
                left,
                top, width, Math.abs(canvas.y(to) - canvas.y(from)));
    }

    @Override
    public String legend() {
        if (shape == Shape.BAR && drawn.size() < 2) {
            return "";
        }
        return drawn.stream()
                .filter(Drawn::named)
                .map(one -> "<span><i class=\"key %s\"></i>%s</span> ".formatted(one.colour, Markup.escape(
                        one.series.name())))
                .collect(Collectors.joining("", "<p class=\"legend\">", "</p>"));
    }
}
