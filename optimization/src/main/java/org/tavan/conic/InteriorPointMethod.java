package org.tavan.conic;

import java.util.function.Consumer;

/// The interior-point method for all programs of one sparsity pattern, with its ordering, factors and vectors. Allocates
/// when made, and for a guess.
///
/// It starts on the optimality conditions as they are (`τ = 1`, `κ = 0`), which saves a solve an iteration and does not
/// let `τ` drift where the optimum is degenerate. Where that does not converge, most often because there is no optimum,
/// it starts again on the homogeneous embedding, which finds a proof of that.
///
/// Source: see `InteriorPointSolver`. Departs from it: the embedding comes second; steps to the boundary grow with
/// precision; the optimum before, pulled towards the central path, serves as the start of a program with slightly different
/// data (the idea of Gondzio, "Warm start of the primal-dual method applied in the cutting-plane scheme", Math. Program. 83
/// (1998) 125–143, doi 10.1007/BF02680554, who keeps an iterate instead).
final class InteriorPointMethod {
    /// How a run ended.
    enum Result {
        SOLVED, PRIMAL_INFEASIBLE, DUAL_INFEASIBLE, ITERATIONS, TIME, PRECISION, NUMERICAL_ERROR
    }

    private static final double LEAST_STEP_FRACTION = 0.95;
    private static final double LARGEST_STEP_FRACTION = 0.9995;
    /// Second-order cones are round: steps nearer to their boundary take more iterations on random programs.
    private static final double CURVED_STEP_FRACTION = 0.99;
    private static final double SHORTEST_STEP = 1e-6;
    private static final int PATIENCE = 15;
    /// Without the embedding, a run with such steps, or so many iterations without gain, is given up.
    private static final double SHORTEST_DIRECT_STEP = 1e-3;
    private static final int DIRECT_PATIENCE = 8;
    /// A warm run must reach the optimum within so many iterations.
    private static final int WARM_LIMIT = 15;
    /// Below this complementarity the active set is guessed, once: where right, it makes the last digits exact.
    private static final double POLISH_COMPLEMENTARITY = 1e-8;
    /// Rows that a resolve switches one by one before the interior is tried.
    private static final int RESOLVE_STEPS = 8;
    /// Rows that a guess may be wrong in beyond those that are switched together.
    private static final int GUESS_STEPS = 8;
    /// The least complementarity that a warm run starts from.
    private static final double WARM_COMPLEMENTARITY = 1e-2;
    /// From so many rows on, an optimum that still is one is worth being noticed.
    private static final int LARGE = 50_000;

    final StandardForm scaled;
    final Equilibration scaling;
    final Progress progress;
    final EmbeddingResidual residual;
    final Iterate point;
    private final StandardForm original;
    private final ConeProduct cones;
    private final NewtonStep newton;
    private final ActiveSetMethod activeSet;
    private final Iterate best;
    private final boolean curved;
    private final Stopwatch stopwatch = new Stopwatch();
    private double leastExcess;
    private boolean solved;
    private boolean guessed;
    private boolean startedAnew;
    private int iteration;

    /// @param original the data, read at the start of each run
    InteriorPointMethod(StandardForm original) {
        int n = original.variables();
        int m = original.rows();
        this.original = original;
        scaled = original.blankCopy();
        scaling = new Equilibration(n, m);
        cones = ConeProduct.of(original);
        newton = new NewtonStep(scaled, cones);
        curved = original.coneCount() > 0;
        residual = new EmbeddingResidual(n, m);
        progress = new Progress(original, scaling);
        activeSet = new ActiveSetMethod(scaled, newton.system(), residual, progress, stopwatch);
        point = new Iterate(n, m);
        best = new Iterate(n, m);
    }

    /// {@return the iterations of the last run, each with one factorisation}
    int iterations() {
        return iteration;
    }

    /// Solves without regard to what came before. Afterwards `point`, `residual` and `progress` hold the optimum, the proof,
    /// or the best point seen.
    Result solve(SolverSettings settings) {
        stopwatch.start(settings);
        return solveAnew(settings);
    }

    /// As `solve`, but tries a guess of the active rows first.
    ///
    /// @param marks writes it
    Result solve(Consumer<boolean[]> marks, SolverSettings settings) {
        stopwatch.start(settings);
        startedAnew = true;
        scaling.scale(original, scaled);
        begin();
        boolean[] active = new boolean[original.rows()];
        marks.accept(active);
        boolean found = activeSet.solve(point, active, GUESS_STEPS, settings);
        iteration += activeSet.iterations();
        if (found) {
            return finish(Result.SOLVED);
        }
        return solveCold(settings);
    }

    private Result solveAnew(SolverSettings settings) {
        startedAnew = true;
        scaling.scale(original, scaled);
        begin();
        return solveCold(settings);
    }

    /// {@return whether the last run did not use the optimum before}
    boolean startedAnew() {
        return startedAnew;
    }

    private void begin() {
        progress.begin();
        newton.load();
        guessed = false;
        leastExcess = Double.POSITIVE_INFINITY;
        iteration = 0;
        best.reset();
    }

