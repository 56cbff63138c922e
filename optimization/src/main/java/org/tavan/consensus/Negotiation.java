package org.tavan.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;

/// Finds the trades that a planner with all data would find, by prices and proposals alone.
///
/// Each round every participant answers its terms; the price of each link rises by `σ` times what both ends want to take from each other,
/// and each end is drawn to a trade halfway between them. The connection takes part as one more: it is told the mean exchange and answers
/// with the one its limits and charge allow. From time to time the participants say what the prices alone would be worth to them, which
/// adds up to a bound on any agreement, and what the trades halfway would cost, which is one.
///
/// Source: Boyd et al. 2011, (7.9)–(7.12) for the connection and the exchange problem of section 7.3.2 on each link; over-relaxation 3.4.3 and
/// residual balancing 3.4.1. Departs from it: stops by the proven gap, not by residuals, and trades and exchange each have a stiffness of their own,
/// balanced in small steps within a range around the first, which took 30 to 100 rounds where the usual 10 and 2 took 60 to more than 150.
public final class Negotiation {
    /// How much of a limit stays free for the participants' residuals.
    private static final double ROOM = 1e-6;
    private static final double BALANCE = 2;
    private static final double ADAPT = 1.5;
    private static final int ADAPT_ROUNDS = 2;
    /// Where everything is nearly agreed the residuals are rounding and would drive the stiffness anywhere.
    private static final double RANGE = 10;
    private static final double RELAXATION = 1.6;
    /// Later the stiffness stays, so that the method converges.
    private static final int ADAPTED_ROUNDS = 400;

    private final List<? extends Participant> participants;
    private final List<Link> links;
    private final ConnectionCharge connection;
    private final double stepHours;
    private final int intervals;
    private final ExecutorService executor;
    /// The links of each participant, in the order of `links`.
    private final List<List<Integer>> linksOf = new ArrayList<>();

    private final double[][] price;
    private final double[] exchangePrice;
    /// What each end wants to take, `[link][end][interval]`, and the exchange, `[participant][interval]`.
    private final double[][][] takes;
    private final double[][] exchange;
    /// What both are drawn to: what the first end of each link is to take, and each participant's exchange.
    private final double[][] tradeTarget;
    private final double[][] exchangeTarget;
    private double tradeStiffness;
    private double exchangeStiffness;

    /// @param participants the members
    /// @param links who may trade with whom
    /// @param connection what binds them all
    /// @param stepHours `Δt` (h)
    /// @param intervals `T`
    /// @param executor asks the participants, each by one task at a time
    public Negotiation(List<? extends Participant> participants, List<Link> links,
            ConnectionCharge connection,
            double stepHours, int intervals, ExecutorService executor) {
        this.participants = List.copyOf(participants);
        this.links = List.copyOf(links);
        this.connection = connection;
        this.stepHours = stepHours;
        this.intervals = intervals;
        this.executor = executor;
        for (int n = 0; n < participants.size(); n++) {
            int member = n;
            linksOf.add(IntStream.range(0, links.size())
                    .filter(k -> links.get(k).first() == member || links.get(k).second() == member)
                    .boxed()
                    .toList());
        }
        price = new double[links.size()][intervals];
        exchangePrice = new double[intervals];
        takes = new double[links.size()][2][intervals];
        exchange = new double[participants.size()][intervals];
        tradeTarget = new double[links.size()][intervals];
        exchangeTarget = new double[participants.size()][intervals];
    }

    /// Negotiates once.
    ///
    /// @return the trades with the least cost found
    public Agreement agree(NegotiationSettings settings) {
        tradeStiffness = settings.stiffness();
        exchangeStiffness = settings.stiffness();
        @Nullable
        Agreement best = null;
        for (int round = 1;; round++) {
            ask();
            Residuals trades = moveTrades();
            Residuals exchanges = moveExchanges();
            if (round % settings.checkRounds() == 0 || round >= settings.roundLimit()) {
                Agreement now = check(round, settings.gapTolerance());
                best = best == null ? now : best.merged(now, settings.gapTolerance());
                if (best.converged() || round >= settings.roundLimit()) {
                    return best;
                }
            }
            if (round <= ADAPTED_ROUNDS && round % ADAPT_ROUNDS == 0) {
                tradeStiffness = trades.adapted(tradeStiffness, settings.stiffness());
                exchangeStiffness = exchanges.adapted(exchangeStiffness, settings.stiffness());
            }
        }
    }

    /// How far the participants are apart, and how far their targets moved (kW, squared).
    private record Residuals(double apart, double moved) {
        /// {@return the stiffness to go on with}
        double adapted(double stiffness, double start) {
            double ratio = Math.sqrt(apart / Math.max(moved, Double.MIN_NORMAL));
            double factor = ratio > BALANCE ? ADAPT : ratio < 1 / BALANCE ? 1 / ADAPT : 1;
            return Math.clamp(factor * stiffness, start / RANGE, start * RANGE);
        }
    }

    private void ask() {
        List<Proposal> proposals = ask(
                n -> participants.get(n).propose(terms(n, tradeStiffness, exchangeStiffness)));
        for (int k = 0; k < links.size(); k++) {
            takes[k][0] = take(proposals, links.get(k).first(), k);
            takes[k][1] = take(proposals, links.get(k).second(), k);
        }
        for (int n = 0; n < participants.size(); n++) {
            exchange[n] = proposals.get(n).exchangeKw().toArray();
        }
    }

