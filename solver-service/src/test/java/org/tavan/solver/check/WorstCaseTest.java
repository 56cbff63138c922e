package org.tavan.solver.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.Profile;
import org.tavan.certificate.WorstCaseViolation;
import org.tavan.recourse.AffineRecourse;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.schema.Member;
import org.tavan.solver.Problems;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;

/// The checker's way by duality and the planner's by a knapsack come to the same number.
class WorstCaseTest {
    private static final int INTERVALS = 8;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bothWaysGiveTheSameProbability(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Member member = Problems.dayAhead(seed).getMembers().getFirst();
        double nominalKw = member.getProsumer().getNominalKw();
        boolean causal = seed % 2 == 1;
        List<Double> gains = values(random, causal ? INTERVALS * (INTERVALS + 1) / 2 : INTERVALS,
                causal ? 0 : 0.5,
                causal ? 0.3 : 1.2, nominalKw);
        List<Double> margin = values(random, INTERVALS, 0, 0.2, nominalKw);
        double radius = List.of(0.0, 0.001, 0.01, 0.1, 1.0).get(random.nextInt(5));

        double probability = new WorstCase(causal, member, gains)
                .probability(profile(margin).toArray(), radius);

        AffineRecourse rule = causal
                ? new CausalRecourse(INTERVALS, profile(gains))
                : new DiagonalRecourse(profile(gains));
        var ball = new WassersteinBall(radius, Norm.ONE,
                EmpiricalDistribution.of(member.getResidualKw().stream().map(WorstCaseTest::profile).toList())
                        .dividedBy(nominalKw),
                new SupportBox(profile(member.getSupportLowKw()), profile(member.getSupportHighKw()))
                        .dividedBy(nominalKw));
        assertEquals(WorstCaseViolation.of(rule, nominalKw, profile(margin), ball), probability, 1e-12);
    }

    private static List<Double> values(RandomGenerator random, int count, double low, double high,
            double factor) {
        List<Double> values = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(_ -> values.add(factor * (low + (high - low) * random.nextDouble())));
        return values;
    }

    private static Profile profile(List<Double> values) {
        return Profile.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
