package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.tavan.plan.Slack;

/// Collects the requirements that a draft misses by more than a tolerance.
final class Missed {
    private final double tolerance;
    private final List<Slack> slacks = new ArrayList<>();

    /// @param tolerance kW or kWh
    Missed(double tolerance) {
        this.tolerance = tolerance;
    }

    void add(Slack.Requirement requirement, String memberId, String device, int t, double amount) {
        if (amount > tolerance) {
            slacks.add(new Slack(requirement, memberId, device, t, amount));
        }
    }

    /// {@return the largest first}
    List<Slack> sorted() {
        slacks.sort(Comparator.comparingDouble(slack -> -slack.amount()));
        return slacks;
    }
}
