package org.tavan.solver.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.solver.api.Health.Part;
import org.tavan.solver.api.Health.Status;
import org.tavan.solver.api.view.SyntheticCommunity;
import org.tavan.solver.api.view.TestViews;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ConsoleServerTest {
    private static final int TICKS = 4 * 96;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final TestViews source = new TestViews();
    private final SyntheticCommunity community = new SyntheticCommunity(4, new Random(1));
    private final PrometheusRegistry registry = new PrometheusRegistry();
    @TempDir
    private Path folder = Path.of("");
    private ConsoleServer server = server(ConsoleConfig.defaults().withPort(0));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyFileOfThePageIsServedUnderTheContentSecurityPolicy() throws Exception {
        for (String path : StaticHandler.FILES.keySet()) {
            var answer = get(path);

            assertEquals(200, answer.statusCode(), path);
            String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'self';") && !policy.contains("unsafe"), policy);
            assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        }
    }

    @Test
    void everyFileInTheConsoleFolderIsListed() throws Exception {
        Path root = Path.of("src/main/resources/console");

        var files = new TreeSet<String>();
        try (var walk = Files.walk(root)) {
            walk.filter(Files::isRegularFile)
                    .forEach(file -> files.add(root.relativize(file).toString().replace('\\', '/')));
        }

        assertEquals(files, new TreeSet<>(StaticHandler.FILES.values()));
    }

    @Test
    void thePageHasNoInlineScriptNorStyleNorExternalAddress() throws Exception {
        String page = get("/").body();

        assertFalse(page.contains("<style") || page.contains(" style=") || page.contains("onclick=")
                || page.contains("http"), page);
        assertEquals(page.split("<script", -1).length,
                page.split("<script type=\"module\" src=\"/", -1).length);
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws Exception {
        String tag = get("/console.css").headers().firstValue("ETag").orElse("");

        var answer = HTTP.send(
                HttpRequest.newBuilder(uri("/console.css")).header("If-None-Match", tag).build(),
                BodyHandlers.ofString());

        assertEquals(304, answer.statusCode());
    }

    @Test
    void theCommunityNowAddsUpItsMembers() throws Exception {
        feed();

        JsonNode now = json("/api/v1/communities/sample");
        JsonNode members = json("/api/v1/communities/sample/members").get("members");

        assertEquals(SyntheticCommunity.BEGIN.plusSeconds(900L * TICKS).toString(),
                now.get("time").asString());
        double loadKw = 0;
        for (JsonNode member : members) {
            loadKw += member.get("flows").get("loadKw").asDouble();
        }
        assertEquals(loadKw, now.get("flows").get("loadKw").asDouble(), 1e-3);
        JsonNode flows = now.get("flows");
        assertEquals(
                flows.get("loadKw").asDouble() + flows.get("chargeKw").asDouble()
                        - flows.get("pvKw").asDouble() - flows.get("dischargeKw").asDouble(),
                flows.get("gridImportKw").asDouble() - flows.get("gridExportKw").asDouble(), 1e-3);
        assertEquals("OPTIMAL", now.get("plan").get("status").asString());
        // The first day begins at two in the morning and has gaps: too little of it is covered.
        assertEquals(4 * 3, now.get("achieved").get("memberDays").asInt());
    }

    @Test
    void theSeriesReachFromADayBeforeToADayAfterNow() throws Exception {
        feed();

        JsonNode series = json("/api/v1/communities/sample/series");
        JsonNode values = series.get("values");

        long now = SyntheticCommunity.BEGIN.getEpochSecond() + 900L * TICKS;
        assertEquals(now - 86_400, series.get("startSeconds").get(0).asLong());
        assertEquals(192, series.get("startSeconds").size());
        assertTrue(values.get("loadKw").get(95).isNumber() && values.get("loadKw").get(96).isNull());
        assertTrue(values.get("supportLowKw").get(90).asDouble() < values.get("gateForecastKw")
                .get(90)
                .asDouble());
        assertTrue(values.get("supportHighKw").get(90).asDouble() > values.get("gateForecastKw")
                .get(90)
                .asDouble());
        assertTrue(values.get("supplyKw").get(120).isNumber()
                && values.get("dayAheadCentsPerKwh").get(191).isNumber());
    }

    @Test
    void theSeriesOfOneMemberAreItsOwn() throws Exception {
        feed();

        JsonNode own = json(
                "/api/v1/communities/sample/series?prosumer=home-1&from=2025-06-02T00:00:00Z&to=2025-06-02T01:00:00Z");
        JsonNode all = json(
                "/api/v1/communities/sample/series?from=2025-06-02T00:00:00Z&to=2025-06-02T01:00:00Z");

        assertEquals(4, own.get("startSeconds").size());
        assertTrue(own.get("values").get("loadKw").get(0).asDouble() < all.get("values")
                .get("loadKw")
                .get(0)
                .asDouble());
    }

    @Test
    void dispatchesSayWhyNewestFirst() throws Exception {
        feed();

        JsonNode dispatches = json("/api/v1/communities/sample/dispatches?prosumer=home-2&limit=3")
                .get("dispatches");

        assertEquals(3, dispatches.size());
        assertEquals("home-2", dispatches.get(0).get("prosumerId").asString());
        assertTrue(dispatches.get(0)
                .get("intervalStart")
                .asString()
                .compareTo(dispatches.get(1).get("intervalStart").asString()) > 0);
        assertFalse(dispatches.get(0).get("why").asString().isEmpty());
    }

    @Test
    void healthTellsTheWorstPartAndWhatCouldNotBeRead() throws Exception {
        source.putMalformed();
        feed();

        JsonNode health = json("/api/v1/health");

        assertEquals("DEGRADED", health.get("status").asString());
        assertEquals(1, health.get("malformed").asInt());
        assertEquals(3, health.get("parts").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/communities/nowhere                      | 404 | sample
            /api/v1/nothing                                  | 404 | /api/v1/communities
            /nothing.html                                    | 404 | /api/v1
            /../../etc/passwd                                | 404 | /api/v1
            /api/v1/communities/sample/series?prosumer=x     | 404 | no member x
            /api/v1/communities/sample/series?colour=red     | 400 | from, prosumer, to
            /api/v1/communities/sample/series?from=yesterday | 400 | 2025-06-01T12:00:00Z
            /api/v1/communities/sample/series?from=2025-06-03T00:00:00Z&to=2025-06-02T00:00:00Z | 400 | after from
            /api/v1/communities/sample/dispatches?limit=0    | 400 | [1, 500]
            /api/v1/communities/sample/solves?limit=many     | 400 | [1, 200]
            /api/v1/communities/sample/solves?limit=1&limit=2 | 400 | once
            /api/v1/communities/sample/microgrid             | 404 | has no microgrid
            /api/v1/communities/%zz                          | 400 | percent
            """)
    void aBadRequestIsToldWhatIsExpected(String path, int status, String expected) throws Exception {
        feed();

        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        if (path.contains("%zz")) {
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        } else {
            assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
            assertTrue(answer.contains("application/problem+json") && answer.contains(expected), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void otherMethodsAreRefused(String method) throws Exception {
        String answer = raw(method
                + " /api/v1/communities HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 405") && answer.contains("Allow: GET, HEAD"), answer);
    }

    @Test
    void aLongAddressIsRefused() throws Exception {
        assertEquals(414, get("/" + "x".repeat(3_000)).statusCode());
    }

    @Test
    void aForeignHostNameIsRefused() throws Exception {
        String answer = raw(
                "GET /api/v1/communities HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("evil.example"), answer);
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(uri("/api/v1/communities")).HEAD().build(),
                BodyHandlers.ofByteArray());

        assertEquals(200, answer.statusCode());
        assertArrayEquals(new byte[0], answer.body());
    }

    @Test
    void withATokenNothingIsToldWithoutIt() throws Exception {
        server.close();
        Path file = Files.writeString(folder.resolve("token"), "correct-horse-battery\n");
        server = server(new ConsoleConfig(null, 0, file, null, null, null));
        server.start();

        for (String path : List.of("/", "/metrics", "/api/v1/communities", "/api/v1/events")) {
            assertEquals(401, get(path).statusCode(), path);
            assertEquals(401, get(path, "Bearer correct-horse-batterx").statusCode(), path);
        }
        assertEquals(200, get("/", "Bearer correct-horse-battery").statusCode());
        String basic = Base64.getEncoder()
                .encodeToString("tavan:correct-horse-battery".getBytes(StandardCharsets.UTF_8));
        assertEquals(200, get("/api/v1/communities", "Basic " + basic).statusCode());
        assertEquals(401, get("/api/v1/communities", "Basic %%%").statusCode());
    }

    @Test
    void anOpenAddressNeedsAToken() throws Exception {
        Path tooShort = Files.writeString(folder.resolve("short"), "secret\n");

        var refused = assertThrows(IllegalArgumentException.class,
                () -> new ConsoleConfig("0.0.0.0", 0, null, null, null, null));
        assertTrue(String.valueOf(refused.getMessage()).contains("tokenFile"), refused.getMessage());
        assertThrows(IllegalArgumentException.class,
                () -> server(new ConsoleConfig("127.0.0.1", 0, tooShort, null, null, null)));
    }

    @Test
    void eventsBeginWithTheStateAndFollowIt() throws Exception {
        try (var events = new Events("/api/v1/events?community=sample")) {
            JsonNode first = events.next(body -> true);
            assertTrue(first.get("community").isNull() && first.get("communities").isEmpty());

            feed();
            JsonNode later = events.next(
                    body -> !body.get("community").isNull() && !body.get("community").get("time").isNull());
            assertEquals("Sample quarter", later.get("community").get("name").asString());

            source.put(community.tick(TICKS));
            JsonNode last = events.next(body -> body.get("community")
                    .get("time")
                    .asString()
                    .equals(SyntheticCommunity.BEGIN.plusSeconds(900L * (TICKS + 1)).toString()));
            assertEquals(0, last.get("behind").asInt());
        }
    }

    @Test
    void aSlowClientGetsTheNewestStateAndDelaysNobody() throws Exception {
        try (var slow = new Events("/api/v1/events")) {
            slow.next(body -> true);
            feed();
            for (int tick = TICKS; tick < TICKS + 96; tick++) {
                source.put(community.tick(tick));
            }
            String end = SyntheticCommunity.BEGIN.plusSeconds(900L * (TICKS + 96)).toString();

            await("/api/v1/communities/sample", body -> body.get("time").asString("").equals(end));
            JsonNode last = slow.next(body -> !body.get("community").isNull()
                    && body.get("community").get("time").asString("").equals(end));

            assertEquals(4, last.get("community").get("members").asInt());
        }
    }

    @Test
    void theMetricsAgreeWithTheConsole() throws Exception {
        feed();

        String metrics = get("/metrics").body();
        double loadKw = json("/api/v1/communities/sample").get("flows").get("loadKw").asDouble();

        double loadWatts = metrics.lines()
                .filter(line -> line.startsWith("tavan_power_watts{community=\"sample\",flow=\"load\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
        assertEquals(1_000 * loadKw, loadWatts, 0.1);
        TavanMetrics.labelsByName()
                .keySet()
                .stream()
                .filter(name -> !name.equals(TavanMetrics.REJECTED))
                .forEach(name -> assertTrue(metrics.contains(name), name));
    }

    private ConsoleServer server(ConsoleConfig config) {
        var health = new Health(List.of(new Part("streams", Status.UP, ""),
                new Part("solver", Status.DEGRADED, "the deadline was missed")));
        return new ConsoleServer(config, source.view(Clock.systemUTC()), registry, Clock.systemUTC(),
                () -> health);
    }

    private void feed() throws Exception {
        source.put(community.opening(7));
        for (int tick = 0; tick < TICKS; tick++) {
            source.put(community.tick(tick));
        }
        String end = SyntheticCommunity.BEGIN.plusSeconds(900L * TICKS).toString();
        await("/api/v1/communities/sample", body -> body.path("time").asString("").equals(end)
                && body.path("achieved").path("intervals").asInt(0)
                        + body.path("achieved").path("unpromisedIntervals").asInt(0) == 4 * TICKS);
    }

    /// Asks again until the answer fits; the time-out of the class ends it otherwise.
    private void await(String path, Predicate<JsonNode> fits) throws Exception {
        while (!fits.test(JSON.readTree(get(path).body()))) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode json(String path) throws Exception {
        var answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, null);
    }

    private HttpResponse<String> get(String path, @Nullable String authorization) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.uri().getPort() + path);
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Reads server-sent events.
    private final class Events implements AutoCloseable {
        private final BufferedReader lines;

        Events(String path) throws Exception {
            var answer = HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofInputStream());
            assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        JsonNode next(Predicate<JsonNode> fits) throws IOException {
            while (true) {
                String line = lines.readLine();
                if (line.startsWith("data: ") && fits.test(JSON.readTree(line.substring(6)))) {
                    return JSON.readTree(line.substring(6));
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
