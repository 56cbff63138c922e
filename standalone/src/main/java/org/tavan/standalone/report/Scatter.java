package org.tavan.standalone.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.conic.Profile;

/// Points over two measured axes, e.g. a Pareto front.
public final class Scatter implements Figure {
    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Points> groups = new ArrayList<>();

    /// @param joined whether a line runs through them, in their order
    private record Points(String name, Profile x, Profile y, boolean joined) {}

    /// An empty plot.
    public Scatter(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /// Adds points that a line runs through.
    public Scatter curve(String name, double[] x, double[] y) {
        groups.add(new Points(name, Profile.of(x), Profile.of(y), true));
        return this;
    }

    /// Adds a point.
    public Scatter point(String name, double x, double y) {
        groups.add(new Points(name, Profile.of(x), Profile.of(y), false));
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String svg() {
        Scale across = scale(groups.stream().map(Points::x).toList());
        var canvas = new Canvas(title, xLabel, yLabel, scale(groups.stream().map(Points::y).toList()));
        for (int i = 0; i <= across.ticks(); i++) {
            canvas.add("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", across
                    .at(across.tick(i), Canvas.LEFT, Canvas.RIGHT - 14), Canvas.BOTTOM + 17, across.text(i));
        }
        for (int k = 0; k < groups.size(); k++) {
            draw(canvas, across, groups.get(k), k);
        }
        return canvas.svg();
    }

    private static void draw(Canvas canvas, Scale across, Points points, int colour) {
        var path = new StringBuilder();
        for (int i = 0; i < points.x().length(); i++) {
            double x = across.at(points.x().get(i), Canvas.LEFT, Canvas.RIGHT - 14);
            double y = canvas.y(points.y().get(i));
            path.append(Markup.format("%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
            canvas.add(
                    "<circle class=\"dot c%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>%s: %s, %s</title></circle>",
                    colour, x, y, points.joined() ? "2.8" : "5.5", Markup.escape(points.name()), Markup
                            .number(points.x().get(i)),
                    Markup.number(points.y().get(i)));
        }
        if (points.joined()) {
            canvas.add("<path class=\"curve c%d\" d=\"%s\"/>", colour, path);
        }
    }

    private static Scale scale(List<Profile> profiles) {
        double[] values = profiles.stream()
                .flatMapToDouble(one -> IntStream.range(0, one.length())
                        .mapToDouble(one::get))
                .toArray();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return Scale.around(least, most);
    }

    @Override
    public String legend() {
        var html = new StringBuilder("<p class=\"legend\">");
        for (int k = 0; k < groups.size(); k++) {
            html.append("<span><i class=\"key c%d\"></i>%s</span> ".formatted(k, Markup.escape(groups.get(k)
                    .name())));
        }
        return html.append("</p>").toString();
    }

    @Override
    public String table() {
        List<List<String>> rows = new ArrayList<>();
        for (Points points : groups) {
            for (int i = 0; i < points.x().length(); i++) {
                rows.add(List.of(points.name(), Markup.number(points.x().get(i)), Markup.number(points.y()
                        .get(i))));
            }
        }
        return Markup.table(List.of("", xLabel, yLabel), rows);
    }
}
