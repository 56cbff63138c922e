package org.tavan.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;

/// The certificate against the linear program of all transports (HiGHS), and against distributions that are at hand.
class WorstCaseTest {
    private static final int INTERVALS = 2;
    private static final int SAMPLES = 4;
    /// Directions whose highest tangent stands for the 2-norm; off by a factor of at most `1/cos(π/720)`, 1e-5.
    private static final int DIRECTIONS = 720;

    static {
        Loader.loadNativeLibraries();
    }

    private record Instance(RandomGenerator random, List<UncertainRow> rows, WassersteinBall ball) {
        WassersteinBall withRadius(double radius) {
            return new WassersteinBall(radius, ball.norm(), ball.samples(), ball.support());
        }
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Norm norm : Norm.values()) {
            for (String support : List.of("box", "space", "polytope")) {
                for (long seed = 0; seed < 25; seed++) {
                    cases.add(Arguments.of(norm, support, seed));
                }
            }
        }
        return cases.stream();
    }

    private static Instance instance(Norm norm, String support, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[][] samples = new double[SAMPLES][INTERVALS];
        for (double[] sample : samples) {
            for (int t = 0; t < INTERVALS; t++) {
                sample[t] = 0.1 * random.nextGaussian();
            }
        }
        List<UncertainRow> rows = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            double first = k == 2 ? 0 : random.nextDouble(-8, 8);
            rows.add(new UncertainRow(Profile.of(first, random.nextDouble(-8, 8)), random.nextDouble(2)));
        }
        EmpiricalDistribution distribution = EmpiricalDistribution.of(samples);
        double radius = new double[]{0.005, 0.02, 0.1}[random.nextInt(3)];
        return new Instance(random, rows,
                new WassersteinBall(radius, norm, distribution, support(support, distribution)));
    }

    private static Support support(String name, EmpiricalDistribution distribution) {
        SupportBox box = distribution.supportBox(0.1);
        return switch (name) {
            case "box" -> box;
            case "space" -> new WholeSpace(INTERVALS);
            default -> polytope(box, distribution);
        };
    }

    /// The box without the corner where both residuals are largest.
    private static SupportPolytope polytope(SupportBox box, EmpiricalDistribution distribution) {
        List<Profile> rows = List.of(Profile.of(1, 0), Profile.of(0, 1), Profile.of(-1, 0), Profile.of(0, -1),
                Profile.of(1, 1));
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < distribution.count(); i++) {
            most = Math.max(most, distribution.value(i, 0) + distribution.value(i, 1));
        }
        return new SupportPolytope(rows, Profile.of(box.high().get(0), box.high().get(1), -box.low().get(0),
                -box.low().get(1), most + 0.01));
    }

    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("cases")
    void theProbabilityIsTheValueOfTheTransportProgram(Norm norm, String support, long seed) {
        Instance instance = instance(norm, support, seed);

        double probability = WorstCase.of(instance.rows(), instance.ball()).probability();

        double tolerance = norm == Norm.TWO ? 2e-5 : 1e-6;
        assertEquals(transportProgram(instance), probability, tolerance);
    }

    /// From sample `i` the mass `z` goes into the half-space of row `k`, displaced by `w/z` on average; the perspective makes that linear.
    private static double transportProgram(Instance instance) {
        MPSolver solver = MPSolver.createSolver("HIGHS");
        double infinity = Double.POSITIVE_INFINITY;
        MPConstraint budget = solver.makeConstraint(-infinity, instance.ball().radius());
        solver.objective().setMaximization();
        for (int i = 0; i < SAMPLES; i++) {
            MPConstraint mass = solver.makeConstraint(-infinity, instance.ball().samples().weight(i));
            for (UncertainRow row : instance.rows()) {
                MPVariable z = solver.makeNumVar(0, 1, "");
                solver.objective().setCoefficient(z, 1);
                mass.setCoefficient(z, 1);
                MPVariable size = solver.makeNumVar(0, infinity, "");
                budget.setCoefficient(size, 1);
                MPVariable[] w = new MPVariable[INTERVALS];
                MPConstraint beyond = solver.makeConstraint(0, infinity);
                double at = -row.limit();
                for (int t = 0; t < INTERVALS; t++) {
                    w[t] = solver.makeNumVar(-infinity, infinity, "");
                    beyond.setCoefficient(w[t], row.coefficients().get(t));
                    at += row.coefficients().get(t) * instance.ball().samples().value(i, t);
                }
                beyond.setCoefficient(z, at);
                addSupport(solver, instance.ball(), i, z, w);
                addNorm(solver, instance.ball().norm(), size, w);
            }
        }
        assertEquals(MPSolver.ResultStatus.OPTIMAL, solver.solve());
        return solver.objective().value();
    }

    private static void addSupport(MPSolver solver, WassersteinBall ball, int i, MPVariable z,
            MPVariable[] w) {
        List<Profile> rows = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        switch (ball.support()) {
            case WholeSpace _ -> {
            }
            case SupportBox box -> {
                for (int t = 0; t < INTERVALS; t++) {
                    rows.add(t == 0 ? Profile.of(1, 0) : Profile.of(0, 1));
                    right.add(box.high().get(t));
                    rows.add(t == 0 ? Profile.of(-1, 0) : Profile.of(0, -1));
                    right.add(-box.low().get(t));
                }
            }
            case SupportPolytope polytope -> {
                for (int k = 0; k < polytope.rows().size(); k++) {
                    rows.add(polytope.rows().get(k));
                    right.add(polytope.right().get(k));
                }
            }
        }
        for (int k = 0; k < rows.size(); k++) {
            MPConstraint within = solver.makeConstraint(Double.NEGATIVE_INFINITY, 0);
            double slack = right.get(k);
            for (int t = 0; t < INTERVALS; t++) {
                within.setCoefficient(w[t], rows.get(k).get(t));
                slack -= rows.get(k).get(t) * ball.samples().value(i, t);
            }
            within.setCoefficient(z, -slack);
        }
    }

    private static void addNorm(MPSolver solver, Norm norm, MPVariable size, MPVariable[] w) {
        List<double[]> tangents = new ArrayList<>();
        switch (norm) {
            case ONE -> tangents.addAll(List.of(new double[]{1, 1}, new double[]{1, -1}, new double[]{-1, 1},
                    new double[]{-1, -1}));
            case INFINITY -> tangents.addAll(List.of(new double[]{1, 0}, new double[]{-1, 0},
                    new double[]{0, 1}, new double[]{0, -1}));
            case TWO -> {
                for (int k = 0; k < DIRECTIONS; k++) {
                    double angle = 2 * Math.PI * (k + 0.5) / DIRECTIONS;
                    tangents.add(new double[]{Math.cos(angle), Math.sin(angle)});
                }
            }
        }
        for (double[] tangent : tangents) {
            MPConstraint row = solver.makeConstraint(0, Double.POSITIVE_INFINITY);
            row.setCoefficient(size, 1);
            for (int t = 0; t < INTERVALS; t++) {
                row.setCoefficient(w[t], -tangent[t]);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("cases")
    void theDistributionLiesInTheBallAndHasTheProbability(Norm norm, String support, long seed) {
        Instance instance = instance(norm, support, seed);

        WorstCase worst = WorstCase.of(instance.rows(), instance.ball());

        double cost = 0;
        double mass = 0;
        double unsafe = 0;
        for (WorstCase.Atom atom : worst.atoms()) {
            double[] move = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                move[t] = atom.point().get(t) - instance.ball().samples().value(atom.sample(), t);
            }
            cost += atom.probability() * norm.of(move);
            mass += atom.probability();
            assertTrue(within(instance.ball().support(), atom.point()), "outside the support");
            if (atom.row() != WorstCase.Atom.NONE) {
                unsafe += atom.probability();
                assertTrue(demand(instance.rows().get(atom.row()), atom.point()) >= -1e-6, "not beyond");
            }
        }
        assertEquals(1, mass, 1e-12);
        assertEquals(worst.probability(), unsafe, 1e-12);
        assertTrue(cost <= instance.ball().radius() + 1e-7, cost + " of " + instance.ball().radius());
    }

    private static boolean within(Support support, Profile point) {
        return switch (support) {
            case WholeSpace _ -> true;
            case SupportBox box -> {
                boolean inside = true;
                for (int t = 0; t < INTERVALS; t++) {
                    inside &= box.low().get(t) - 1e-7 <= point.get(t)
                            && point.get(t) <= box.high().get(t) + 1e-7;
                }
                yield inside;
            }
            case SupportPolytope polytope -> {
                boolean inside = true;
                for (int k = 0; k < polytope.rows().size(); k++) {
                    inside &= polytope.rows().get(k).get(0) * point.get(0)
                            + polytope.rows().get(k).get(1) * point.get(1) <= polytope.right().get(k) + 1e-7;
                }
                yield inside;
            }
        };
    }

    private static double demand(UncertainRow row, Profile point) {
        double sum = -row.limit();
        for (int t = 0; t < point.length(); t++) {
            sum += row.coefficients().get(t) * point.get(t);
        }
        return sum;
    }

    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("cases")
    void itGrowsWithTheRadiusFromTheEmpiricalViolation(Norm norm, String support, long seed) {
        Instance instance = instance(norm, support, seed);
        double empirical = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Profile point = Reach.point(instance.ball(), i);
            boolean violated = instance.rows().stream().anyMatch(row -> demand(row, point) > 0);
            empirical += violated ? instance.ball().samples().weight(i) : 0;
        }

        double before = WorstCase.of(instance.rows(), instance.withRadius(0)).probability();

        assertEquals(empirical, before, 1e-12);
        for (double radius : new double[]{1e-4, 1e-3, 0.01, 0.05, 0.2, 1}) {
            double now = WorstCase.of(instance.rows(), instance.withRadius(radius)).probability();
            assertTrue(now >= before - 1e-12, now + " < " + before);
            before = now;
        }
    }

    /// All ways to send each of the samples, in halves, to the points of a grid.
    @ParameterizedTest(name = "{0} {1} seed {2}")
    @MethodSource("cases")
    void noDistributionOnAGridViolatesMore(Norm norm, String support, long seed) {
        Instance instance = instance(norm, support, seed);
        double certificate = WorstCase.of(instance.rows(), instance.ball()).probability();
        List<double[]> choices = new ArrayList<>();
        choices.add(new double[]{0, 0});

        for (int i = 0; i < SAMPLES; i++) {
            double weight = instance.ball().samples().weight(i);
            double near = nearestOnGrid(instance, i);
            List<double[]> next = new ArrayList<>();
            for (double[] soFar : choices) {
                next.add(soFar);
                for (double part : new double[]{0.5, 1}) {
                    double cost = soFar[0] + part * weight * near;
                    if (cost <= instance.ball().radius()) {
                        next.add(new double[]{cost, soFar[1] + part * weight});
                    }
                }
            }
            choices = next;
        }

        double most = choices.stream().mapToDouble(choice -> choice[1]).max().orElseThrow();
        assertTrue(most <= certificate + 1e-9, most + " > " + certificate);
    }

    private static double nearestOnGrid(Instance instance, int sample) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double x = -0.5; x <= 0.5; x += 0.01) {
            for (double y = -0.5; y <= 0.5; y += 0.01) {
                Profile point = Profile.of(x, y);
                boolean unsafe = instance.rows().stream().anyMatch(row -> demand(row, point) > 0);
                if (unsafe && within(instance.ball().support(), point)) {
                    nearest = Math.min(nearest, instance.ball()
                            .norm()
                            .of(x - instance.ball().samples().value(sample, 0),
                                    y - instance.ball().samples().value(sample, 1)));
                }
            }
        }
        Profile here = Reach.point(instance.ball(), sample);
        return instance.rows().stream().anyMatch(row -> demand(row, here) > 0) ? 0 : nearest;
    }

    /// The end of a polytope is reached however little lies beyond the limit, and never where nothing does.
    @ParameterizedTest(name = "{0}")
    @EnumSource(Norm.class)
    void theEndOfAPolytopeCountsToTheLastDigitThatAProgramKnows(Norm norm) {
        EmpiricalDistribution samples = EmpiricalDistribution.of(new double[][]{{0.1, 0}, {0, 0.1}});
        SupportPolytope polytope = polytope(samples.supportBox(1), samples);
        WassersteinBall ball = new WassersteinBall(1, norm, samples, polytope);
        double most = polytope.right().get(4) * 3;

        UncertainRow within = new UncertainRow(Profile.of(3, 3), most + 1e-8);
        UncertainRow beyond = new UncertainRow(Profile.of(3, 3), most - 1e-12);

        assertEquals(0, WorstCase.of(List.of(within), ball).probability());
        assertEquals(1, WorstCase.of(List.of(beyond), ball).probability(), 1e-9);
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        WassersteinBall ball = instance(Norm.ONE, "box", 0).ball();

        assertThrows(IllegalArgumentException.class, () -> WorstCase.of(List.of(), ball));
        assertThrows(IllegalArgumentException.class,
                () -> WorstCase.of(List.of(new UncertainRow(Profile.of(1, 2, 3), 1)), ball));
        assertThrows(IllegalArgumentException.class, () -> new UncertainRow(Profile.of(1), Double.NaN));
    }
}
