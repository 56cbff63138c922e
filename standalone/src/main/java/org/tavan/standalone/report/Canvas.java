package org.tavan.standalone.report;

/// The ground of a plot: its frame, the y-axis with its grid, and the names of both axes. Collects SVG.
final class Canvas {
    static final int WIDTH = 480;
    static final int HEIGHT = 300;
    static final int LEFT = 58;
    static final int RIGHT = WIDTH - 12;
    static final int TOP = 14;
    static final int BOTTOM = HEIGHT - 58;

    private final StringBuilder svg = new StringBuilder();
    private final Scale vertical;

    Canvas(String title, String xLabel, String yLabel, Scale vertical) {
        this.vertical = vertical;
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Markup.escape(
                title));
        for (int i = 0; i <= vertical.ticks(); i++) {
            double y = y(vertical.tick(i));
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, RIGHT, y, y);
            add("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 5, y + 4,
                    vertical.text(i));
        }
        add("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>", (LEFT + RIGHT) / 2,
                HEIGHT - 8, Markup.escape(xLabel));
        add("<text class=\"axis\" transform=\"translate(13 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + BOTTOM) / 2, Markup.escape(yLabel));
    }

    double y(double value) {
        return vertical.at(value, BOTTOM, TOP);
    }

    /// A level across the plot.
    void level(String name, double value) {
        double y = y(value);
        add("<line class=\"level\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, RIGHT, y, y);
        add("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", RIGHT - 2, y - 4, Markup
                .escape(name));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
    void add(String pattern, Object... values) {
        svg.append(Markup.format(pattern, values));
    }

    String svg() {
        return svg + "</svg>";
    }
}
