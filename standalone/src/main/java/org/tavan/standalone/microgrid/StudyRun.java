package org.tavan.standalone.microgrid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentCost;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.genetic.ParetoPoint;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CallBlock;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.StrategyCases;
import org.tavan.microgrid.DemandSide;
import org.tavan.microgrid.MicrogridOutcome;
import org.tavan.microgrid.MicrogridProblem;
import org.tavan.microgrid.MicrogridSettings;
import org.tavan.microgrid.MicrogridStudies;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.standalone.microgrid.Studies.Participation;
import org.tavan.standalone.microgrid.Studies.Row;
import org.tavan.standalone.microgrid.Studies.Trade;

/// The studies of one day, with limits and prices taken from its own.
public final class StudyRun {
    /// Number of steps that are told.
    public static final int STEPS = 5;

    private static final double[] BETAS = {0.0025, 0.005, 0.01, 0.02};
    private static final double LOLP_MAX = 0.01;
    private static final double VOLL_CENTS_PER_KWH = 1000;
    /// Prices of lost load on the front's ladder, over that of the day.
    private static final double LADDER = 20;
    /// A radius takes a hundred plans, of which costs alone matter.
    private static final int SMALL_POPULATION = 40;
    private static final int SMALL_GENERATIONS = 60;
    private static final int SMALL_STEADY = 25;
    private static final int SMALL_PASSES = 3;

    private final MicrogridProblem problem;
    private final MicrogridStudies thorough;
    private final MicrogridStudies quick;
    private final double lolpMax;
    private final double vollCentsPerKwh;
    private final Consumer<String> progress;

    /// Studies.
    ///
    /// @param target limit and price of lost load that the studies turn about; where the day has none, 1 % and 1,000 ¢/kWh
    /// @param settings how the day itself is planned
    /// @param nanoTime a clock for the time limit of proofs
    /// @param progress told before each step what it is
    public StudyRun(MicrogridProblem problem, ReliabilityTarget target, MicrogridSettings settings,
            LongSupplier nanoTime, Consumer<String> progress) {
        this.problem = problem;
        this.progress = progress;
        thorough = new MicrogridStudies(settings, nanoTime);
        quick = new MicrogridStudies(new MicrogridSettings(settings.search()
                .withSizes(SMALL_POPULATION, SMALL_GENERATIONS, SMALL_STEADY), Optional.empty(), SMALL_PASSES,
                settings.toleranceKw()), nanoTime);
        lolpMax = target.getLolpMax() < 1 ? target.getLolpMax() : LOLP_MAX;
        vollCentsPerKwh = target.getVollCentsPerKwh() > 0 ? target.getVollCentsPerKwh() : VOLL_CENTS_PER_KWH;
    }

    /// Runs them, some minutes long.
    public Studies run() {
        progress.accept("without a price of lost load");
        List<Row> rows = new ArrayList<>();
        row("a limit of its probability alone", thorough.withoutPenalty(problem, lolpMax))
                .ifPresent(rows::add);
        progress.accept("with a price of lost load");
        MicrogridOutcome priced = thorough.withPenalty(problem, vollCentsPerKwh);
        row("a price of lost load alone", priced).ifPresent(rows::add);
        progress.accept("both objectives");
        List<ParetoPoint> front = thorough.front(problem, vollCentsPerKwh / LADDER, vollCentsPerKwh * LADDER)
                .points();
        balanced(front).ifPresent(point -> rows.add(row("both, nearest to the best of each", point.schedule(),
                point.costCents(), "of the front, by search alone")));
        return new Studies(rows, front.stream()
                .map(point -> new Trade(point.costCents(), point.eensKwh()))
                .toList(), participation(priced));
    }

    private static Optional<Row> row(String study, MicrogridOutcome outcome) {
        return switch (outcome) {
            case MicrogridOutcome.Refused _ -> Optional.empty();
            case MicrogridOutcome.Planned(var plan) -> {
                CommitmentCost cost = plan.schedule().cost();
                yield Optional
                        .of(row(study, plan.schedule(), plan.cents() - cost.reliabilityCents(), switch (plan
                                .certificate()) {
                            case Certificate.Proven proven ->
                                "within %.2f %% of the optimum".formatted(100 * proven
                                        .gap());
                            case Certificate.Unproven _ -> "nothing proved in time";
                        }));
            }
        };
    }

    private static Row row(String study, CommitmentSchedule schedule, double costCents, String certificate) {
        return new Row(study, costCents, schedule.plannedEensKwh(), schedule.adequacy()
                .stream()
                .mapToDouble(interval -> interval.planned().lolp())
                .max()
                .orElse(0), certificate);
    }

    /// The plan nearest to the least cost and the least loss at once, each measured by its range over the front.
    private static Optional<ParetoPoint> balanced(List<ParetoPoint> front) {
        if (front.isEmpty()) {
            return Optional.empty();
        }
        ParetoPoint cheapest = front.getFirst();
        ParetoPoint surest = front.getLast();
        double cents = Math.max(surest.costCents() - cheapest.costCents(), 1e-9);
        double kwh = Math.max(cheapest.eensKwh() - surest.eensKwh(), 1e-9);
        return front.stream()
                .min(Comparator.comparingDouble(point -> Math.hypot((point.costCents() - cheapest.costCents())
                        / cents, (point.eensKwh() - surest.eensKwh()) / kwh)));
    }

    private @Nullable Participation participation(MicrogridOutcome planned) {
        List<Integer> expected = expected(problem.demandSide(), planned);
        if (expected.isEmpty()) {
            return null;
        }
        progress.accept("robust radius");
        RadiusTable radii = quick.radii(problem, expected, Profile.of(BETAS), Profile.of(DoubleStream.of(2, 1)
                .map(times -> Math.min(1, times * lolpMax))
                .toArray()), RadiusTable.Base.LOOSEST_LIMIT);
        progress.accept("the two cases");
        double nominal = radii.get(0, 0).nominal();
        StrategyCases cases = quick.cases(problem, expected, nominal / 2);
        return new Participation(radii, cases);
    }

    /// The options that the plan takes, if anybody takes part in them, else all that may be offered; none if nothing may.
    private static List<Integer> expected(DemandSide side, MicrogridOutcome planned) {
        if (planned instanceof MicrogridOutcome.Planned(var plan) && takesPart(side, plan.schedule()
                .options())) {
            return plan.schedule().options();
        }
        List<Integer> all = IntStream.concat(side.offers()
                .stream()
                .mapToInt(offer -> offer.levels().size()
                        - 1),
                side.blocks().stream().map(CallBlock::keptShares).mapToInt(shares -> shares.size() - 1))
                .boxed()
                .toList();
        return takesPart(side, all) ? all : List.of();
    }

    private static boolean takesPart(DemandSide side, List<Integer> options) {
        int offers = side.offers().size();
        return IntStream.range(0, options.size())
                .anyMatch(i -> i < offers
                        ? side.offers().get(i).levels().get(options.get(i)) > 0
                        : side.blocks().get(i - offers).keptShares().get(options.get(i)) < 1);
    }
}
