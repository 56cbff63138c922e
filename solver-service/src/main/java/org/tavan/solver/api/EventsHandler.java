package org.tavan.solver.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.ViewSnapshot;

/// `GET /api/v1/events?community=…`: server-sent events named `snapshot`, each the whole state, at most four a second and at least one in five seconds.
///
/// Each client has a queue of one: a snapshot that was not sent yet gives way to a newer one, so a slow client misses intermediate states, holds no memory and
/// delays nobody. Without a community, the first one is followed.
///
/// Errors: 400 unknown parameter, 503 too many clients.
final class EventsHandler implements HttpHandler, AutoCloseable {
    static final String PATH = "/api/v1/events";
    private static final int CLIENTS_MAX = 200;
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    private final CommunityView view;
    private final Clock clock;
    private final HealthResource health;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EventsHandler(CommunityView view, Clock clock, HealthResource health) {
        this.view = view;
        this.clock = clock;
        this.health = health;
        view.addListener(snapshot -> clients.forEach(client -> client.offer(snapshot)));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var request = Request.of(exchange.getRequestURI(), Map.of(), Set.of("community"));
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            throw HttpProblem.notFound("There is nothing at %s; expected: %s."
                    .formatted(exchange.getRequestURI().getPath(), PATH));
        }
        var client = new Client(request.parameter("community").orElse(""));
        if (clients.size() >= CLIENTS_MAX || closed) {
            throw new HttpProblem(503, "Too many clients",
                    "At most %d clients may follow the events at a time.".formatted(CLIENTS_MAX));
        }
        clients.add(client);
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : 0);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                follow(exchange, client);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /// Ends all streams.
    @Override
    public void close() {
        closed = true;
        clients.forEach(client -> client.offer(view.snapshot()));
    }

    int clients() {
        return clients.size();
    }

    private void follow(HttpExchange exchange, Client client) throws IOException, InterruptedException {
        var out = exchange.getResponseBody();
        ViewSnapshot snapshot = view.snapshot();
        while (!closed) {
            out.write("event: snapshot\ndata: %s\n\n".formatted(Json.line(body(snapshot, client.community)))
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            ViewSnapshot newer = client.queue.poll(AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            snapshot = newer == null ? view.snapshot() : newer;
        }
    }

    private Body body(ViewSnapshot snapshot, String community) {
        var all = snapshot.communities();
        CommunitySnapshot followed = community.isEmpty() && !all.isEmpty()
                ? all.values().iterator().next()
                : all.get(community);
        return new Body(clock.instant(), snapshot.lastRecordAt(), snapshot.behind(),
                all.values().stream().map(CommunitiesResource.Item::of).toList(),
                followed == null ? null : CommunityResource.Body.of(followed), health.body());
    }

    /// @param serverTime wall clock when this was sent
    /// @param lastRecordAt wall clock when the newest record was read; null before the first
    /// @param behind records of the past still to be read
    /// @param communities all of them
    /// @param community the one followed; null if there is none of that name
    record Body(Instant serverTime, @Nullable Instant lastRecordAt, long behind,
            List<CommunitiesResource.Item> communities,
            CommunityResource.@Nullable Body community, HealthResource.Body health) {}

    private static final class Client {
        private final String community;
        private final ArrayBlockingQueue<ViewSnapshot> queue = new ArrayBlockingQueue<>(1);

        Client(String community) {
            this.community = community;
        }

        void offer(ViewSnapshot snapshot) {
            while (!queue.offer(snapshot)) {
                queue.clear();
            }
        }
    }
}
