package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The bi-objective study: what each step of reliability costs.
///
/// @param points the cheapest first; cost rises and expected energy not supplied falls from each to the next
public record ParetoFront(List<ParetoPoint> points) {

    /// Copies the list and checks the order.
    ///
    /// @throws IllegalArgumentException if a point beats another
    public ParetoFront {
        points = List.copyOf(points);
        for (int i = 1; i < points.size(); i++) {
            ParetoPoint one = points.get(i - 1);
            ParetoPoint next = points.get(i);
            if (!(one.costCents() < next.costCents() && one.eensKwh() > next.eensKwh())) {
                throw new IllegalArgumentException(
                        "Point %d (%s ¢, %s kWh) must cost more and lose less than the one before (%s ¢, %s kWh)."
                                .formatted(i, next.costCents(), next.eensKwh(), one.costCents(),
                                        one.eensKwh()));
            }
        }
    }

    /// {@return the front of any plans}
    static ParetoFront of(List<ParetoPoint> plans) {
        List<ParetoPoint> sorted = plans.stream()
                .sorted(Comparator.comparingDouble(ParetoPoint::costCents)
                        .thenComparingDouble(ParetoPoint::eensKwh))
                .toList();
        List<ParetoPoint> front = new ArrayList<>();
        for (ParetoPoint plan : sorted) {
            if (front.isEmpty() || (plan.eensKwh() < front.getLast().eensKwh()
                    && plan.costCents() > front.getLast().costCents())) {
                front.add(plan);
            }
        }
        return new ParetoFront(front);
    }
}
