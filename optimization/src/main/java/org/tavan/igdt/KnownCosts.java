package org.tavan.igdt;

import java.util.Map;
import java.util.TreeMap;

/// Costs by participation, each solved once: a solve is a whole commitment.
final class KnownCosts {
    private final ParticipationCost cost;
    private final TreeMap<Double, Double> centsByParticipation = new TreeMap<>();

    KnownCosts(ParticipationCost cost) {
        this.cost = cost;
    }

    double cents(double participation) {
        Double known = centsByParticipation.get(participation);
        if (known == null) {
            known = cost.cents(participation);
            if (known.isNaN() || known < -Double.MAX_VALUE) {
                throw new IllegalArgumentException(
                        """
                                The cost at participation %s is %s: it must be a number, or +Infinity where no schedule is feasible."""
                                .formatted(participation, known));
            }
            centsByParticipation.put(participation, known);
        }
        return known;
    }

    /// {@return the dearest of what was solved between two participations}
    Map.Entry<Double, Double> worst(double from, double to) {
        Map.Entry<Double, Double> worst = Map.entry(from, cents(from));
        for (Map.Entry<Double, Double> entry : centsByParticipation.subMap(from, true, to, true).entrySet()) {
            worst = entry.getValue() > worst.getValue() ? Map.entry(entry.getKey(), entry.getValue()) : worst;
        }
        return worst;
    }

    int solves() {
        return centsByParticipation.size();
    }
}
