package org.tavan.simulator.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;

/// Reads the time stamps of one file.
///
/// A local stamp in the hour that a zone repeats means its first occurrence when the file shows it first, and its
/// second when the same series shows it again; the other way round in a file that runs backwards. A local stamp that
/// the zone skips is an error of its row.
final class TimeStamps {
    private final DateTimeFormatter format;
    private final ZoneRules rules;
    private final ZoneId zone;
    private final Set<String> repeated = new HashSet<>();
    private @Nullable LocalDateTime last;
    private @Nullable String lastText;
    private TemporalAccessor lastParsed = Instant.EPOCH;
    private boolean backwards;

    TimeStamps(String pattern, ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
        try {
            this.format = pattern.equals("ISO")
                    ? new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
                            .appendPattern("['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSS][XXX][XX][X]")
                            .toFormatter(Locale.ROOT)
                    : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "timeFormat '%s' is not a pattern: %s, expected ISO or e.g. yyyy-MM-dd HH:mm".formatted(
                            pattern,
                            e.getMessage()));
        }
    }

    /// Reads one time stamp.
    ///
    /// @param text as in the file
    /// @param series whose row it is
    /// @throws DateTimeException if the text does not fit, or the zone has no such time
    Instant parse(String text, String series) {
        // A file of several members has each time stamp once for each.
        if (!text.equals(lastText)) {
            lastParsed = format.parseBest(text, ZonedDateTime::from, OffsetDateTime::from,
                    LocalDateTime::from);
            lastText = text;
        }
        return switch (lastParsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            default -> local(LocalDateTime.from(lastParsed), series);
        };
    }

    private Instant local(LocalDateTime stamp, String series) {
        if (last != null && !stamp.equals(last)) {
            backwards = stamp.isBefore(last);
        }
        last = stamp;
        var offsets = rules.getValidOffsets(stamp);
        if (offsets.isEmpty()) {
            throw new DateTimeException("%s does not exist in %s".formatted(stamp, zone));
        }
        if (offsets.size() == 1) {
            return stamp.toInstant(offsets.getFirst());
        }
        boolean first = repeated.add(stamp + "|" + series);
        return stamp.toInstant(first == backwards ? offsets.getLast() : offsets.getFirst());
    }
}
