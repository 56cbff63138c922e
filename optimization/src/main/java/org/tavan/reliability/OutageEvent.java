package org.tavan.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.tavan.conic.Profile;

/// A set of sources that are lost together while all others stay.
///
/// @param lost indices of the lost sources, ascending
/// @param probability of exactly this event
public record OutageEvent(List<Integer> lost, double probability) {

    /// Copies the list.
    public OutageEvent {
        lost = List.copyOf(lost);
    }

    /// Every event of up to `order` lost sources; a source that cannot fail is in none.
    ///
    /// @param outageProbability one per source, in [0, 1)
    /// @param order largest number of lost sources, non-negative
    /// @return the events, those of fewer losses first, the one without loss at index 0
    /// @throws IllegalArgumentException if a probability or the order is out of range
    public static List<OutageEvent> upTo(Profile outageProbability, int order) {
        if (order < 0) {
            throw new IllegalArgumentException("The order (%d) must be non-negative.".formatted(order));
        }
        List<Integer> fallible = new ArrayList<>();
        double intact = 1;
        for (int i = 0; i < outageProbability.length(); i++) {
            double q = outageProbability.get(i);
            Probability.check("outageProbability of source %d".formatted(i), q);
            intact *= 1 - q;
            if (q > 0) {
                fallible.add(i);
            }
        }
        List<OutageEvent> events = new ArrayList<>();
        extend(new OutageEvent(List.of(), intact), fallible, 0, order, outageProbability, events);
        events.sort(Comparator.comparingInt(event -> event.lost().size()));
        return List.copyOf(events);
    }

    private static void extend(OutageEvent event, List<Integer> fallible, int next, int order,
            Profile probability,
            List<OutageEvent> events) {
        events.add(event);
        if (event.lost().size() == order) {
            return;
        }
        for (int k = next; k < fallible.size(); k++) {
            List<Integer> lost = new ArrayList<>(event.lost());
            lost.add(fallible.get(k));
            double q = probability.get(fallible.get(k));
            extend(new OutageEvent(lost, event.probability() * q / (1 - q)), fallible, k + 1, order,
                    probability, events);
        }
    }
}
