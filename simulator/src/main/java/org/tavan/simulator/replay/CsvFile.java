package org.tavan.simulator.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;
import org.tavan.schema.RejectReason;
import org.tavan.simulator.replay.ColumnConfig.Negative;

/// Reads one CSV file into the series of a history, a row at a time.
///
/// A row or field that cannot be used is rejected with file, line, column and what was expected, and reading goes on;
/// a file or column that is not there is an error of the configuration.
final class CsvFile {
    private final FileConfig config;
    private final String name;
    private final History history;
    private final Set<String> members;
    private final Rejections rejections;
    private final TimeStamps timeStamps;
    private final List<Column> columns = new ArrayList<>();
    private int timeIndex;
    private int prosumerIndex = -1;
    private int width;

    private long rows;
    private long values;
    private long missing;
    private long rejected;
    private long outside;

    private record Column(ColumnConfig config, int index, UnitConversion conversion) {}

    /// Makes a reader of one file.
    ///
    /// @param config what the file holds
    /// @param history takes the values
    /// @param members series names of the members that take part
    /// @param rejections takes what cannot be used
    CsvFile(FileConfig config, History history, Set<String> members, Rejections rejections) {
        this.config = config;
        this.name = config.path();
        this.history = history;
        this.members = members;
        this.rejections = rejections;
        this.timeStamps = new TimeStamps(config.timeFormat(), config.timeZone());
    }

    FileSummary read(Path dataFolder, String currency) {
        Path path = dataFolder.resolve(name);
        try (InputStream bytes = open(path);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(config.separator())
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .detectBomHeader(true)
                        .ofCsvRecord(bytes, StandardCharsets.UTF_8)) {
            reader.skipLines(config.skipLines());
            readAll(reader.iterator(), currency);
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "%s: cannot be read: %s, expected a CSV file".formatted(path, e));
        }
        return new FileSummary(name, rows, values, missing, rejected, outside);
    }

    private void readAll(Iterator<CsvRecord> records, String currency) {
        long line = 0;
        try {
            if (!records.hasNext()) {
                throw new ConfigurationException("%s:%d: it is empty, expected a header".formatted(name,
                        config.skipLines() + 1));
            }
            header(records.next(), currency);
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                rows++;
                row(row);
            }
        } catch (CsvParseException e) {
            reject(RejectReason.MALFORMED, "the rest of the file cannot be read: " + e.getMessage(), line + 1,
                    "");
        }
    }

    private static InputStream open(Path path) throws IOException {
        var file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private void header(CsvRecord header, String currency) {
        List<String> names = header.getFields().stream().map(String::strip).toList();
        long line = header.getStartingLineNumber();
        width = names.size();
        timeIndex = indexOf(names, config.timeColumn(), line);
        if (config.prosumerColumn() != null) {
            prosumerIndex = indexOf(names, config.prosumerColumn(), line);
        }
        for (ColumnConfig column : config.columns()) {
            boolean named = column.member() != null || config.prosumerColumn() != null;
            if (column.series().ofMember() && !named) {
                throw new ConfigurationException(
                        "%s: column %s holds %s, expected a member, or a prosumerColumn of the file"
                                .formatted(name, column.column(), column.series()));
            }
            int index = indexOf(names, column.column(), line);
            columns.add(new Column(column, index,
                    UnitConversion.of(column.series(), column.unit(), config.stepMinutes(), currency)));
        }
    }

    private int indexOf(List<String> names, String column, long line) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new ConfigurationException(
                    "%s:%d: there is no column '%s', the header has %s".formatted(name, line, column, names));
        }
        return index;
    }

    private void row(CsvRecord row) {
        long line = row.getStartingLineNumber();
        if (row.getFieldCount() != width) {
            reject(RejectReason.MALFORMED, "the row has %d fields, expected %d as in the header"
                    .formatted(row.getFieldCount(), width), line, text(row));
            return;
        }
        @Nullable
        String prosumer = prosumerIndex < 0 ? null : row.getField(prosumerIndex).strip();
        Instant start;
        try {
            Instant stamp = timeStamps
                    .parse(row.getField(timeIndex).strip(), prosumer == null ? "" : prosumer)
                    .plus(Duration.ofDays(config.shiftDays()));
            start = config.stamp() == FileConfig.Stamp.END
                    ? stamp.minusSeconds(config.stepMinutes() * 60L)
                    : stamp;
        } catch (DateTimeException e) {
            reject(RejectReason.MALFORMED, "column %s: %s, expected %s".formatted(config.timeColumn(),
                    e.getMessage(),
                    config.timeFormat().equals("ISO") ? "e.g. 2019-01-31T23:00:00Z" : config.timeFormat()),
                    line,
                    text(row));
            return;
        }
        if (prosumer != null && !members.contains(prosumer)) {
            outside++;
            return;
        }
        for (Column column : columns) {
            field(row, column, start, prosumer);
        }
    }

    private void field(CsvRecord row, Column column, Instant start, @Nullable String prosumer) {
        ColumnConfig wanted = column.config();
        @Nullable
        String member = wanted.series().ofMember()
                ? (wanted.member() == null ? prosumer : wanted.member())
                : null;
        Series series = history.series(wanted.series(), member, config.stepMinutes());
        String text = row.getField(column.index()).strip();
        long line = row.getStartingLineNumber();
        if (series.stepMinutes() != config.stepMinutes()) {
            throw new ConfigurationException(
                    "%s: column %s has steps of %d min, another file has the same series in steps of %d"
                            .formatted(name, wanted.column(), config.stepMinutes(), series.stepMinutes()));
        }
        if (!series.covers(start)) {
            outside++;
        } else if (config.missing().contains(text)) {
            missing++;
        } else if (!series.onGrid(start)) {
            reject(RejectReason.BAD_INTERVAL, "column %s: %s is not on the grid of %d minutes".formatted(
                    config.timeColumn(), row.getField(timeIndex), config.stepMinutes()), line, text(row));
        } else {
            number(row, column, start, series, text);
        }
    }

    private void number(CsvRecord row, Column column, Instant start, Series series, String text) {
        ColumnConfig wanted = column.config();
        long line = row.getStartingLineNumber();
        double value = parse(text);
        if (!Double.isFinite(value)) {
            reject(RejectReason.NOT_A_NUMBER, "column %s: '%s' is not a number, expected %s or one of %s"
                    .formatted(wanted.column(), text, wanted.unit(), config.missing()), line, text(row));
            return;
        }
        double converted = column.conversion().apply(value) * wanted.factor();
        if (converted < 0 && !wanted.series().mayBeNegative()) {
            if (wanted.negative() == Negative.REJECT) {
                reject(RejectReason.NEGATIVE, "column %s: %s is negative, expected 0 %s or more".formatted(
                        wanted.column(), text, wanted.unit()), line, text(row));
                return;
            }
            converted = 0;
        }
        double before = series.at(start);
        if (!Double.isNaN(before) && before != converted) {
            reject(RejectReason.CONFLICT,
                    "column %s: a second, different value for %s".formatted(wanted.column(), start),
                    line, text(row));
            return;
        }
        series.set(start, converted);
        values++;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }

    private void reject(RejectReason reason, String message, long line, String text) {
        rejected++;
        rejections.add(reason, message, name, line, text);
    }

    private String text(CsvRecord row) {
        return String.join(config.separator(), row.getFields());
    }
}
