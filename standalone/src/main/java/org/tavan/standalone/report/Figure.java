package org.tavan.standalone.report;

/// A plot on a page, with the numbers behind it.
public sealed interface Figure permits Plot, Scatter {
    /// {@return what it shows, without markup}
    String title();

    /// {@return the plot}
    String svg();

    /// {@return the names of its series with their colours}
    String legend();

    /// {@return a table of its numbers}
    String table();
}
