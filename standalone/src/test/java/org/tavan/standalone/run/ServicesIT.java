package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.Rejected;
import org.tavan.topic.Topics;

/// Each service in a process of its own, with the configurations that are shipped as examples, against a cluster that none of them started.
class ServicesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path EXAMPLES = Path.of(System.getProperty("tavan.root"), "examples", "services");
    private static final int MEMBERS = 3;
    private static final int DAYS = 14;

    @TempDir
    Path directory;

    @Test
    void servicesApartDoWhatOneProcessDoes() throws Exception {
        try (var cluster = Cluster.start(DataFolder.open(directory, "cluster"), 2);
                var streams = service(cluster.settings(), "streams");
                var solver = service(cluster.settings(), "solver");
                var simulator = service(cluster.settings(), "simulate")) {
            var reader = new TopicReader(cluster.settings());
            assertServes(streams, "Metrics: ", "metrics", "tavan_records_total");
            assertServes(solver, "Console: ", "", "<html");
            assertServes(solver, "Console: ", "metrics", "tavan_");
            await(() -> reader.values(Topics.INTERVALS).size() >= MEMBERS * DAYS * 24, streams, simulator);
            var last = lastStart(reader.values(Topics.INTERVALS));
            await(() -> reader.values(Topics.DISPATCHES)
                    .stream()
                    .filter(dispatch -> dispatch.getIntervalStart().toEpochMilli() == last)
                    .count() == MEMBERS, solver, simulator);

            var ids = reader.values(Topics.DISPATCHES).stream().map(Dispatch::getDispatchId).toList();
            assertEquals(ids.size(), new HashSet<>(ids).size());
            assertTrue(reader.values(Topics.DISPATCHES)
                    .stream()
                    .anyMatch(dispatch -> !dispatch.getPlanId().isEmpty()));
            assertTrue(reader.values(Topics.DEVICE_STATES).size() >= DAYS);
            assertServes(streams, "Metrics: ", "health", "state=RUNNING");
            assertServes(solver, "Console: ", "api/v1/health", "\"name\":\"solver\",\"status\":\"UP\"");
            assertEquals(Map.of("MALFORMED village-hall", 1, "UNKNOWN_METER attic", 1),
                    refusedByTheGateway(cluster.settings(), reader));
        }
    }

    /// Through the gateway, which ends by itself at the end of its file: a broken line and a meter that nobody has registered.
    private Map<String, Integer> refusedByTheGateway(KafkaSettings settings, TopicReader reader)
            throws Exception {
        Files.writeString(directory.resolve("readings.jsonl"),
                """
                        {"meterId": "attic", "accumulation": "DELTA_DATA", "value": 0.25, "unit": "kWh", "intervalStart": "2025-04-01T00:00:00Z", "readingTime": "2025-04-01T01:00:00Z"}
                        {"meterId": "attic", "accumul
                        """);
        try (var gateway = service(settings, "feeds")) {
            gateway.awaitSuccess(PATIENCE);
        }
        await(() -> reader.values(Topics.REJECTED).size() >= 2);
        var counts = new TreeMap<String, Integer>();
        for (Rejected rejected : reader.values(Topics.REJECTED)) {
            counts.merge(rejected.getReason() + " " + rejected.getKey(), 1, Integer::sum);
        }
        return counts;
    }

    /// What a service says it serves, under the address that it prints; waits until it has the text.
    private static void assertServes(Child service, String announcement, String path, String expected)
            throws Exception {
        service.awaitErrors(announcement, PATIENCE);
        var said = service.errors().lines().filter(line -> line.startsWith(announcement)).findFirst();
        var uri = URI.create(said.orElseThrow().substring(announcement.length())).resolve("/" + path);
        try (var client = HttpClient.newHttpClient()) {
            await(() -> answers(client, uri, expected), service);
        }
    }

    private static boolean answers(HttpClient client, URI uri, String expected) {
        try {
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains(expected);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(uri.toString(), e);
        }
    }

    /// A service with its example configuration, at the addresses and folders of the test.
    private Child service(KafkaSettings settings, String command) throws IOException {
        var config = Files.readString(EXAMPLES.resolve(command + ".yaml"))
                .replace("127.0.0.1:9092", settings.bootstrapServers())
                .replace("http://127.0.0.1:8081", settings.schemaRegistryUrl())
                .replaceAll("port: 80\\d\\d", "port: 0")
                .replace(".tavan/", directory + "/")
                .replace("readings.jsonl", directory + "/readings.jsonl");
        return Child.start(directory,
                List.of(command, Files.writeString(directory.resolve(command + ".yaml"), config).toString()));
    }

    private static long lastStart(List<Interval> intervals) {
        return intervals.stream()
                .mapToLong(interval -> interval.getIntervalStart().toEpochMilli())
                .max()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition, Child... needed) throws Exception {
        long turns = PATIENCE.toSeconds();
        while (!condition.getAsBoolean()) {
            for (var child : needed) {
                child.requireAlive();
            }
            assertTrue(turns-- > 0, "nothing came within " + PATIENCE);
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
