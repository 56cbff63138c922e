package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WassersteinBall;

/// The published optimum of another library: the portfolio with the least worst-case `E[−xᵀz] + ρ CVaR_α(−xᵀz)` over a ball of
/// radius 0.01 by the 1-norm on `z ≥ −1`, `ρ = 10`, `α = 0.2`. Source: the RSOME documentation, after Mohajerin Esfahani and Kuhn 2018,
/// (27): the expectation of the larger of two pieces.
class PortfolioTest {
    private static final double PUBLISHED = -1.1362073575769465;
    private static final double[] WEIGHTS_FROM_THE_FOURTH = {0.286295, 0.217515, 0.037322, 0.140497, 0.069649,
            0.137241, 0.11148};
    private static final double RISK_AVERSION = 10;
    private static final double ALPHA = 0.2;

    private static EmpiricalDistribution returns() {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", "rsome-portfolio.csv");
        Assumptions.assumeTrue(Files.exists(file), "There are no shared returns of a portfolio: skipped.");
        try {
            double[][] rows = Files.readAllLines(file)
                    .stream()
                    .filter(line -> !line.isBlank() && "-0123456789".indexOf(line.charAt(0)) >= 0)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            return EmpiricalDistribution.of(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WassersteinBall ball(EmpiricalDistribution returns) {
        List<Profile> rows = new ArrayList<>();
        double[] right = new double[returns.intervals()];
        for (int j = 0; j < right.length; j++) {
            double[] row = new double[right.length];
            row[j] = -1;
            rows.add(Profile.of(row));
            right[j] = 1;
        }
        return new WassersteinBall(0.01, Norm.ONE, returns, new SupportPolytope(rows, Profile.of(right)));
    }

    @ParameterizedTest(name = "one dual vector a sample: {0}")
    @ValueSource(booleans = {false, true})
    void reachesThePublishedOptimum(boolean literal) {
        WassersteinBall ball = ball(returns());
        int assets = ball.samples().intervals();
        ConicProgram.Builder program = ConicProgram.builder();
        UncertainSum typical = new UncertainSum(assets);
        UncertainSum tail = new UncertainSum(assets);
        int tau = program.addVariable(0);
        typical.constant.add(tau, RISK_AVERSION);
        tail.constant.add(tau, RISK_AVERSION * (1 - 1 / ALPHA));
        AffineSum sum = new AffineSum();
        int[] weight = new int[assets];
        for (int j = 0; j < assets; j++) {
            weight[j] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
            sum.add(weight[j], 1);
            typical.slope(j).add(weight[j], -1);
            tail.slope(j).add(weight[j], -1 - RISK_AVERSION / ALPHA);
        }
        sum.equal(program, 1);
        WorstCaseWriter writer = new WorstCaseWriter(program, ball, new SupportRows(ball.support()), literal);
        int value = program.addVariable(1);
        writer.mean(List.of(typical, tail)).add(value, -1).atMost(program, 0);
        ConicProgram built = program.build();

        var solution = WorstCaseWriterTest.best(built);

        assertEquals(PUBLISHED, solution.primalObjective(), 1e-9);
        assertEquals(PUBLISHED, solution.dualObjective(), 1e-9);
        for (int j = 0; j < WEIGHTS_FROM_THE_FOURTH.length; j++) {
            assertEquals(WEIGHTS_FROM_THE_FOURTH[j], solution.value(weight[j + 3]), 1e-5);
        }
        int shared = 1 + 1 + assets + 1 + ball.samples().count();
        assertEquals(shared + (literal ? 2 * ball.samples().count() * assets : 2 * assets),
                built.variableCount());
    }
}
