package org.tavan.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client against a server that answers by script.
class HttpRegistryClientTest {
    private static final String SCHEMA = "{\"schema\":\"\\\"long\\\"\"}";
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";

    private final HttpServer server;
    private final Deque<Answer> script = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    record Answer(int status, String body) {}

    HttpRegistryClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSchemaIsAskedForOnce() {
        script.add(new Answer(200, SCHEMA));
        RegistryClient client = client(null, url());

        assertSame(client.schema(7), client.schema(7));

        assertEquals(List.of("GET /schemas/ids/7 null"), requests);
    }

    @Test
    void aRegistryThatIsBusyIsAskedAgainWithLongerPauses() {
        script.addAll(List.of(new Answer(503, ""), new Answer(429, ""), new Answer(500, ""),
                new Answer(200, SCHEMA)));

        client(null, url()).schema(7);

        assertEquals(List.of(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400)), pauses);
    }

    @Test
    void theNextUrlAnswersForOneThatIsDownAndIsAskedFirstFromThenOn() throws IOException {
        script.addAll(List.of(new Answer(200, SCHEMA), new Answer(200, SCHEMA)));
        RegistryClient client = client(null, closed(), url());

        client.schema(1);
        client.schema(2);

        assertEquals(List.of("GET /schemas/ids/1 null", "GET /schemas/ids/2 null"), requests);
        assertEquals(List.of(), pauses);
    }

    @Test
    void withoutAnAnswerTheRecordMayBeTriedAgain() throws IOException {
        URI closed = closed();

        var outage = assertThrows(RegistryUnavailableException.class, () -> client(null, closed).schema(7));

        assertTrue(RetriableException.class.isInstance(outage));
        assertTrue(String.valueOf(outage.getMessage())
                .startsWith("no schema registry answered GET /schemas/ids/7: " + closed),
                outage.getMessage());
        assertEquals(Duration.ofMillis(6_300), pauses.stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    void anUnknownIdIsAskedForAgainOnlyAfterAMinute() {
        script.addAll(List.of(new Answer(404, NOT_FOUND), new Answer(200, SCHEMA)));
        RegistryClient client = client(null, url());

        var first = assertThrows(RegistryException.class, () -> client.schema(7));
        var second = assertThrows(RegistryException.class, () -> client.schema(7));
        now = now.plus(UnknownIds.KEPT);
        client.schema(7);

        assertEquals(40403, first.errorCode());
        assertEquals(first.getMessage(), second.getMessage());
        assertEquals(2, requests.size());
    }

    @Test
    void unknownIdsDoNotFillTheMemory() {
        for (int id = 0; id <= UnknownIds.IDS_MAX; id++) {
            script.add(new Answer(404, NOT_FOUND));
        }
        script.add(new Answer(404, NOT_FOUND));
        RegistryClient client = client(null, url());

        for (int id = 0; id <= UnknownIds.IDS_MAX; id++) {
            int asked = id;
            assertThrows(RegistryException.class, () -> client.schema(asked));
        }
        assertThrows(RegistryException.class, () -> client.schema(0));

        assertEquals(UnknownIds.IDS_MAX + 2, requests.size());
    }

    @Test
    void credentialsAreSentFromSettingsOrUrl() {
        script.addAll(List.of(new Answer(200, SCHEMA), new Answer(200, SCHEMA)));

        client("alice:secret", url()).schema(7);
        client(null, URI.create(url().toString().replace("http://", "http://bob:word@"))).schema(7);

        assertEquals(
                List.of("GET /schemas/ids/7 Basic YWxpY2U6c2VjcmV0", "GET /schemas/ids/7 Basic Ym9iOndvcmQ="),
                requests);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                          | without text 'schema'
            not json                    | without text 'schema'
            {"schema":"{\\"type\\":7}"} | a schema that is not Avro
            """)
    void anAnswerThatIsNotOneIsRefused(String body, String reason) {
        script.add(new Answer(200, body));

        var refusal = assertThrows(RegistryException.class, () -> client(null, url()).schema(7));

        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
    }

    @Test
    void clientsAreSharedByRegistryAndCredentials() {
        Map<String, String> plain = Map.of("schema.registry.url", "http://127.0.0.1:1, http://127.0.0.1:2");
        Map<String, String> withUser = Map.of("schema.registry.url", "http://127.0.0.1:1,http://127.0.0.1:2",
                "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "a:b");

        assertSame(RegistryClient.of(plain), RegistryClient.of(plain));
        assertSame(RegistryClient.of(withUser), RegistryClient.of(withUser));
        assertTrue(RegistryClient.of(plain) != RegistryClient.of(withUser));
        assertSame(RegistryClient.of(Map.of("schema.registry.url", "mock://a")),
                RegistryClient.of(Map.of("schema.registry.url", "mock://a")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            ,                   ,          is missing
            127.0.0.1:8081,     ,          expected URLs such as
            ftp://x,            ,          expected URLs such as
            http://a b,         ,          expected URLs such as
            http://127.0.0.1:1, SASL,      expected URL or USER_INFO
            http://127.0.0.1:1, USER_INFO, expected user:password
            """)
    void aWrongSettingIsRefusedInWords(@Nullable String url, @Nullable String source, String message) {
        var configuration = new HashMap<String, @Nullable String>();
        configuration.put("schema.registry.url", url);
        configuration.put("basic.auth.credentials.source", source);

        var refusal = assertThrows(ConfigException.class, () -> RegistryClient.of(configuration));

        assertTrue(String.valueOf(refusal.getMessage()).contains(message), refusal.getMessage());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add("%s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = script.remove();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private RegistryClient client(@Nullable String userInfo, URI... urls) {
        return new HttpRegistryClient(List.of(urls), userInfo, pauses::add, () -> now);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static URI closed() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
