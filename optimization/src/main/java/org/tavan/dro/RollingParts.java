package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;

/// A community planned part by part while its windows move, as `PartwisePlanner` does: members alone first, joined where a trade pays, and all of
/// them where they share more than trades. Parts once joined stay so. With the same bound, from the prices of the balances. Joint promises keep their
/// scaling, but for one member's a window, in turn: there the cheaper of two plans stays.
final class RollingParts {
    /// Share of the tolerance of the gap that closed links may take.
    private static final double CLOSED_SHARE = 0.1;

    private final CommunityProblem start;
    private final RollingMember[] members;
    private final RollingPrices prices;
    private final RiskAllocation allocation;
    private final PlannerSettings settings;
    /// Null where all are planned together.
    private @Nullable CommunityParts parts;
    private List<RollingPart> rolling = new ArrayList<>();
    private final double[][] balanceCents;
    private final RollingValues values;
    private double closedCents;
    private int window;

    RollingParts(CommunityProblem start, RollingMember[] members, RollingPrices prices,
            RiskAllocation allocation, PlannerSettings settings, RollingValues values) {
        this.start = start;
        this.members = members;
        this.prices = prices;
        this.allocation = allocation;
        this.settings = settings;
        this.values = values;
        balanceCents = new double[members.length][start.intervals()];
        parts = PartwisePlanner.isSeparable(start) ? new CommunityParts(start) : null;
        make();
    }

    /// Makes the parts that there are not yet.
    private void make() {
        List<RollingPart> made = new ArrayList<>();
        CommunityParts several = parts;
        if (several == null) {
            made.add(part(IntStream.range(0, members.length).toArray(), start));
        } else {
            for (CommunityParts.Part part : several.all()) {
                made.add(rolling.stream()
                        .filter(known -> Arrays.equals(known.indices(), part.members))
                        .findFirst()
                        .orElseGet(() -> part(part.members, part.problem)));
            }
        }
        rolling = made;
    }

    private RollingPart part(int[] indices, CommunityProblem problem) {
        return new RollingPart(indices, problem, members, prices, allocation, settings);
    }

    private void joinAll() {
        parts = null;
        make();
    }

    void pricesChanged() {
        for (int k = 0; k < rolling.size(); k++) {
            rolling.get(k).pricesChanged();
        }
    }

    /// Plans with what there is now; the quantities are in the values then.
    ///
    /// @return whether the plan is one within the tolerance of its bound, which keeps every promise
    boolean replan() {
        for (int k = 0; k < rolling.size(); k++) {
            rolling.get(k).begin();
        }
        while (true) {
            boolean planned = planParts();
            if (planned) {
                readAll();
            }
            CommunityParts several = parts;
            if (several == null) {
                window++;
                return planned;
            }
            if (!planned) {
                joinAll();
                continue;
            }
            double share = CLOSED_SHARE * settings.gapTolerance() * Math.max(1, Math.abs(costCents()));
            if (closedCents <= share) {
                if (isWithinConnection() && gap() <= settings.gapTolerance()) {
                    window++;
                    return true;
                }
                joinAll();
                continue;
            }
            several.open(new ClosedLinks(start, several, balanceCents).beyond(share));
            if (several.largest() > members.length / 2) {
                joinAll();
            } else {
                make();
            }
        }
    }

    private boolean planParts() {
        boolean planned = true;
        for (int k = 0; k < rolling.size(); k++) {
            RollingPart part = rolling.get(k);
            planned &= part.isPlanned() || (part.replan() && rescaled(part));
        }
        return planned;
    }

    /// All promises in the first window, then one of them in each, in turn.
    private boolean rescaled(RollingPart part) {
        int due = window == 0 ? RollingPart.ALL : window % members.length;
        return !(due == RollingPart.ALL || part.has(due)) || part.rescale(due);
    }

    private void readAll() {
        for (int k = 0; k < rolling.size(); k++) {
            rolling.get(k).read(values);
            rolling.get(k).readPrices(balanceCents);
        }
        closedCents = 0;
        CommunityParts several = parts;
        for (int link = 0; several != null && link < start.peerLinks().size(); link++) {
            if (several.isClosed(link)) {
                closedCents += ClosedLinks.cents(start.peerLinks().get(link),
                        balanceCents[several.first(link)], balanceCents[several.second(link)],
                        start.stepHours());
            }
        }
    }

    private boolean isWithinConnection() {
        for (int t = 0; t < start.intervals(); t++) {
            double kw = 0;
            for (int n = 0; n < members.length; n++) {
                kw += values.exchangeKw[n][t] + values.plannedKw[n][t];
            }
            if (!(-start.connection().exportMaxKw() <= kw && kw <= start.connection().importMaxKw())) {
                return false;
            }
        }
        return true;
    }

    /// {@return the plan as a whole, with shadow prices and the certificate; nothing where a part does not stand its checks}
    ///
    /// @param now the problem as it is
    Optional<PlanOutcome> plan(CommunityProblem now) {
        CommunityParts several = parts;
        if (several == null) {
            return rolling.getFirst().plan();
        }
        for (CommunityParts.Part part : several.all()) {
            Optional<PlanOutcome> plan = rolling.stream()
                    .filter(known -> Arrays.equals(known.indices(), part.members))
                    .findFirst()
                    .flatMap(RollingPart::plan);
            if (plan.isEmpty()) {
                return plan;
            }
            part.take(plan.get());
        }
        return Optional.of(new PartPlans(now, several).outcome(settings.gapTolerance()));
    }

    /// {@return `(cost − bound) / max(1, |cost|)`}
    private double gap() {
        return (costCents() - boundCents()) / Math.max(1, Math.abs(costCents()));
    }

    double costCents() {
        double sum = 0;
        for (int k = 0; k < rolling.size(); k++) {
            sum += rolling.get(k).costCents();
        }
        return sum;
    }

    double boundCents() {
        double sum = -closedCents;
        for (int k = 0; k < rolling.size(); k++) {
            sum += rolling.get(k).boundCents();
        }
        return sum;
    }

    int programs() {
        int sum = 0;
        for (int k = 0; k < rolling.size(); k++) {
            sum += rolling.get(k).programs();
        }
        return sum;
    }

    int rounds() {
        int sum = 0;
        for (int k = 0; k < rolling.size(); k++) {
            sum += rolling.get(k).rounds();
        }
        return sum;
    }

    int iterations() {
        int sum = 0;
        for (int k = 0; k < rolling.size(); k++) {
            sum += rolling.get(k).iterations();
        }
        return sum;
    }

    boolean startedAnew() {
        for (int k = 0; k < rolling.size(); k++) {
            if (rolling.get(k).startedAnew()) {
                return true;
            }
        }
        return false;
    }
}
