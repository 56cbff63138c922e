package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.Genotype;
import io.jenetics.MultiPointCrossover;
import io.jenetics.Mutator;
import io.jenetics.Phenotype;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Constraint;
import io.jenetics.engine.Engine;
import io.jenetics.ext.moea.MOEA;
import io.jenetics.ext.moea.NSGA2Selector;
import io.jenetics.ext.moea.UFTournamentSelector;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.BatchExecutor;
import io.jenetics.util.Factory;
import io.jenetics.util.ISeq;
import io.jenetics.util.IntRange;
import io.jenetics.util.RandomRegistry;
import org.tavan.commitment.CommitmentProblem;

/// The bi-objective study by NSGA-II: operating cost against expected energy not supplied.
///
/// Genes are the commitment, the options of demand and a level on a ladder of prices of lost load, which decides how much reserve the dispatch
/// holds. While breeding, both objectives are estimates (`LostLoadLevels`); each plan of the front is then dispatched exactly, and
/// plans that others beat are left out. Limits of lost load in the problem are ignored: the front shows what each would cost.
///
/// Source: Deb et al. 2002; the paper's third study, whose objective (1) lacks its second part. Departs from it: the second objective
/// is the expected energy of (7).
public final class ParetoSearch {
    private static final String GENERATOR = "L64X128MixRandom";
    private static final int LEVEL_BITS = 4;
    private static final int LEVELS = 1 << LEVEL_BITS;
    private static final IntRange FRONT_SIZE = new IntRange(40, 60);
    private static final double MUTATION = 0.02;
    private static final double CROSSOVER = 0.3;

    private final SearchSettings settings;
    private final double leastCentsPerKwh;
    private final double mostCentsPerKwh;

    /// A search.
    ///
    /// @param settings its population and generations serve NSGA-II too
    /// @param leastCentsPerKwh lowest price of lost load on the ladder, positive
    /// @param mostCentsPerKwh highest one, above the lowest
    /// @throws IllegalArgumentException if the prices are out of order
    public ParetoSearch(SearchSettings settings, double leastCentsPerKwh, double mostCentsPerKwh) {
        if (!(0 < leastCentsPerKwh && leastCentsPerKwh < mostCentsPerKwh
                && mostCentsPerKwh < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    """
                            The prices of lost load must rise from leastCentsPerKwh (%s) to mostCentsPerKwh (%s), both positive and finite.
                            Maybe they are swapped."""
                            .formatted(leastCentsPerKwh, mostCentsPerKwh));
        }
        this.settings = settings;
        this.leastCentsPerKwh = leastCentsPerKwh;
        this.mostCentsPerKwh = mostCentsPerKwh;
    }

    /// Searches.
    ///
    /// @param problem what to plan
    /// @return the plans that no other one found beats; empty where none can be dispatched
    public ParetoFront search(CommitmentProblem problem) {
        OnOff.requireFit(problem.units());
        if (settings.threads() == 1) {
            return search(problem, BatchExecutor.of(Runnable::run));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(settings.threads())) {
            return search(problem, BatchExecutor.of(pool));
        }
    }

    private ParetoFront search(CommitmentProblem problem, BatchExecutor executor) {
        UnitTimes times = new UnitTimes(problem.units(), problem.intervals(), problem.stepHours());
        DemandTable demand = new DemandTable(problem);
        CommitmentRepair repair = new CommitmentRepair(problem, times);
        LostLoadLevels levels = new LostLoadLevels(problem, times);
        Deadline deadline = Deadline.start(settings.deadline());
        List<Plan> seeds = new ArrayList<>();
        OnOff good = PriorityList.seeds(problem.units(), demand, repair).getLast();
        for (int k = 0; k < LEVELS; k++) {
            double cents = leastCentsPerKwh
                    * Math.pow(mostCentsPerKwh / leastCentsPerKwh, k / (LEVELS - 1.0));
            if (k % (LEVELS / 4) == 0 || k == LEVELS - 1) {
                good = best(LostLoadLevels.priced(problem, cents), demand, good, deadline);
            }
            levels.add(cents, good);
            seeds.add(new Plan(good, k));
        }
        Genes genes = new Genes(times.units, demand);
        ISeq<Phenotype<BitGene, Vec<double[]>>> front = evolved(genes, repair, levels, seeds, executor,
                deadline);
        Stream<Plan> bred = front.stream()
                .map(p -> new Plan(OnOff.of(genes.code(p.genotype())), level(p.genotype())));
        List<Plan> plans = Stream.concat(seeds.stream(), bred).distinct().toList();
        List<Optional<ParetoPoint>> exact = new ArrayList<>();
        plans.forEach(plan -> exact.add(Optional.empty()));
        executor.execute(ISeq.of(IntStream.range(0, plans.size())
                .<Runnable>mapToObj(
                        i -> () -> exact.set(i, levels.exact(plans.get(i).commitment, plans.get(i).level)))
                .toList()));
        return ParetoFront.of(exact.stream().flatMap(Optional::stream).toList());
    }

