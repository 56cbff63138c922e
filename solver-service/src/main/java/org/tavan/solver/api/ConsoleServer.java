package org.tavan.solver.api;

import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.config.KafkaSettings;
import org.tavan.solver.api.view.CommunityView;

/// Serves the console page, the JSON API, live events and metrics of one process.
///
/// | path | answer |
/// |---|---|
/// | `/` | console page |
/// | `/api/v1/communities…` | JSON resources, one class each |
/// | `/api/v1/events` | server-sent events, see [EventsHandler] |
/// | `/api/v1/health` | health, see [HealthResource] |
/// | `/metrics` | Prometheus text |
///
/// One virtual thread per request; one platform thread reads the topics. One server per registry.
public final class ConsoleServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private final ConsoleConfig config;
    private final HttpServer http;
    private final ExecutorService threads;
    private final CommunityView view;
    private final EventsHandler events;
    private final DomainMetrics metrics;

    /// Binds the port; nothing is answered before [#start()].
    ///
    /// @param config where to listen
    /// @param kafka broker and registry to read from
    /// @param registry metrics of the process, to which those of the view are added
    /// @param clock wall clock, for the age of data only
    /// @param health health of everything else in the process
    /// @throws UncheckedIOException if the port cannot be bound or the token not be read
    public ConsoleServer(ConsoleConfig config, KafkaSettings kafka, PrometheusRegistry registry, Clock clock,
            Supplier<Health> health) {
        this(config, new CommunityView(kafka, clock, config.tailRecords()), registry, clock, health);
    }

    ConsoleServer(ConsoleConfig config, CommunityView view, PrometheusRegistry registry, Clock clock,
            Supplier<Health> health) {
        this.config = config;
        this.view = view;
        var credentials = config.tokenFile() == null ? null : Credentials.read(config.tokenFile());
        http = bind(new InetSocketAddress(config.address(), config.port()));
        threads = Executors.newVirtualThreadPerTaskExecutor();
        metrics = new DomainMetrics(view, registry, config.prosumerSeriesMax());
        var healthResource = new HealthResource(view, health);
        events = new EventsHandler(view, clock, healthResource);
        http.setExecutor(threads);
        var guard = new Guard(hostNames(config), credentials);
        var resources = List.of(new CommunitiesResource(view), new CommunityResource(view),
                new SeriesResource(view),
                new MembersResource(view), new DispatchesResource(view), new SolvesResource(view),
                new MicrogridResource(view),
                healthResource);
        http.createContext("/", new StaticHandler()).getFilters().add(guard);
        http.createContext("/api/", new ApiHandler(resources)).getFilters().add(guard);
        http.createContext(EventsHandler.PATH, events).getFilters().add(guard);
        http.createContext("/metrics", new MetricsHandler(registry)).getFilters().add(guard);
    }

    /// Starts to read the topics and to answer requests.
    public void start() {
        view.start();
        http.start();
        LOG.info("Console on {}", uri());
    }

    /// Address of the console page.
    public URI uri() {
        var address = http.getAddress();
        String host = address.getAddress().isLoopbackAddress() ? "localhost" : config.bindAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/");
    }

    /// Ends event streams, requests and the reading of topics; the port is free afterwards.
    @Override
    public void close() {
        events.close();
        http.stop(0);
        threads.shutdownNow();
        view.close();
        metrics.close();
    }

    private static HttpServer bind(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("""
                    The console cannot listen on %s: %s.
                    Maybe another process has the port; choose another one, or 0 for a free one."""
                    .formatted(address, e.getMessage()), e);
        }
    }

    /// On a loopback address only its own names are served; elsewhere the token protects, so any name is, unless names are configured.
    private static Set<String> hostNames(ConsoleConfig config) {
        var names = new HashSet<>(config.hostNames());
        if (config.address().isLoopbackAddress()) {
            names.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
            names.add(config.bindAddress().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
