package org.tavan.streams;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Serves `/metrics` as Prometheus text and `/health` as one line, 200 once the service is ready and 503 before and after.
final class MetricsServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private MetricsServer(HttpServer http) {
        this.http = http;
    }

    /// Listens and answers.
    ///
    /// @throws UncheckedIOException if the address cannot be bound
    static MetricsServer start(MetricsConfig config, PrometheusRegistry registry,
            Supplier<Readiness> readiness) {
        var address = new InetSocketAddress(config.bindAddress(), config.port());
        try {
            var server = new MetricsServer(HttpServer.create(address, 0));
            server.http.setExecutor(server.threads);
            server.http.createContext("/metrics", new MetricsHandler(registry));
            server.http.createContext("/health", exchange -> health(exchange, readiness.get()));
            server.http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The metrics cannot be served on %s: %s. Maybe another process has the port; choose another one, or 0 for a free one."
                            .formatted(address, e.getMessage()),
                    e);
        }
    }

    /// Address that it listens on.
    URI uri() {
        InetSocketAddress address = http.getAddress();
        String host = address.getHostString();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private static void health(HttpExchange exchange, Readiness readiness) throws IOException {
        byte[] line = (readiness + "\n").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(readiness.ready() ? 200 : 503, line.length);
            exchange.getResponseBody().write(line);
        }
    }
}
