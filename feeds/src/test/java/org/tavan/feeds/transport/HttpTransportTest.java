package org.tavan.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.feeds.codec.Framing;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HttpTransportTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpTransport transport = new HttpTransport();
    private final LinkedBlockingQueue<Acknowledgement> open = new LinkedBlockingQueue<>();
    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void theAnswerComesAfterKafkaHasAcknowledgedEveryLine() throws Exception {
        start(Map.of());

        var answer = HTTP.sendAsync(post("/readings", "one\ntwo\nthree").build(), BodyHandlers.ofString());
        open.take().acknowledged(1, 0);
        Acknowledgement second = open.take();
        open.take().acknowledged(0, 1);
        assertFalse(answer.isDone());
        second.acknowledged(1, 0);

        assertEquals(200, answer.get().statusCode());
        assertEquals("{\"readings\":2,\"rejections\":1}", answer.get().body());
    }

    @Test
    void whatKafkaRefusesMustBeSentAgain() throws Exception {
        start(Map.of());

        var answer = HTTP.sendAsync(post("/readings", "one").build(), BodyHandlers.ofString());
        open.take().failed(new IOException("broker gone"));

        assertEquals(503, answer.get().statusCode());
    }

    @Test
    void otherRequestsAreRefused() throws Exception {
        start(Map.of());

        assertEquals(404, send(post("/other", "x")).statusCode());
        assertEquals(405, send(HttpRequest.newBuilder(uri("/readings"))).statusCode());
        assertEquals(413, send(post("/readings", "x".repeat(5 * 1024 * 1024))).statusCode());
        assertEquals(0, open.size());
    }

    @Test
    void withATokenNothingIsTakenWithoutIt() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "correct-horse-battery\n");
        start(Map.of("tokenFile", token.toString()));

        assertEquals(401, send(post("/readings", "x")).statusCode());
        assertEquals(401, send(post("/readings", "x").header("Authorization", "Bearer wrong-horse-battery"))
                .statusCode());
        var answer = HTTP.sendAsync(
                post("/readings", "x").header("Authorization", "Bearer correct-horse-battery").build(),
                BodyHandlers.ofString());
        open.take().acknowledged(1, 0);

        assertEquals(200, answer.get().statusCode());
    }

    @Test
    void anOpenAddressNeedsAToken() {
        assertThrows(IllegalArgumentException.class, () -> start(Map.of("bindAddress", "0.0.0.0")));
    }

    private void start(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("port", "0");
        var _ = transport.start(all, Framing.LINES, (frame, acknowledgement) -> open.add(acknowledgement));
    }

    private HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + transport.port() + path);
    }
}
