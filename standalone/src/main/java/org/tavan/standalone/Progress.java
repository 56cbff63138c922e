package org.tavan.standalone;

import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Tells on standard error how a command gets on: sentences always, a bar only on a terminal.
final class Progress implements AutoCloseable {
    private final Instant from;
    private final @Nullable ProgressBar bar;

    private Progress(Instant from, @Nullable ProgressBar bar) {
        this.from = from;
        this.bar = bar;
    }

    /// A sentence.
    static void say(String sentence) {
        System.err.println(sentence);
    }

    /// A bar over virtual time.
    static Progress over(String task, Instant from, Instant to) {
        return new Progress(from, bar(task, days(from, to), " days"));
    }

    /// A bar over a number of steps.
    ///
    /// @param unit what a step is, after a space, e.g. ` days`
    static Progress steps(String task, long steps, String unit) {
        return new Progress(Instant.EPOCH, bar(task, steps, unit));
    }

    private static @Nullable ProgressBar bar(String task, long most, String unit) {
        return Boolean.getBoolean("tavan.terminal")
                ? new ProgressBarBuilder().setTaskName(task)
                        .setInitialMax(most)
                        .setUnit(unit, 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    /// One step more, told by any thread.
    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    void reached(Instant time) {
        if (bar != null) {
            bar.stepTo(Math.max(0, days(from, time)));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static long days(Instant from, Instant to) {
        return Duration.between(from, to).toDays();
    }
}