    private double[] take(List<Proposal> proposals, int participant, int link) {
        return proposals.get(participant).takeKw().get(linksOf.get(participant).indexOf(link)).toArray();
    }

    private Residuals moveTrades() {
        double moved = 0;
        double apart = 0;
        for (int k = 0; k < links.size(); k++) {
            for (int t = 0; t < intervals; t++) {
                double surplus = (takes[k][0][t] + takes[k][1][t]) / 2;
                price[k][t] += tradeStiffness * RELAXATION * surplus;
                double move = RELAXATION * (agreed(k, t) - tradeTarget[k][t]);
                tradeTarget[k][t] += move;
                apart += surplus * surplus;
                moved += move * move;
            }
        }
        return new Residuals(apart, moved);
    }

    /// The connection answers with the total that suits it best, and everybody's target moves by the same amount. Its price is a subgradient of
    /// the charge at that total, exactly 0 where nothing binds, so it proves a finite bound.
    private Residuals moveExchanges() {
        if (!connection.matters()) {
            return new Residuals(0, 0);
        }
        int count = participants.size();
        double[] before = new double[intervals];
        double[] mean = new double[intervals];
        double[] wanted = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            before[t] = mean(exchangeTarget, t);
            mean[t] = RELAXATION * mean(exchange, t) + (1 - RELAXATION) * before[t];
            wanted[t] = count * (mean[t] + exchangePrice[t] / exchangeStiffness);
        }
        double[] total = connection.narrowed(ROOM).nearest(wanted, stepHours * exchangeStiffness / count);
        double moved = 0;
        double apart = 0;
        for (int t = 0; t < intervals; t++) {
            double surplus = mean[t] - total[t] / count;
            exchangePrice[t] = exchangeStiffness * (wanted[t] - total[t]) / count;
            for (int n = 0; n < count; n++) {
                exchangeTarget[n][t] += RELAXATION * (exchange[n][t] - exchangeTarget[n][t]) - surplus;
            }
            apart += square(mean(exchange, t) - total[t] / count);
            moved += square(total[t] / count - before[t]);
        }
        return new Residuals(apart, moved);
    }

    private static double mean(double[][] values, int t) {
        double sum = 0;
        for (double[] own : values) {
            sum += own[t];
        }
        return sum / values.length;
    }

    /// What the first end takes, halfway between what both say.
    private double agreed(int k, int t) {
        return (takes[k][0][t] - takes[k][1][t]) / 2;
    }

    private Terms terms(int n, double tradeWeight, double exchangeWeight) {
        List<Profile> prices = new ArrayList<>();
        List<Profile> targets = new ArrayList<>();
        for (int k : linksOf.get(n)) {
            double side = links.get(k).first() == n ? 1 : -1;
            prices.add(Profile.of(price[k]));
            targets.add(profile(t -> side * tradeTarget[k][t]));
        }
        return new Terms(prices, targets, Profile.of(exchangePrice), Profile.of(exchangeTarget[n]),
                tradeWeight, connection.matters() ? exchangeWeight : 0);
    }

    /// What the prices prove, and what the trades halfway cost.
    private Agreement check(int round, double tolerance) {
        double bound = connection.leastCents(profile(t -> stepHours * exchangePrice[t]).toArray());
        for (Proposal proposal : ask(n -> participants.get(n).propose(terms(n, 0, 0)))) {
            bound += proposal.leastCents();
        }
        List<Profile> firstTakes = new ArrayList<>();
        for (int k = 0; k < links.size(); k++) {
            int link = k;
            firstTakes.add(profile(t -> agreed(link, t)));
        }
        double[] total = profile(t -> mean(exchange, t) * participants.size()).toArray();
        double[] held = connection.nearest(total, 1e9);
        double topKw = connection.topKw(held);
        List<Profile> most = new ArrayList<>();
        List<Profile> least = new ArrayList<>();
        for (double[] own : exchange) {
            most.add(profile(t -> own[t] + (topKw - total[t]) / participants.size()));
            least.add(profile(t -> own[t] - (connection.exportMaxKw() + total[t]) / participants.size()));
        }
        double cost = connection.cents(held);
        for (OptionalDouble own : ask(
                n -> participants.get(n).settle(ownTakes(n, firstTakes), most.get(n), least.get(n)))) {
            cost += own.orElse(Double.POSITIVE_INFINITY);
        }
        return new Agreement(firstTakes, most, least, Arrays.stream(price).map(Profile::of).toList(),
                Profile.of(exchangePrice), cost, bound, round, Agreement.gap(cost, bound) <= tolerance);
    }

    private List<Profile> ownTakes(int n, List<Profile> firstTakes) {
        List<Profile> own = new ArrayList<>();
        for (int k : linksOf.get(n)) {
            double side = links.get(k).first() == n ? 1 : -1;
            own.add(profile(t -> side * firstTakes.get(k).get(t)));
        }
        return own;
    }

    private Profile profile(IntToDoubleFunction values) {
        return Profile.of(IntStream.range(0, intervals).mapToDouble(values).toArray());
    }

    private static double square(double x) {
        return x * x;
    }

    private <V> List<V> ask(IndexedQuestion<V> question) {
        List<Callable<V>> calls = new ArrayList<>();
        for (int n = 0; n < participants.size(); n++) {
            int member = n;
            calls.add(() -> question.ask(member));
        }
        try {
            List<V> answers = new ArrayList<>();
            for (var answer : executor.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The negotiation was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A participant failed: %s".formatted(e.getCause()), e);
        }
    }

    private interface IndexedQuestion<V> {
        V ask(int n);
    }
}
