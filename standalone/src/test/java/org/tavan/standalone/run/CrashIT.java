package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A process that is killed at any moment and started again ends with the results of one that was not.
///
/// The first kill hits the start, before anything is committed, the last one the end, while everything closes; all others any moment
/// of the run. `-Dtavan.test.kills=10` is the full proof; another `-Dtavan.test.seed` moves the moments.
class CrashIT {
    private static final int MEMBERS = 3;
    private static final String FIRST_DAY = "2025-03-21";
    private static final int KILLS = Integer.getInteger("tavan.test.kills", 3);
    /// As long as every kill needs work to interrupt.
    private static final int DAYS = 8 * KILLS;
    private static final long SEED = Long.getLong("tavan.test.seed", 5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofMillis(2_500);
    private static final Duration CLOSING = Duration.ofMillis(700);
    /// A start takes that long to get to work.
    private static final Duration TAKING_UP = Duration.ofSeconds(3);
    private static final List<Topic<?>> RESULTS = List.of(Topics.INTERVALS, Topics.SCHEDULES,
            Topics.POLICIES, Topics.DISPATCHES, Topics.DEVICE_STATES);

    @TempDir
    Path directory;

    @Test
    void killedAtAnyMomentUpLosesAndDoublesNothing() throws Exception {
        survives("up", up(), MEMBERS * DAYS * 24);
    }

    @Test
    void killedAtAnyMomentAReplayLosesAndDoublesNothing() throws Exception {
        var file = History.write(directory, SEED, DAYS);

        survives("replay", List.of("replay", file.toString(), "--json"), History.MEMBERS * DAYS * 24);
    }

    @Test
    void terminatedARunEndsWithinTenSecondsAndGoesOnAtTheNextStart() throws Exception {
        try (var child = start("terminated", up())) {
            child.awaitErrors("First dispatch", PATIENCE);

            child.terminate();

            assertTrue(child.ended(Duration.ofSeconds(10)), "still running");
            child.awaitSuccess(Duration.ZERO);
        }
        try (var child = start("terminated", up())) {
            child.awaitSuccess(PATIENCE);
            var intervals = JsonMapper.shared().readTree(child.output()).get("intervals");
            assertEquals(MEMBERS * DAYS * 24, intervals.get("closed").asInt());
            assertEquals(0, intervals.get("dispatchedTwice").asInt());
            assertTrue(child.errors().contains("going on with its run"), child.errors());
            assertFalse(child.errors().contains("First dispatch"), child.errors());
        }
    }

    private void survives(String command, List<String> arguments, int intervalsDue) throws Exception {
        long begun = System.nanoTime();
        var expected = finish("whole", arguments);
        var whole = Duration.ofNanos(System.nanoTime() - begun);

        var killed = killAgainAndAgain(arguments, whole);
        begun = System.nanoTime();
        var summary = finish("crash", arguments);

        System.out.printf("%s, seed %d: %.1f s undisturbed; kills after %s; then %.1f s to the end%n",
                command, SEED,
                whole.toMillis() / 1e3, killed, (System.nanoTime() - begun) / 1e9);
        var readings = summary.get("readings");
        var intervals = summary.get("intervals");
        assertAll(summary.toPrettyString(),
                () -> assertEquals(expected.get("readings").get("sent"), readings.get("sent")),
                () -> assertEquals(0, readings.get("remainder").asInt()),
                () -> assertEquals(0, readings.get("late").asInt()),
                () -> assertEquals(intervalsDue, intervals.get("closed").asInt()),
                () -> assertEquals(0, intervals.get("dispatchedTwice").asInt()),
                () -> assertEquals(0, summary.get("solves").get("refusedByChecker").asInt()));
        assertSame(results("whole"), results("crash"));
    }

    private static void assertSame(Map<String, List<String>> expected, Map<String, List<String>> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((key, records) -> {
            var found = actual.getOrDefault(key, List.of());
            int same = 0;
            while (same < Math.min(records.size(), found.size())
                    && records.get(same).equals(found.get(same))) {
                same++;
            }
            assertTrue(same == records.size() && same == found.size(),
                    "%s: %d records, expected %d; the first %d are the same".formatted(key, found.size(),
                            records.size(),
                            same));
        });
    }

    /// @return when each kill came, after the start of its process
    private List<String> killAgainAndAgain(List<String> arguments, Duration whole) throws Exception {
        var random = new Random(SEED);
        // On average the kills are spread over all of the work.
        var share = whole.minus(TAKING_UP).multipliedBy(2).dividedBy(Math.max(1, KILLS - 1));
        var moments = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            long begun = System.nanoTime();
            try (var child = start("crash", arguments)) {
                if (kill == 0) {
                    child.awaitErrors("Starting broker", PATIENCE);
                    killWithin(START, child, random);
                } else if (kill < KILLS - 1) {
                    killWithin(TAKING_UP.plus(share), child, random);
                } else {
                    child.awaitOutput("{", PATIENCE);
                    killWithin(CLOSING, child, random);
                }
            }
            moments.add("%.1f s".formatted((System.nanoTime() - begun) / 1e9));
        }
        return moments;
    }

    private static void killWithin(Duration most, Child child, Random random) throws Exception {
        if (child.ended(Duration.ofMillis(random.nextLong(most.toMillis())))) {
            child.awaitSuccess(Duration.ZERO);
        }
        child.kill();
    }

    private JsonNode finish(String name, List<String> arguments) throws Exception {
        try (var child = start(name, arguments)) {
            child.awaitSuccess(PATIENCE);
            return JsonMapper.shared().readTree(child.output());
        }
    }

    private Child start(String name, List<String> arguments) throws Exception {
        var folder = directory.resolve(name);
        return Child.start(folder,
                Stream.concat(arguments.stream(), Stream.of("--data-dir", folder.toString())).toList());
    }

    /// Every record of the results by topic and key, in its order; one written twice would stand there twice.
    private Map<String, List<String>> results(String name) throws Exception {
        var folder = directory.resolve(name);
        var all = new TreeMap<String, List<String>>();
        try (var cluster = Cluster.start(DataFolder.open(folder, onlyRun(folder)), 1)) {
            var reader = new TopicReader(cluster.settings());
            for (var topic : RESULTS) {
                var byKey = reader.bytesByKey(topic);
                assertFalse(byKey.isEmpty(), topic.name());
                byKey.forEach((key, records) -> all.put(topic.name() + ' ' + key, records));
            }
        }
        return all;
    }

    private static String onlyRun(Path folder) throws Exception {
        try (var runs = Files.list(folder)) {
            return runs.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
        }
    }

    private static List<String> up() {
        return List.of("up", "--port", "0", "--seed", Long.toString(SEED), "--members",
                Integer.toString(MEMBERS),
                "--first-day", FIRST_DAY, "--days", Integer.toString(DAYS), "--speed", "max", "--json");
    }
}
