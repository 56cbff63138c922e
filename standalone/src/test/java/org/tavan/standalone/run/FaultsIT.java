package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Rejected;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.Topics;
import tools.jackson.databind.json.JsonMapper;

/// Meters that fail in every way the simulator knows, in a community that settles every quarter of an hour.
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-03-21");
    private static final int MEMBERS = 5;
    private static final int DAYS = 14;
    private static final int DAY_INTERVALS = 96;
    /// Readings of a quarter-hourly meter in the six hours of a fault.
    private static final long QUARTERS = 24;
    /// Good readings until a meter in quarantine is trusted again.
    private static final long DISTRUSTED = 9;
    private static final Pattern FIRST_DISPATCH = Pattern.compile(
            "First dispatch, for the interval that ended at 2025-03-\\d\\d \\d\\d:00 \\(Asia/Tehran\\)\\.");
    private static final String PREFIX = "sim:tehran/";

    @TempDir
    Path directory;

    @Test
    void everyFaultIsAccountedForAndTheLoopGoesOn() throws Exception {
        var source = new SyntheticSource(SyntheticConfig.of(8, FIRST_DAY)
                .withProsumers(MEMBERS)
                .withDays(DAYS)
                .withIntervalMinutes(15)
                .withFaults(List.of(
                        fault("home-2/load", FaultKind.SILENT, 12),
                        fault("home-3/load", FaultKind.SPIKE, 12),
                        fault("home-1/load", FaultKind.REGISTER_RESET, 12),
                        fault("home-4/load", FaultKind.CLOCK_SKEW, 12),
                        fault("home-5/load", FaultKind.DUPLICATES, 12),
                        fault("home-2/pv", FaultKind.OUT_OF_ORDER, 12))));

        try (var cluster = Cluster.start(DataFolder.open(directory, "faults"), 1)) {
            var finished = Runs.toTheEnd(cluster.settings(), directory.resolve("state"), source, PATIENCE);

            var reader = new TopicReader(cluster.settings());
            var summary = finished.summary();
            var readings = summary.readings();
            var refused = reader.values(Topics.REJECTED)
                    .stream()
                    .collect(Collectors.groupingBy(
                            (Rejected rejected) -> rejected.getKey().substring(PREFIX.length()) + " "
                                    + rejected.getReason(),
                            Collectors.counting()));
            var estimated = reader.values(Topics.INTERVALS)
                    .stream()
                    .filter(interval -> interval.getQuality() != IntervalQuality.MEASURED)
                    .collect(Collectors.groupingBy(Interval::getProsumerId, Collectors.counting()));
            assertAll(summary.text(),
                    () -> assertEquals(finished.sent().readings(), readings.sent()),
                    () -> assertEquals(MEMBERS * DAYS * DAY_INTERVALS, summary.intervals().closed()),
                    () -> assertEquals(0, summary.intervals().dispatchedTwice()),
                    // Six hours every five minutes, sent twice.
                    () -> assertEquals(72, readings.remainder()),
                    () -> assertEquals(Map.of("home-1/load REGISTER_DIP", 2L, "home-3/load SPIKE", QUARTERS,
                            "home-3/load QUARANTINED", DISTRUSTED, "home-4/load CLOCK_FUTURE", QUARTERS,
                            "home-4/load QUARANTINED", DISTRUSTED), refused),
                    () -> assertTrue(estimated.getOrDefault("home-2", 0L) >= QUARTERS, estimated::toString),
                    () -> assertTrue(estimated.getOrDefault("home-3", 0L) >= QUARTERS + DISTRUSTED,
                            estimated::toString),
                    () -> assertTrue(estimated.getOrDefault("home-4", 0L) >= QUARTERS + DISTRUSTED,
                            estimated::toString),
                    () -> assertTrue(summary.solves().countByStatus().containsKey("DAY_AHEAD OPTIMAL")),
                    () -> assertTrue(summary.intervals().dispatched() > 0));
        }
    }

    @Test
    void faultsFromTheCommandLineAreInTheSummaryAndTheFirstDispatchIsToldInLocalTime() throws Exception {
        var arguments = List.of("up", "--port", "0", "--members", "2", "--days", "10", "--speed", "max",
                "--json", "--data-dir", directory.toString(),
                "--fault", "home-2/load:duplicates:2025-03-27T12:00/PT6H",
                "--fault", "home-1/pv:silent:2025-03-27T12:00/PT6H");

        try (var child = Child.start(directory, arguments)) {
            child.awaitSuccess(PATIENCE);

            var summary = JsonMapper.shared().readTree(child.output());
            assertAll(summary.toPrettyString(),
                    // Six hours every five minutes, sent twice.
                    () -> assertEquals(72, summary.get("readings").get("remainder").asInt()),
                    () -> assertEquals(2 * 10 * 24, summary.get("intervals").get("closed").asInt()),
                    // The register says nothing from 12:00 to 17:45, so the hour from 11:00 on has no end either.
                    () -> assertEquals(7, summary.get("intervals").get("estimated").asInt()),
                    () -> assertTrue(FIRST_DISPATCH.matcher(child.errors()).find(), child.errors()));
        }
    }

    /// Six hours from noon on.
    private static Fault fault(String meter, FaultKind kind, int day) {
        Instant noon = FIRST_DAY.plusDays(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
        return new Fault(PREFIX + meter, kind, noon, noon.plus(Duration.ofHours(6)));
    }
}