    private record Plan(OnOff commitment, int level) {}

    /// {@return the cheapest commitment found at one price}
    private OnOff best(CommitmentProblem priced, DemandTable demand, OnOff otherwise, Deadline deadline) {
        SearchSettings rest = deadline.rest().map(settings::withDeadline).orElse(settings);
        SearchOutcome outcome = new GeneticSearch(rest).search(priced, List.of());
        return switch (outcome) {
            case SearchOutcome.Found found -> OnOff.of(found.schedule(), demand);
            case SearchOutcome.NoneFound _ -> otherwise;
        };
    }

    private ISeq<Phenotype<BitGene, Vec<double[]>>> evolved(Genes genes, CommitmentRepair repair,
            LostLoadLevels levels, List<Plan> seeds, BatchExecutor executor, Deadline deadline) {
        List<BitChromosome> random = new ArrayList<>(genes.random());
        random.add(BitChromosome.of(LEVEL_BITS));
        Factory<Genotype<BitGene>> factory = Genotype.of(random);
        Constraint<BitGene, Vec<double[]>> constraint = Constraint.of(
                p -> repair.valid(genes.code(p.genotype())),
                (p, generation) -> {
                    long[] code = genes.code(p.genotype());
                    repair.complete(code);
                    return Phenotype.of(genotype(genes, code, level(p.genotype())), generation);
                });
        Engine<BitGene, Vec<double[]>> engine = Engine.builder(
                (Genotype<BitGene> one) -> objectives(levels, genes.code(one), level(one)),
                constraint.constrain(factory))
                .minimizing()
                .populationSize(settings.population())
                .survivorsSelector(NSGA2Selector.ofVec())
                .offspringSelector(UFTournamentSelector.ofVec())
                .alterers(new UniformCrossover<>(CROSSOVER, 0.5), new MultiPointCrossover<>(CROSSOVER, 2),
                        new Mutator<>(MUTATION))
                .constraint(constraint)
                .executor(Runnable::run)
                .fitnessExecutor(executor)
                .build();
        ISeq<Genotype<BitGene>> start = seeds.stream()
                .limit(settings.population())
                .map(seed -> genotype(genes, seed.commitment.toArray(), seed.level))
                .collect(ISeq.toISeq());
        return RandomRegistry.with(RandomGeneratorFactory.of(GENERATOR).create(settings.seed()))
                .call(() -> engine.stream(start)
                        .limit(settings.generations())
                        .takeWhile(result -> !deadline.passed())
                        .collect(MOEA.toParetoSet(FRONT_SIZE)));
    }

    private static Vec<double[]> objectives(LostLoadLevels levels, long[] code, int level) {
        LostLoadLevels.Objectives objectives = levels.estimate(code, level);
        return Vec.of(objectives.cents(), objectives.eensKwh());
    }

    private static Genotype<BitGene> genotype(Genes genes, long[] code, int level) {
        List<BitChromosome> chromosomes = new ArrayList<>(genes.of(code));
        chromosomes.add(BitChromosome.of(BitSet.valueOf(new long[]{level}), LEVEL_BITS));
        return Genotype.of(chromosomes);
    }

    private static int level(Genotype<BitGene> genotype) {
        BitChromosome bits = genotype.get(genotype.length() - 1).as(BitChromosome.class);
        int level = 0;
        for (int b = 0; b < LEVEL_BITS; b++) {
            level |= bits.booleanValue(b) ? 1 << b : 0;
        }
        return level;
    }
}
