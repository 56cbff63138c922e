package org.tavan.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.conic.SolverSettings;

/// Participants that buy at a price of their own, `p + Σ take ≥ demand`, `a_t p_t + b p_t²`.
class NegotiationTest {
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

    @AfterAll
    static void stop() {
        TWO.shutdown();
    }

    /// A consumer whose whole world is two numbers an interval.
    private record Consumer(Profile demandKw, Profile centsPerKwh, double slope, int links, double limitKw)
            implements
                Participant {
        @Override
        public Proposal propose(Terms terms) {
            Solution solution = solve(terms, null, null, null);
            List<Profile> takes = new ArrayList<>();
            int intervals = demandKw.length();
            for (int k = 0; k < links; k++) {
                takes.add(part(solution, intervals * (k + 1)));
            }
            double constant = 0;
            for (int t = 0; t < intervals; t++) {
                for (int k = 0; k < links; k++) {
                    constant += 0.5 * terms.tradeStiffness()
                            * Math.pow(terms.tradeTargetKw().get(k).get(t), 2);
                }
                constant += 0.5 * terms.exchangeStiffness() * Math.pow(terms.exchangeTargetKw().get(t), 2);
            }
            return new Proposal(takes, part(solution, 0), solution.dualObjective() + constant);
        }

        @Override
        public OptionalDouble settle(List<Profile> takeKw, Profile most, Profile least) {
            Profile zero = Profile.of(new double[demandKw.length()]);
            List<Profile> zeros = takeKw.stream().map(_ -> zero).toList();
            Solution solution = solve(new Terms(zeros, zeros, zero, zero, 0, 0), takeKw, most, least);
            return OptionalDouble.of(solution.primalObjective());
        }

        private Profile part(Solution solution, int from) {
            return Profile
                    .of(Arrays.copyOfRange(solution.values().toArray(), from, from + demandKw.length()));
        }

        private Solution solve(Terms terms, @Nullable List<Profile> fixed, @Nullable Profile most,
                @Nullable Profile least) {
            var program = ConicProgram.builder();
            for (int t = 0; t < demandKw.length(); t++) {
                int p = program.addVariable(
                        centsPerKwh.get(t) + terms.exchangeCentsPerKwh().get(t)
                                - terms.exchangeStiffness() * terms.exchangeTargetKw().get(t),
                        least == null ? -50 : Math.max(-50, least.get(t)),
                        most == null ? 50 : Math.min(50, most.get(t)));
                program.addQuadraticCost(p, slope + 0.5 * terms.exchangeStiffness());
            }
            for (int k = 0; k < links; k++) {
                for (int t = 0; t < demandKw.length(); t++) {
                    double low = fixed == null ? -limitKw : fixed.get(k).get(t);
                    double high = fixed == null ? limitKw : fixed.get(k).get(t);
                    int take = program.addVariable(terms.tradeCentsPerKwh().get(k).get(t)
                            - terms.tradeStiffness() * terms.tradeTargetKw().get(k).get(t), low, high);
                    if (terms.tradeStiffness() > 0) {
                        program.addQuadraticCost(take, 0.5 * terms.tradeStiffness());
                    }
                }
            }
            for (int t = 0; t < demandKw.length(); t++) {
                int[] variables = new int[links + 2];
                double[] ones = new double[links + 2];
                Arrays.fill(ones, 1);
                for (int k = 0; k <= links; k++) {
                    variables[k] = k * demandKw.length() + t;
                }
                variables[links + 1] = shed(program);
                program.addGreaterOrEqual(variables, ones, demandKw.get(t));
            }
            return solved(program.build());
        }
    }

    /// Demand may be left out, the dearer the more.
    private static int shed(ConicProgram.Builder program) {
        int shed = program.addVariable(8, 0, Double.POSITIVE_INFINITY);
        program.addQuadraticCost(shed, 1.5);
        return shed;
    }

    private static Solution solved(ConicProgram program) {
        return switch (new InteriorPointSolver().solve(program, SolverSettings.defaults())) {
            case SolveOutcome.Solved(Solution solution) -> solution;
            case SolveOutcome.LimitReached(_, Solution last) -> last;
            case SolveOutcome other -> throw new IllegalStateException(other.toString());
        };
    }

