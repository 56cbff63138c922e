package org.tavan.simulator.replay;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tavan.config.ConfigurationException;
import org.tavan.schema.Community;
import org.tavan.schema.Rejected;
import org.tavan.simulator.replay.ReplayConfig.MemberPart;
import org.tavan.simulator.replay.ReplayConfig.PvPart;
import org.tavan.simulator.replay.ReplayReadings.MeterSeries;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Pulses;
import org.tavan.simulator.source.Source;

/// History from CSV files as a source. The series are held in memory, eight bytes a value.
public final class ReplaySource implements Source {
    private final ReplayConfig config;
    private final Instant start;
    private final Instant end;
    private final History history;
    private final List<MeterSeries> meters;
    private final List<FileSummary> files;
    private final List<Rejected> rejected;

    private ReplaySource(ReplayConfig config, History history, List<FileSummary> files,
            List<Rejected> rejected) {
        this.config = config;
        this.start = startOf(config, 0);
        this.end = config.lastDay().plusDays(1).atStartOfDay(config.community().zone()).toInstant();
        this.history = history;
        this.files = List.copyOf(files);
        this.rejected = rejected;
        this.meters = meters(config, history);
    }

    /// Reads all files.
    ///
    /// @param config what to replay
    /// @param dataFolder folder of the files
    /// @return the source
    /// @throws ConfigurationException if a file or column is missing, a unit does not fit, or a member has no series
    public static ReplaySource open(ReplayConfig config, Path dataFolder) {
        Instant origin = startOf(config, -1);
        Instant end = config.lastDay().plusDays(1).atStartOfDay(config.community().zone()).toInstant();
        var history = new History(origin, end);
        var rejections = new Rejections(startOf(config, 0));
        Set<String> members = config.members().stream().map(MemberPart::series).collect(Collectors.toSet());
        List<FileSummary> files = config.files()
                .stream()
                .map(file -> new CsvFile(file, history, members, rejections).read(dataFolder,
                        config.community().currency()))
                .toList();
        return new ReplaySource(config, history, files, rejections.entries());
    }

    private static Instant startOf(ReplayConfig config, int day) {
        return config.firstDay().plusDays(day).atStartOfDay(config.community().zone()).toInstant();
    }

    private static List<MeterSeries> meters(ReplayConfig config, History history) {
        List<MeterSeries> meters = new ArrayList<>();
        for (MemberPart member : config.members()) {
            Series load = history.find(SeriesKind.LOAD, member.series())
                    .filter(series -> !series.isEmpty())
                    .orElseThrow(() -> missing(member, "load", history.members(SeriesKind.LOAD)));
            meters.add(new MeterSeries(ReplayCommunity.loadMeter(member), within(load, config, member), 1));
            PvPart pv = member.pv();
            if (pv != null) {
                Optional<MeterSeries> measured = history.find(SeriesKind.PV, member.series())
                        .filter(series -> !series.isEmpty())
                        .map(series -> new MeterSeries(ReplayCommunity.pvMeter(member),
                                within(series, config, member), 1));
                Optional<MeterSeries> perPeak = history.find(SeriesKind.PV_PER_PEAK)
                        .map(series -> new MeterSeries(ReplayCommunity.pvMeter(member),
                                within(series, config, member),
                                pv.peakKw()));
                meters.add(measured.or(() -> perPeak)
                        .orElseThrow(() -> missing(member, "PV", history.members(SeriesKind.PV))));
            }
        }
        return List.copyOf(meters);
    }

    private static Series within(Series series, ReplayConfig config, MemberPart member) {
        int intervalMinutes = config.community().intervalMinutes();
        if (intervalMinutes % series.stepMinutes() != 0) {
            throw new ConfigurationException(
                    "member %s: its series has steps of %d min, expected a divisor of intervalMinutes (%d)"
                            .formatted(member.prosumerId(), series.stepMinutes(), intervalMinutes));
        }
        return series;
    }

    private static ConfigurationException missing(MemberPart member, String what, Set<String> known) {
        return new ConfigurationException(
                "member %s: no file has %s of series '%s' between firstDay and lastDay; there is %s"
                        .formatted(member.prosumerId(), what, member.series(), known));
    }

    @Override
    public String name() {
        return "replay:" + config.name();
    }

    @Override
    public List<Community> communities() {
        return List.of(ReplayCommunity.of(config));
    }

    @Override
    public Instant start() {
        return start;
    }

    @Override
    public Optional<Instant> end() {
        return Optional.of(end);
    }

    @Override
    public Iterator<Context> contextAfter(Instant after) {
        return new ReplayContext(config, history, after);
    }

    @Override
    public Iterator<Batch> batchesAfter(Instant after) {
        var pulses = new Pulses(start, config.community().intervalMinutes(), config.heartbeatMinutes());
        return new ReplayReadings(name(), meters, pulses, end, after);
    }

    @Override
    public List<Rejected> rejected() {
        return rejected;
    }

    /// What was found in each file, in their order.
    public List<FileSummary> files() {
        return files;
    }
}
