package org.tavan.standalone.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One page that needs nothing else: no network, no script. Made from top to bottom.
public final class Page {
    private final StringBuilder html = new StringBuilder();

    /// Begins a page.
    ///
    /// @param kind what made it, e.g. `Tavan backtest`
    /// @param name its title, without markup
    public Page(String kind, String name) {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s %s</title>"
                .formatted(Markup.escape(kind), Markup.escape(name)));
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>")
                .append(style())
                .append("</style></head><body>");
        html.append("<p class=\"soft\">%s</p><h1>%s</h1>".formatted(Markup.escape(kind), Markup.escape(
                name)));
    }

    /// Adds markup.
    public Page add(String markup) {
        html.append(markup);
        return this;
    }

    /// Adds a heading, without markup.
    public Page heading(String title) {
        return add("<h2>%s</h2>".formatted(Markup.escape(title)));
    }

    /// Adds a paragraph, without markup.
    public Page paragraph(String text) {
        return add("<p>%s</p>".formatted(Markup.escape(text)));
    }

    /// Adds a paragraph in the background, without markup.
    public Page note(String text) {
        return add("<p class=\"soft\">%s</p>".formatted(Markup.escape(text)));
    }

    /// Adds plots under a heading; nothing if there are none.
    public Page section(String title, String caption, List<? extends Figure> figures) {
        return figures.isEmpty() ? this : heading(title).note(caption).figures(figures);
    }

    /// Adds plots.
    public Page figures(List<? extends Figure> figures) {
        add("<div class=\"plots\">");
        for (Figure figure : figures) {
            add("<figure><h3>%s</h3>%s%s<details><summary>Numbers</summary>%s</details></figure>".formatted(
                    Markup.escape(figure.title()), figure.svg(), figure.legend(), figure.table()));
        }
        return add("</div>");
    }

    /// {@return the page so far, ended}
    public String html() {
        return html + "</body></html>\n";
    }

    private static String style() {
        try (InputStream css = Page.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("The style of the report is missing from the class path.");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
