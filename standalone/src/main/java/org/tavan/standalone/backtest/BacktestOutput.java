package org.tavan.standalone.backtest;

import java.nio.file.Path;

/// Shows and keeps what came of an experiment.
public final class BacktestOutput {
    private BacktestOutput() {}

    /// {@return the table for a console}
    public static String text(BacktestResult result) {
        return TextTable.of(result);
    }

    public static String json(BacktestResult result) { return ""; }

    public static void write(BacktestResult result, Path folder) {}
}
