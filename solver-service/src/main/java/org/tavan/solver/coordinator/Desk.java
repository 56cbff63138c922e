package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tavan.schema.Prosumer;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.coordinator.RequestBuilder.Scope;

/// Where requests are made: it waits for the devices that a request rests on, and opens what it sends.
final class Desk {
    private final Books books;
    private final Waiting waiting;
    private final Decisions decisions;
    private final CoordinatorMetrics metrics;

    Desk(Books books, Waiting waiting, Decisions decisions, CoordinatorMetrics metrics) {
        this.books = books;
        this.waiting = waiting;
        this.decisions = decisions;
        this.metrics = metrics;
    }

    /// Whether the batteries that report have reported about an instant, or patience with them ran out.
    boolean devicesReported(Configuration configuration, List<String> members, long millis) {
        List<String> awaited = new ArrayList<>();
        for (String member : members) {
            Prosumer prosumer = configuration.prosumers().get(member);
            if (prosumer != null && books.devices().awaits(prosumer, millis, configuration.stepMillis())) {
                awaited.add(member);
            }
        }
        if (!awaited.isEmpty() && waiting.forDevices(millis, awaited)) {
            // The devices answer the dispatches of this tick.
            decisions.hurry();
        }
        return awaited.isEmpty();
    }

    /// Waits, with patience, for the first inputs of members that were never heard of.
    void awaitFirstInputs(long tick, List<String> members) {
        waiting.forFirstInputs(tick, members);
    }

    /// Sends a request.
    ///
    /// @return false if there is no price to plan by
    boolean send(Scope scope) {
        Optional<SolveRequest> request = books.requests().build(scope);
        request.ifPresent(sent -> {
            books.answers().open(sent, scope.day());
            decisions.request(sent);
            metrics.requested(sent);
            if (scope.dayAhead() && sent.getAssumedPrices() == 0) {
                books.prices().forgetBefore(scope.day());
            }
        });
        return request.isPresent();
    }
}
