package org.tavan.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// A schema registry in the process: the part of Confluent's REST API v7 that serdes use, for Avro.
///
/// It listens on 127.0.0.1 only, has no authentication, and keeps its state in one file, so that ids survive restarts.
/// The level is `FULL_TRANSITIVE` until it is changed. One virtual thread per request.
///
/// | request | answer | errors |
/// |---|---|---|
/// | `GET /subjects` | names | |
/// | `GET /subjects/{s}/versions` | numbers | 40401 |
/// | `GET /subjects/{s}/versions/{n or latest}` | subject, version, id, schema | 40401, 40402, 42202 |
/// | `GET /subjects/{s}/versions/{n or latest}/schema` | the schema itself | 40401, 40402, 42202 |
/// | `POST /subjects/{s}/versions` | id | 409, 42201 |
/// | `POST /subjects/{s}` | subject, version, id, schema | 40401, 40403, 42201 |
/// | `GET /schemas/ids/{id}` | schema | 40403 |
/// | `GET /schemas/ids/{id}/versions` | subject and version of each use | 40403 |
/// | `GET /schemas/types` | `AVRO` | |
/// | `POST /compatibility/subjects/{s}/versions[/{n or latest}]` | is_compatible, messages | 40401, 40402, 42201 |
/// | `GET`, `PUT /config[/{s}]` | level | 40408, 42203 |
/// | `GET /mode` | `READWRITE` | |
///
/// Anything else is 404, another method 405, a body above 1 MiB 413, a failure of the disk 500 with code 50001.
public final class RegistryServer implements AutoCloseable {
    static final int BODY_MAX_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(RegistryServer.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = JsonMapper.shared();

    static {
        // Otherwise every answer waits 40 ms for the client's delayed acknowledgement of its header.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final RegistryApi api;

    private RegistryServer(HttpServer server, ExecutorService threads, RegistryApi api) {
        this.server = server;
        this.threads = threads;
        this.api = api;
    }

    /// Starts a registry.
    ///
    /// @param file where its state is kept; absent: an empty registry
    /// @param port port on 127.0.0.1; 0: any free one
    /// @throws IOException if the port is taken
    /// @throws IllegalStateException if the file is not the state of a registry
    public static RegistryServer start(Path file, int port) throws IOException {
        var schemaFile = new SchemaFile(file);
        var store = new SchemaStore(schemaFile.read(), schemaFile::write);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var server = new RegistryServer(http, threads, new RegistryApi(store));
        http.setExecutor(threads);
        http.createContext("/", server::handle);
        http.start();
        LOG.info("schema registry started, url={} file={}", server.url(), file);
        return server;
    }

    /// Where it listens, e.g. `http://127.0.0.1:8081`.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX_BYTES + 1);
            if (body.length > BODY_MAX_BYTES) {
                answerError(exchange, new RegistryException(413, 413,
                        "The body is larger than %d bytes.".formatted(BODY_MAX_BYTES)));
                return;
            }
            try {
                Object answer = api.answer(exchange.getRequestMethod(), exchange.getRequestURI(),
                        new String(body, StandardCharsets.UTF_8));
                answer(exchange, 200, answer);
            } catch (RegistryException e) {
                answerError(exchange, e);
            } catch (RuntimeException e) {
                LOG.error("request failed, path={}", exchange.getRequestURI(), e);
                answerError(exchange,
                        new RegistryException(500, 50001, "Error in the backend data store: " + e));
            }
        }
    }

    private static void answerError(HttpExchange exchange, RegistryException e) throws IOException {
        answer(exchange, e.status(),
                Map.of("error_code", e.errorCode(), "message", String.valueOf(e.getMessage())));
    }

    private static void answer(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
