package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A process that is killed at any moment and started again ends with the results of one that was not.
class CrashIT {
    private static final int MEMBERS = 3;
    private static final int DAYS = 16;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-03-21");
    private static final int KILLS = Integer.getInteger("tavan.test.kills", 2);
    private static final long SEED = Long.getLong("tavan.test.seed", 5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    @Test
    void killedAtRandomMomentsARunLosesAndDoublesNothing() throws Exception {
        var random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            try (var child = up("crash")) {
                child.awaitErrors("Console:", PATIENCE);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
                child.kill();
            }
        }
        JsonNode summary;
        try (var child = up("crash")) {
            assertTrue(child.ended(PATIENCE), child::toString);
            assertEquals(0, child.exitCode(), child.errors());
            summary = JsonMapper.shared().readTree(child.output());
        }

        var sent = sentByTheSource();
        var readings = summary.get("readings");
        var intervals = summary.get("intervals");
        assertAll(summary.toPrettyString(),
                () -> assertEquals(sent.size(), readings.get("sent").asInt()),
                () -> assertEquals(0, readings.get("repeatedOrOpen").asInt()),
                () -> assertEquals(0, readings.get("late").asInt()),
                () -> assertEquals(MEMBERS * DAYS * 24, intervals.get("closed").asInt()),
                () -> assertEquals(0, intervals.get("dispatchedTwice").asInt()),
                () -> assertEquals(0, summary.get("solves").get("refusedByChecker").asInt()));
        assertSameAsUninterrupted();
    }

    private void assertSameAsUninterrupted() throws Exception {
        var folder = DataFolder.open(directory, "whole");
        Map<String, Collection<?>> expected;
        try (var cluster = Cluster.start(folder, 1)) {
            Runs.toTheEnd(cluster.settings(), folder.state(), source(), PATIENCE);
            expected = results(new TopicReader(cluster.settings()));
            expected.forEach((topic, values) -> assertFalse(values.isEmpty(), topic));
        }
        try (var cluster = Cluster.start(DataFolder.open(directory.resolve("crash"), "up"), 1)) {
            assertEquals(expected, results(new TopicReader(cluster.settings())));
        }
    }

    private static Map<String, Collection<?>> results(TopicReader reader) {
        return List.<Topic<?>>of(Topics.INTERVALS, Topics.SCHEDULES, Topics.DISPATCHES)
                .stream()
                .collect(Collectors.toMap(Topic::name, topic -> reader.distinctBytesByKey(topic).entrySet()));
    }

    @Test
    void terminatedARunEndsWithinTenSecondsAndGoesOnAtTheNextStart() throws Exception {
        try (var child = up("terminated")) {
            child.awaitErrors("First dispatch", PATIENCE);

            child.terminate();

            assertTrue(child.ended(Duration.ofSeconds(10)), "still running");
            assertEquals(0, child.exitCode(), child.errors());
        }
        try (var child = up("terminated")) {
            assertTrue(child.ended(PATIENCE), "not finished");
            assertEquals(0, child.exitCode(), child.errors());
            var intervals = JsonMapper.shared().readTree(child.output()).get("intervals");
            assertEquals(MEMBERS * DAYS * 24, intervals.get("closed").asInt());
            assertEquals(0, intervals.get("dispatchedTwice").asInt());
        }
    }

    private Child up(String name) throws Exception {
        return Child.start(directory, "up", "--data-dir", directory.resolve(name).toString(), "--port", "0",
                "--seed",
                Long.toString(SEED), "--members", Integer.toString(MEMBERS), "--first-day",
                FIRST_DAY.toString(), "--days",
                Integer.toString(DAYS), "--speed", "max", "--json");
    }

    private static SyntheticSource source() {
        return new SyntheticSource(SyntheticConfig.of(SEED, FIRST_DAY).withProsumers(MEMBERS).withDays(DAYS));
    }

    private static List<?> sentByTheSource() {
        var readings = new ArrayList<>();
        source().batchesAfter(Instant.MIN)
                .forEachRemaining((Batch batch) -> readings.addAll(batch.readings()));
        return readings;
    }
}