    private static Consumer consumer(RandomGenerator random, int links) {
        double[] demand = random.doubles(3, -2, 6).toArray();
        double[] cents = random.doubles(3, 5, 20).toArray();
        return new Consumer(Profile.of(demand), Profile.of(cents), random.nextDouble(0.1, 1), links, 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aRingAgreesOnWhatOneProgramOfAllFinds(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Consumer> ring = List.of(consumer(random, 2), consumer(random, 2), consumer(random, 2),
                consumer(random, 2));
        List<Link> links = List.of(new Link(0, 1), new Link(1, 2), new Link(2, 3), new Link(3, 0));
        var connection = new ConnectionCharge(seed % 2 == 0 ? 9 : Double.POSITIVE_INFINITY, 40, seed % 3, 1);

        Agreement agreement = new Negotiation(ring, links, connection, 1, 3, TWO)
                .agree(NegotiationSettings.defaults());

        double optimum = together(ring, links, connection);
        assertTrue(agreement.converged(), () -> "gap " + agreement.gap() + " after " + agreement.rounds());
        assertEquals(optimum, agreement.costCents(), 2e-6 * Math.abs(optimum));
        assertTrue(agreement.boundCents() <= optimum + 1e-6 * Math.abs(optimum));
    }

    /// All data in one program.
    private static double together(List<Consumer> members, List<Link> links, ConnectionCharge connection) {
        var program = ConicProgram.builder();
        int intervals = 3;
        for (Consumer member : members) {
            for (int t = 0; t < intervals; t++) {
                program.addQuadraticCost(program.addVariable(member.centsPerKwh.get(t), -50, 50),
                        member.slope);
            }
        }
        int trades = members.size() * intervals;
        for (int i = 0; i < links.size() * intervals; i++) {
            program.addVariable(0, -3, 3);
        }
        int peak = program.addVariable(connection.peakCentsPerKw(), connection.peakSoFarKw(), 1e6);
        for (int t = 0; t < intervals; t++) {
            int[] all = new int[members.size()];
            for (int n = 0; n < members.size(); n++) {
                all[n] = n * intervals + t;
                balance(program, members.get(n), n, t, links, trades);
            }
            double[] ones = new double[all.length];
            Arrays.fill(ones, 1);
            if (connection.importMaxKw() < Double.POSITIVE_INFINITY) {
                program.addLessOrEqual(all, ones, connection.importMaxKw());
            }
            program.addGreaterOrEqual(all, ones, -connection.exportMaxKw());
            int[] withPeak = Arrays.copyOf(all, all.length + 1);
            withPeak[all.length] = peak;
            double[] signs = Arrays.copyOf(ones, all.length + 1);
            signs[all.length] = -1;
            program.addLessOrEqual(withPeak, signs, 0);
        }
        Solution solution = solved(program.build());
        return solution.primalObjective() - connection.peakCentsPerKw() * connection.peakSoFarKw();
    }

    private static void balance(ConicProgram.Builder program, Consumer member, int n, int t, List<Link> links,
            int trades) {
        List<Integer> variables = new ArrayList<>(List.of(n * 3 + t));
        List<Double> signs = new ArrayList<>(List.of(1.0));
        variables.add(shed(program));
        signs.add(1.0);
        for (int k = 0; k < links.size(); k++) {
            if (links.get(k).first() == n || links.get(k).second() == n) {
                variables.add(trades + k * 3 + t);
                signs.add(links.get(k).first() == n ? 1.0 : -1.0);
            }
        }
        program.addGreaterOrEqual(variables.stream().mapToInt(i -> i).toArray(),
                signs.stream().mapToDouble(d -> d).toArray(), member.demandKw.get(t));
    }

    @Test
    void thePeakIsCutToTheLevelThatItsChargeIsWorth() {
        var charge = new ConnectionCharge(100, 100, 6, 2);

        double[] nearest = charge.nearest(new double[]{10, 8, 1, -200}, 2);

        // 2 (10 − L) + 2 (8 − L) = 6
        assertEquals(7.5, nearest[0], 1e-12);
        assertEquals(7.5, nearest[1], 1e-12);
        assertEquals(1, nearest[2]);
        assertEquals(-100, nearest[3]);
    }

    @Test
    void aPeakThatIsPaidForIsNotCut() {
        var charge = new ConnectionCharge(100, 100, 1000, 9);

        double[] nearest = charge.nearest(new double[]{10, 8}, 1);

        assertEquals(9, nearest[0]);
        assertEquals(8, nearest[1]);
        assertEquals(0, charge.cents(nearest));
    }
}
