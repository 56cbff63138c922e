package org.tavan.commitment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// One run of the exact model: relaxation, stages of ever narrower gaps, exact dispatch, certificate.
final class CommitmentRun {
    private static final double[] STAGE_GAPS = {0.05, 0.01, 0.002};
    private static final String PROVED_BY = "HiGHS, mixed-integer model";
    /// Rounds of tangents at the dispatch; each divides the error of a square by about four.
    private static final int DISPATCH_ROUNDS = 12;
    private static final double DISPATCH_ERROR = 1e-9;
    /// Rounds of the whole model with the tangents of the last dispatch.
    private static final int COST_ROUNDS = 6;
    /// What a plan in hand, or the search for a reason, gets even if time is up (s).
    private static final double GRACE_SECONDS = 5;
    /// HiGHS is content with this absolute gap, whatever the relative one (¢).
    private static final double ABSOLUTE_GAP = 1e-6;

    private final CommitmentProblem problem;
    private final CommitmentSettings settings;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private double boundCents = Double.NEGATIVE_INFINITY;

    CommitmentRun(CommitmentProblem problem, CommitmentSettings settings, LongSupplier nanoTime) {
        this.problem = problem;
        this.settings = settings;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    CommitmentOutcome outcome() {
        HighsModel model = new HighsModel(false);
        CommitmentRows rows = new CommitmentRows(model, problem, settings.costTangents(), false);
        model.relax();
        return switch (model.minimise(settings.relativeGap(), remaining())) {
            case HighsModel.Run.NoPoint _ -> infeasible();
            case HighsModel.Run.Stopped stopped -> undecided(stopped.reason());
            case HighsModel.Run.Found relaxed -> {
                boundCents = relaxed.objective();
                model.restoreBinaries();
                yield search(model, rows, false);
            }
        };
    }

    /// Asks for ever narrower gaps, and once more as long as the tangents of square costs are what keeps the gap open.
    private CommitmentOutcome search(HighsModel model, CommitmentRows rows, boolean exclusive) {
        double[] best = {};
        String reason = "";
        for (double gap : gaps()) {
            HighsModel.Run run = minimise(model, gap);
            if (run instanceof HighsModel.Run.NoPoint) {
                return infeasible();
            }
            if (run instanceof HighsModel.Run.Stopped stopped) {
                reason = stopped.reason();
                break;
            }
            if (run instanceof HighsModel.Run.Found found) {
                best = found.values();
            }
        }
        if (best.length == 0) {
            return undecided(reason);
        }
        CommitmentSchedule schedule = null;
        for (int round = 0; round < COST_ROUNDS; round++) {
            double[] values = dispatch(model, rows, best);
            if (!exclusive && rows.wastes(values)) {
                HighsModel stricter = new HighsModel(false);
                return search(stricter, new CommitmentRows(stricter, problem, settings.costTangents(), true),
                        true);
            }
            CommitmentSchedule now = rows.read(values);
            schedule = schedule == null || now.cost().totalCents() < schedule.cost().totalCents()
                    ? now
                    : schedule;
            if (isClose(schedule) || !hasSquares()) {
                break;
            }
            model.restoreBinaries();
            if (!(minimise(model, finalGap()) instanceof HighsModel.Run.Found again)) {
                break;
            }
            best = again.values();
        }
        return new CommitmentOutcome.Planned(Objects.requireNonNull(schedule), certificate(schedule));
    }

    private HighsModel.Run minimise(HighsModel model, double gap) {
        HighsModel.Run run = model.minimise(gap, remaining());
        if (run instanceof HighsModel.Run.Found found) {
            double slack = Math.max(ABSOLUTE_GAP, gap * Math.abs(found.objective()));
            boundCents = Math.max(boundCents, found.objective() - slack);
        }
        return run;
    }

    private Certificate certificate(CommitmentSchedule schedule) {
        return Certificate.of(schedule.cost().totalCents(), boundCents, PROVED_BY, elapsed());
    }

    private boolean isClose(CommitmentSchedule schedule) {
        return certificate(schedule) instanceof Certificate.Proven proven
                && proven.gap() <= settings.relativeGap();
    }

    private boolean hasSquares() {
        return problem.units().stream().anyMatch(unit -> unit.cost().centsPerKwKwh() > 0);
    }

    /// Tangents take their share of the gap.
    private double finalGap() {
        return hasSquares() ? settings.relativeGap() / 2 : settings.relativeGap();
    }

    private List<Double> gaps() {
        List<Double> gaps = new ArrayList<>();
        for (double gap : STAGE_GAPS) {
            if (gap > settings.relativeGap()) {
                gaps.add(gap);
            }
        }
        gaps.add(finalGap());
        return gaps;
    }

    /// The same commitment, with square costs as they are where it operates.
    private double[] dispatch(HighsModel model, CommitmentRows rows, double[] committed) {
        model.fixBinaries(committed);
        double[] values = committed;
        for (int round = 0; round < DISPATCH_ROUNDS; round++) {
            if (!(model.minimise(settings.relativeGap(),
                    Math.max(GRACE_SECONDS, remaining())) instanceof HighsModel.Run.Found found)) {
                return values;
            }
            values = found.values();
            if (rows.refine(values) <= DISPATCH_ERROR * Math.abs(found.objective())) {
                return values;
            }
        }
        return values;
    }

    private CommitmentOutcome infeasible() {
        HighsModel model = new HighsModel(true);
        new CommitmentRows(model, problem, 2, true);
        HighsModel.Run run = model.minimise(settings.relativeGap(), Math.max(GRACE_SECONDS, remaining()));
        if (run instanceof HighsModel.Run.Stopped) {
            model.relax();
            run = model.minimise(settings.relativeGap(), GRACE_SECONDS);
        }
        if (run instanceof HighsModel.Run.Found found) {
            return new CommitmentOutcome.Infeasible(model.unmet(found.values()));
        }
        return new CommitmentOutcome.Infeasible(List.of());
    }

    private CommitmentOutcome undecided(String reason) {
        return new CommitmentOutcome.Undecided(new Certificate.Unproven(
                "No plan after %.1f s: %s".formatted(elapsed(), reason), boundCents));
    }

    private double elapsed() {
        return (nanoTime.getAsLong() - startNanos) * 1e-9;
    }

    private double remaining() {
        return settings.timeLimitSeconds() - elapsed();
    }
}
