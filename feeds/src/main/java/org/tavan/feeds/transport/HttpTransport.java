package org.tavan.feeds.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tavan.feeds.codec.Framing;

/// Takes frames by `POST /readings`. The answer comes when Kafka has acknowledged everything: `{"readings": 12, "rejections": 1}`.
///
/// | setting | meaning |
/// |---|---|
/// | `bindAddress` | address to listen on; default `127.0.0.1` |
/// | `port` | TCP port; 0 takes a free one; default 8090 |
/// | `tokenFile` | file whose first line (16 characters or more) is the bearer token; needed on other than loopback addresses |
///
/// Errors: 401 without token, 404 other paths, 405 other methods, 413 body over 4 MiB, 503 Kafka did not acknowledge in time (send again). Refused lines are no
/// error of the request: they are kept, and counted in the answer.
public final class HttpTransport implements FeedTransport {
    private static final String PATH = "/readings";
    private static final int BODY_MAX = 4 * 1024 * 1024;
    private static final int TOKEN_MIN = 16;
    private static final long PATIENCE_SECONDS = 30;

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /// An answer to a request.
    private record Answer(int status, String text) {}

    @Override
    public String id() {
        return "http";
    }

    @Override
    public CompletableFuture<Void> start(Map<String, String> values, Framing framing, FrameSink sink) {
        var settings = new Settings(id(), values, Set.of("bindAddress", "port", "tokenFile"));
        try {
            var address = InetAddress.getByName(settings.text("bindAddress", "127.0.0.1"));
            byte[] token = settings.has("tokenFile") ? token(Path.of(settings.required("tokenFile"))) : null;
            if (token == null && !address.isLoopbackAddress()) {
                throw new IllegalArgumentException(
                        "transport http: bindAddress %s is not a loopback address, expected a tokenFile"
                                .formatted(address.getHostAddress()));
            }
            server = HttpServer
                    .create(new InetSocketAddress(address, settings.integer("port", 8090, 0, 65_535)), 0);
            threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(exchange, token, sink));
            server.start();
            return done;
        } catch (IOException e) {
            throw new IllegalArgumentException("transport http: cannot listen: %s".formatted(e.getMessage()),
                    e);
        }
    }

    /// Port it listens on.
    int port() {
        if (server == null) {
            throw new IllegalStateException("The transport was not started.");
        }
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
        done.cancel(false);
    }

    private void handle(HttpExchange exchange, byte @Nullable [] token, FrameSink sink) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange, token, sink);
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type",
                            answer.status() == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange, byte @Nullable [] token, FrameSink sink) throws IOException {
        if (token != null && !authorised(exchange, token)) {
            return problem(401, "Unauthorized", "expected a bearer token");
        }
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return problem(404, "Not found", "expected " + PATH);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return problem(405, "Method not allowed", "expected POST");
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            return problem(413, "Body too large",
                    "expected at most %d bytes; send several".formatted(BODY_MAX));
        }
        return take(body, "http " + exchange.getRemoteAddress().getAddress().getHostAddress(), sink);
    }

    private Answer take(byte[] body, String origin, FrameSink sink) throws IOException {
        var waiting = new ArrayList<Waiting>();
        oneAtATime.lock();
        try {
            var reader = new LineReader(origin, 0, 0);
            var in = new ByteArrayInputStream(body);
            for (Frame frame = reader.next(in); frame != null; frame = reader.next(in)) {
                waiting.add(Waiting.hand(frame, sink));
            }
            Frame rest = reader.rest();
            if (rest != null) {
                waiting.add(Waiting.hand(rest, sink));
            }
        } finally {
            oneAtATime.unlock();
        }
        try {
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable();
        } catch (ExecutionException | TimeoutException e) {
            return unavailable();
        }
        return new Answer(200,
                "{\"readings\":%d,\"rejections\":%d}".formatted(
                        waiting.stream().mapToLong(one -> one.readings).sum(),
                        waiting.stream().mapToLong(one -> one.rejections).sum()));
    }

    private static Answer unavailable() {
        return problem(503, "Not acknowledged",
                "Kafka did not acknowledge everything; send the same body again");
    }

    private static Answer problem(int status, String title, String detail) {
        return new Answer(status,
                "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(title, status, detail));
    }

    private static boolean authorised(HttpExchange exchange, byte[] token) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                && MessageDigest.isEqual(token, header.substring(7).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] token(Path file) throws IOException {
        String first = Files.readString(file).lines().findFirst().orElse("").strip();
        if (first.length() < TOKEN_MIN) {
            throw new IllegalArgumentException(
                    "transport http: the first line of tokenFile %s is too short, expected %d characters or more"
                            .formatted(file, TOKEN_MIN));
        }
        return first.getBytes(StandardCharsets.UTF_8);
    }

    /// A frame of a request that waits for Kafka.
    private static final class Waiting extends CompletableFuture<Void> implements Acknowledgement {
        private volatile int readings;
        private volatile int rejections;

        static Waiting hand(Frame frame, FrameSink sink) {
            var waiting = new Waiting();
            sink.accept(frame, waiting);
            return waiting;
        }

        @Override
        public void acknowledged(int accepted, int refused) {
            readings = accepted;
            rejections = refused;
            complete(null);
        }

        @Override
        public void failed(Exception cause) {
            completeExceptionally(cause);
        }
    }
}