    private Result solveCold(SolverSettings settings) {
        newton.start(point, false);
        Result result = run(settings, false, settings.iterationLimit());
        if (result == Result.PRECISION || result == Result.NUMERICAL_ERROR) {
            newton.start(point, true);
            result = run(settings, true, settings.iterationLimit());
        }
        return finish(result);
    }

    /// Solves from the optimum before, in its scaling; from scratch where there is none or that does not converge soon.
    Result resume(SolverSettings settings) {
        if (!solved) {
            return solve(settings);
        }
        stopwatch.start(settings);
        startedAnew = false;
        scaling.apply(original, scaled);
        begin();
        point.normalize();
        if (original.rows() >= LARGE && isOptimal(settings)) {
            return finish(Result.SOLVED);
        }
        if (guess(RESOLVE_STEPS, settings)) {
            return finish(Result.SOLVED);
        }
        moveInside();
        Result result = run(settings, false, Math.min(iteration + WARM_LIMIT, settings.iterationLimit()));
        if (result == Result.SOLVED || result == Result.TIME) {
            return finish(result);
        }
        int spent = iteration;
        result = solveAnew(settings);
        iteration += spent;
        return result;
    }

    private boolean isOptimal(SolverSettings settings) {
        residual.update(scaled, point);
        progress.measure(point, residual);
        return progress.excess(settings) <= 1;
    }

    private boolean guess(int steps, SolverSettings settings) {
        guessed = true;
        boolean found = activeSet.solve(point, steps, settings);
        iteration += activeSet.iterations();
        return found;
    }

    /// Takes the slacks of the new data, and gives every pair of them and duals a product of at least the warm one.
    private void moveInside() {
        System.arraycopy(scaled.rightSide, 0, point.s, 0, point.s.length);
        scaled.matrix.multiplyAdd(-1, point.x, point.s);
        cones.lift(point.s, point.z, WARM_COMPLEMENTARITY);
    }

    private Result finish(Result result) {
        solved = result == Result.SOLVED;
        switch (result) {
            case ITERATIONS, TIME, PRECISION, NUMERICAL_ERROR -> {
                point.copyFrom(best);
                residual.update(scaled, point);
                progress.measure(point, residual);
            }
            case SOLVED, PRIMAL_INFEASIBLE, DUAL_INFEASIBLE -> {
                // the last point is the answer
            }
        }
        return result;
    }

    /// Iterates from `point`.
    private Result run(SolverSettings settings, boolean embedded, int limit) {
        double shortest = embedded ? SHORTEST_STEP : SHORTEST_DIRECT_STEP;
        double leastOfRun = Double.POSITIVE_INFINITY;
        int waiting = 0;
        for (;; iteration++) {
            residual.update(scaled, point);
            progress.measure(point, residual);
            double excess = progress.excess(settings);
            if (excess <= 1) {
                return Result.SOLVED;
            }
            double tolerance = settings.infeasibilityTolerance();
            if (progress.provesPrimalInfeasible(scaled, point, residual, tolerance)) {
                return Result.PRIMAL_INFEASIBLE;
            }
            if (progress.provesDualInfeasible(scaled, point, residual, tolerance)) {
                return Result.DUAL_INFEASIBLE;
            }
            waiting = excess < leastOfRun ? 0 : waiting + 1;
            leastOfRun = Math.min(leastOfRun, excess);
            if (excess < leastExcess) {
                leastExcess = excess;
                best.copyFrom(point);
            }
            if (iteration >= limit) {
                return Result.ITERATIONS;
            }
            if (stopwatch.isOver(settings)) {
                return Result.TIME;
            }
            if (embedded ? waiting > PATIENCE && leastExcess < 1e4 : waiting > DIRECT_PATIENCE) {
                return Result.PRECISION;
            }

            double mu = point.complementarity(cones.degree());
            if (!embedded && !guessed && mu < POLISH_COMPLEMENTARITY && guess(0, settings)) {
                return Result.SOLVED;
            }
            newton.prepare(point);
            if (!newton.predict(point, residual)) {
                return Result.NUMERICAL_ERROR;
            }
            double sigma = centring(point.longestStep(cones, newton.direction()));
            if (!newton.correct(point, residual, sigma, mu)) {
                return Result.NUMERICAL_ERROR;
            }
            double longest = point.longestStep(cones, newton.direction());
            double fraction = curved
                    ? CURVED_STEP_FRACTION
                    : Math.clamp(1 - mu, LEAST_STEP_FRACTION, LARGEST_STEP_FRACTION);
            double step = fraction * newton.centre(point, residual, sigma, mu, longest);
            if (!(step >= shortest)) {
                return Result.PRECISION;
            }
            point.step(step, newton.direction());
        }
    }

    /// The power of 4 takes half an iteration less than the usual 3.
    private static double centring(double affineStep) {
        double squared = (1 - affineStep) * (1 - affineStep);
        return squared * squared;
    }
}
