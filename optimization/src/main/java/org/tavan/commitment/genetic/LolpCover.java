package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.SolverSettings;
import org.tavan.reliability.OperatingAdequacy;

/// Chooses, for an interval and its units, which losses may shed: together no more probable than the limit.
///
/// Which choice is cheapest is a combinatorial problem of its own; this is a heuristic at given prices. Losses that shed in the
/// cheapest dispatch are covered, those first that gain most probability by the kW, until the rest is improbable enough; then the dearest
/// cover that the limit can spare is given up as long as that pays. All at the demand without options. The limit holds for whatever is dispatched afterwards, for
/// all that are not given up stay covered.
final class LolpCover implements Cover {
    private static final int GIVEN_UP_MAX = 8;
    private static final int GROWTH_MAX = 40;
    private static final double GAIN_CENTS = 1e-6;
    /// The solver's rounding must not make a covered loss count.
    private static final double SHED_KW = OperatingAdequacy.SHED_TOLERANCE_KW / 2;

    private final CommitmentProblem problem;
    private final SourceOrder sources;
    private final List<HourPrices> prices;
    private final ConcurrentHashMap<Key, boolean[]> chosen = new ConcurrentHashMap<>();

    private record Key(int t, long mask) {}

    LolpCover(CommitmentProblem problem, SourceOrder sources, List<HourPrices> prices) {
        this.problem = problem;
        this.sources = sources;
        this.prices = prices;
    }

    /// {@return whether any interval has a limit}
    static boolean matters(CommitmentProblem problem) {
        for (int t = 0; t < problem.intervals(); t++) {
            if (problem.reliability().lolpMax().get(t) < 1) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean[] covered(int t, long mask, List<EventTable.Loss> losses) {
        if (problem.reliability().lolpMax().get(t) >= 1) {
            return new boolean[losses.size()];
        }
        return chosen.computeIfAbsent(new Key(t, mask), key -> new Choice(t, mask, losses).made());
    }

    /// A cover with the cheapest dispatch under it: what that costs, which losses shed in it and how much, and what each cover costs
    /// in it.
    private static final class Tried {
        final boolean[] covered;
        final double cents;
        final double[] shedKw;
        final boolean[] sheds;
        final double[] coverCents;
        /// Of the losses that shed.
        double probability;

        Tried(boolean[] covered, double cents, double[] shedKw) {
            this.covered = covered;
            this.cents = cents;
            this.shedKw = shedKw;
            sheds = new boolean[covered.length];
            coverCents = new double[covered.length];
        }
    }

    /// The choice for one interval and its units.
    private final class Choice {
        private final int t;
        private final long mask;
        private final List<EventTable.Loss> losses;
        private final double limit;

        Choice(int t, long mask, List<EventTable.Loss> losses) {
            this.t = t;
            this.mask = mask;
            this.losses = losses;
            limit = problem.reliability().lolpMax().get(t) * (1 - 1e-9);
        }

        boolean[] made() {
            Tried best = grown(tried(new boolean[losses.size()]));
            boolean[] kept = new boolean[losses.size()];
            for (int k = 0; k < GIVEN_UP_MAX; k++) {
                int dearest = dearest(best, kept);
                if (dearest < 0) {
                    break;
                }
                boolean[] covered = best.covered.clone();
                covered[dearest] = false;
                Tried next = grown(tried(covered));
                if (next.cents < best.cents - GAIN_CENTS && next.probability <= limit) {
                    best = next;
                } else {
                    kept[dearest] = true;
                }
            }
            boolean[] all = new boolean[losses.size()];
            double left = limit;
            for (int l = 0; l < all.length; l++) {
                left -= best.sheds[l] ? losses.get(l).probability() : 0;
            }
            for (int l = 0; l < all.length; l++) {
                all[l] = !best.sheds[l] || left < 0;
            }
            return all;
        }

        /// Covers more until what sheds is improbable enough.
        private Tried grown(Tried from) {
            Tried now = from;
            for (int k = 0; k < GROWTH_MAX && now.probability > limit; k++) {
                Tried at = now;
                List<Integer> shedding = new ArrayList<>();
                for (int l = 0; l < at.sheds.length; l++) {
                    if (at.sheds[l] && !at.covered[l]) {
                        shedding.add(l);
                    }
                }
                shedding.sort(Comparator.comparingDouble(l -> at.shedKw[l] / losses.get(l).probability()));
                boolean[] covered = at.covered.clone();
                double probability = at.probability;
                for (int l : shedding) {
                    if (probability > limit) {
                        covered[l] = true;
                        probability -= losses.get(l).probability();
                    }
                }
                now = tried(covered);
            }
            return now;
        }

        private int dearest(Tried tried, boolean[] kept) {
            int dearest = -1;
            for (int l = 0; l < losses.size(); l++) {
                if (tried.covered[l] && !kept[l] && tried.coverCents[l] > GAIN_CENTS
                        && losses.get(l).probability() <= limit
                        && (dearest < 0 || tried.coverCents[l] > tried.coverCents[dearest])) {
                    dearest = l;
                }
            }
            return dearest;
        }

        private Tried tried(boolean[] covered) {
            ConicProgram.Builder builder = ConicProgram.builder();
            HourRows rows = new HourRows(problem, sources, losses, covered, t, mask,
                    problem.demandKw().get(t),
                    builder);
            ConicWorkspace workspace = new ConicWorkspace(builder.build());
            rows.price(workspace, prices.get(t));
            workspace.solve(SolverSettings.defaults());
            Tried tried = new Tried(covered, workspace.primalObjective(),
                    rows.shedKw(workspace, sources, losses));
            for (int l = 0; l < covered.length; l++) {
                tried.sheds[l] = !covered[l] && tried.shedKw[l] > SHED_KW;
                tried.probability += tried.sheds[l] ? losses.get(l).probability() : 0;
                tried.coverCents[l] = rows.coveredRow[l] < 0 ? 0 : -workspace.dual(rows.coveredRow[l]);
            }
            return tried;
        }
    }
}
