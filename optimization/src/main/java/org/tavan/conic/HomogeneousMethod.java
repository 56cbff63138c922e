package org.tavan.conic;

import org.tavan.conic.SolveOutcome.Limit;

/// The interior-point method for all programs of one sparsity pattern, with its ordering, factors and vectors.
final class HomogeneousMethod {
    private static final double STEP_FRACTION = 0.99;
    private static final double SHORTEST_STEP = 1e-6;
    private static final int PATIENCE = 15;

    private final StandardForm scaled;
    private final Equilibration scaling;
    private final ConeProduct cones;
    private final NewtonStep newton;
    private final EmbeddingResidual residual;
    private final Iterate point;
    private final Iterate best;

    HomogeneousMethod(StandardForm pattern) {
        int n = pattern.variables();
        int m = pattern.rows();
        scaled = pattern.blankCopy();
        scaling = new Equilibration(n, m);
        cones = ConeProduct.of(pattern);
        newton = new NewtonStep(scaled, cones);
        residual = new EmbeddingResidual(n, m);
        point = new Iterate(n, m);
        best = new Iterate(n, m);
    }

    boolean fits(StandardForm form) {
        return scaled.samePattern(form);
    }

    SolveOutcome solve(ConicProgram program, SolverSettings settings) {
        scaling.scale(program.form(), scaled);
        Progress progress = new Progress(program.form(), scaling);
        Stopwatch stopwatch = new Stopwatch(settings);
        double leastExcess = Double.POSITIVE_INFINITY;
        int bestIteration = 0;
        best.reset();

        newton.start(point);
        for (int iteration = 0;; iteration++) {
            residual.update(scaled, point);
            progress.measure(point, residual);
            double excess = progress.excess(settings);
            if (excess <= 1) {
                return new SolveOutcome.Solved(progress.solution(program, point, iteration));
            }
            if (progress.provesPrimalInfeasible(scaled, point, residual, settings.infeasibilityTolerance())) {
                return progress.primalInfeasible(program, scaled, point, residual,
                        settings.infeasibilityTolerance());
            }
            if (progress.provesDualInfeasible(scaled, point, residual, settings.infeasibilityTolerance())) {
                return progress.dualInfeasible(point);
            }
            if (excess < leastExcess) {
                leastExcess = excess;
                bestIteration = iteration;
                best.copyFrom(point);
            }
            if (iteration == settings.iterationLimit()) {
                return limit(program, progress, Limit.ITERATIONS, iteration);
            }
            if (stopwatch.isOver()) {
                return limit(program, progress, Limit.TIME, iteration);
            }
            if (iteration - bestIteration > PATIENCE && leastExcess < 1e4) {
                return limit(program, progress, Limit.PRECISION, iteration);
            }

            newton.prepare(point);
            if (!newton.predict(point, residual)) {
                return fault(program, progress, iteration, "The predictor is not finite.");
            }
            double mu = point.complementarity(cones.degree());
            double sigma = cube(1 - point.longestStep(cones, newton.direction()));
            if (!newton.correct(point, residual, sigma, mu)) {
                return fault(program, progress, iteration, "The corrector is not finite.");
            }
            double longest = point.longestStep(cones, newton.direction());
            double step = STEP_FRACTION * newton.centre(point, residual, sigma, mu, longest);
            if (step < SHORTEST_STEP) {
                return limit(program, progress, Limit.PRECISION, iteration);
            }
            point.step(step, newton.direction());
        }
    }

    private SolveOutcome limit(ConicProgram program, Progress progress, Limit limit, int iteration) {
        return new SolveOutcome.LimitReached(limit, bestSolution(program, progress, iteration));
    }

    private SolveOutcome fault(ConicProgram program, Progress progress, int iteration, String reason) {
        return new SolveOutcome.NumericalError(iteration, reason,
                bestSolution(program, progress, iteration));
    }

    private Solution bestSolution(ConicProgram program, Progress progress, int iteration) {
        residual.update(scaled, best);
        progress.measure(best, residual);
        return progress.solution(program, best, iteration);
    }

    private static double cube(double v) {
        return v * v * v;
    }
}
