package org.tavan.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static final MetricsConfig FREE_PORT = new MetricsConfig(null, 0);
    private static final Readiness STARTING = Readiness.of("REBALANCING", 0, 0, 0, null);
    private static final Readiness READY = Readiness.of("RUNNING", 4, 0, 0, null);

    @Test
    void metricsAreServedAsPrometheusText() throws Exception {
        var registry = new PrometheusRegistry();
        new StreamsMetrics(registry).count(StreamsMetrics.Result.LATE);

        try (var server = MetricsServer.start(FREE_PORT, registry, () -> READY)) {
            var answer = get(server.uri().resolve("metrics"));

            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("tavan_records_total{result=\"late\"} 1.0"), answer.body());
            assertEquals("127.0.0.1", server.uri().getHost());
        }
    }

    @Test
    void healthFollowsReadiness() throws Exception {
        var readiness = new AtomicReference<>(STARTING);

        try (var server = MetricsServer.start(FREE_PORT, new PrometheusRegistry(), readiness::get)) {
            var before = get(server.uri().resolve("health"));
            readiness.set(READY);
            var after = get(server.uri().resolve("health"));

            assertEquals(503, before.statusCode());
            assertTrue(before.body().contains("REBALANCING"), before.body());
            assertEquals(200, after.statusCode());
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (var first = MetricsServer.start(FREE_PORT, new PrometheusRegistry(), () -> READY)) {
            int port = first.uri().getPort();

            var refusal = assertThrows(UncheckedIOException.class,
                    () -> MetricsServer.start(new MetricsConfig(null, port), new PrometheusRegistry(),
                            () -> READY));

            assertTrue(String.valueOf(refusal.getMessage()).contains(":" + port), refusal.getMessage());
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }
}
