package org.tavan.simulator.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a source is published.
///
/// @param transactional whether readings and their heartbeat are written in transactions, so that a restart repeats
///     nothing; default true
/// @param wholeContextFirst whether all prices and weather of a source that ends are sent, and waited for, before the
///     first reading; default false
/// @param lookAhead otherwise: how far prices and weather are sent ahead of the readings (virtual time), default 2
///     days
/// @param recordsPerCommit records after which a transaction is committed if more are due, default 2000
public record PublishConfig(Boolean transactional, Boolean wholeContextFirst, Duration lookAhead,
        Integer recordsPerCommit) {

    /// Fills in what was left out, and checks.
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public PublishConfig(
            @Nullable Boolean transactional,
            @Nullable Boolean wholeContextFirst,
            @Nullable Duration lookAhead,
            @Nullable Integer recordsPerCommit) {
        this.transactional = transactional == null || transactional;
        this.wholeContextFirst = wholeContextFirst != null && wholeContextFirst;
        this.lookAhead = lookAhead == null ? Duration.ofDays(2) : lookAhead;
        this.recordsPerCommit = recordsPerCommit == null ? 2000 : recordsPerCommit;
        if (this.lookAhead.isNegative()) {
            throw new IllegalArgumentException(
                    "The lookAhead (%s) must not be negative.".formatted(this.lookAhead));
        }
        if (this.recordsPerCommit < 1) {
            throw new IllegalArgumentException(
                    "The recordsPerCommit (%d) must be 1 or more.".formatted(this.recordsPerCommit));
        }
    }

    /// For a source that goes on: prices and weather two days ahead.
    ///
    /// @return with transactions
    public static PublishConfig live() {
        return new PublishConfig(true, false, null, null);
    }

    /// For history: all prices and weather first.
    ///
    /// @return with transactions
    public static PublishConfig replay() {
        return new PublishConfig(true, true, null, null);
    }
}
