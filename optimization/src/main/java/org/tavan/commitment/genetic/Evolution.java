package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

import io.jenetics.BitGene;
import io.jenetics.EliteSelector;
import io.jenetics.Genotype;
import io.jenetics.MultiPointCrossover;
import io.jenetics.Mutator;
import io.jenetics.Optimize;
import io.jenetics.Phenotype;
import io.jenetics.TournamentSelector;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Constraint;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.Limits;
import io.jenetics.util.BatchExecutor;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;

/// Breeds commitments under one estimate of what they cost.
///
/// Jenetics runs in the calling thread, with the random source it is given, so that a seed decides everything. Only costs and
/// local searches run in parallel; each is a function of its commitment, the local search by a random source of its own that
/// the seed and the commitment make. Repaired and improved commitments are written back (Lamarck).
final class Evolution {
    private static final int OFFSPRING_TOURNAMENT = 3;
    private static final int ELITE = 2;
    private static final double MUTATION = 0.01;
    private static final double CROSSOVER = 0.3;
    /// How many of the best are remembered.
    private static final int REMEMBERED = 40;

    private final UnitTimes times;
    private final Genes genes;
    private final DemandTable demand;
    private final CommitmentRepair repair;
    private final SearchSettings settings;
    private final BatchExecutor executor;
    private final Deadline deadline;

    Evolution(UnitTimes times, DemandTable demand, CommitmentRepair repair, SearchSettings settings,
            BatchExecutor executor,
            Deadline deadline) {
        this.times = times;
        this.demand = demand;
        genes = new Genes(times.units, demand);
        this.repair = repair;
        this.settings = settings;
        this.executor = executor;
        this.deadline = deadline;
    }

    Deadline deadline() {
        return deadline;
    }

    /// How an evolution ended.
    ///
    /// @param best distinct commitments, the cheapest first
    /// @param generations how many it bred
    /// @param steady whether it ended because nothing better came, not by a limit
    record Result(List<Candidate> best, int generations, boolean steady) {}

    /// Breeds from the seeds on.
    ///
    /// @param cost what decides
    /// @param seeds repaired commitments, fewer than the population
    /// @param random drives Jenetics
    Result run(CostEstimate cost, List<OnOff> seeds, RandomGenerator random) {
        NavigableSet<Candidate> best = new TreeSet<>(Candidate.CHEAPEST);
        ConcurrentHashMap<OnOff, Double> known = new ConcurrentHashMap<>();
        CostEstimate remembered = code -> {
            OnOff key = OnOff.of(code);
            Double cents = known.get(key);
            if (cents == null) {
                cents = cost.cents(code);
                known.put(key, cents);
            }
            return cents;
        };
        // The engine repairs what it alters; what it starts from it takes as it comes.
        Constraint<BitGene, Double> constraint = Constraint.of(this::valid, this::repaired);
        LocalSearch local = new LocalSearch(repair, remembered, times, demand);
        Engine<BitGene, Double> engine = new Engine.Builder<BitGene, Double>(
                population -> evaluated(population, remembered, local, best),
                constraint.constrain(Genotype.of(genes.random())))
                .optimize(Optimize.MINIMUM)
                .populationSize(settings.population())
                .survivorsSelector(new EliteSelector<BitGene, Double>(ELITE,
                        new TournamentSelector<>(OFFSPRING_TOURNAMENT)))
                .offspringSelector(new TournamentSelector<>(OFFSPRING_TOURNAMENT))
                .alterers(new UniformCrossover<>(CROSSOVER, 0.5), new MultiPointCrossover<>(CROSSOVER, 2),
                        new Mutator<>(MUTATION))
                .constraint(constraint)
                .executor(Runnable::run)
                .build();
        ISeq<Genotype<BitGene>> start = seeds.stream()
                .limit(settings.population())
                .map(seed -> genotype(seed.toArray()))
                .collect(ISeq.toISeq());
        long bred = RandomRegistry.with(random)
                .call(() -> engine.stream(start)
                        .limit(Limits.<Double>bySteadyFitness(settings.steadyGenerations()))
                        .limit(settings.generations())
                        .takeWhile(result -> !deadline.passed())
                        .mapToLong(EvolutionResult::generation)
                        .max()
                        .orElse(0));
        return new Result(List.copyOf(best), (int) bred, bred < settings.generations() && !deadline.passed());
    }

    private Genotype<BitGene> genotype(long[] code) {
        return Genotype.of(genes.of(code));
    }

    private boolean valid(Phenotype<BitGene, Double> phenotype) {
        return repair.valid(genes.code(phenotype.genotype()));
    }

    private Phenotype<BitGene, Double> repaired(Phenotype<BitGene, Double> phenotype, long generation) {
        long[] code = genes.code(phenotype.genotype());
        repair.repair(code);
        return Phenotype.of(genotype(code), generation);
    }

    /// Computes what is not known yet; the results are taken up in the order of the population.
    private ISeq<Phenotype<BitGene, Double>> evaluated(Seq<Phenotype<BitGene, Double>> population,
            CostEstimate cost, LocalSearch local, NavigableSet<Candidate> best) {
        List<Phenotype<BitGene, Double>> all = new ArrayList<>(population.asList());
        Candidate[] born = new Candidate[all.size()];
        List<Runnable> jobs = new ArrayList<>();
        for (int i = 0; i < born.length; i++) {
            int at = i;
            if (all.get(i).nonEvaluated()) {
                jobs.add(() -> born[at] = grown(all.get(at), cost, local));
            }
        }
        executor.execute(ISeq.of(jobs));
        for (int i = 0; i < born.length; i++) {
            Candidate one = born[i];
            if (one != null) {
                all.set(i,
                        Phenotype.of(genotype(one.commitment().toArray()),
                                all.get(i).generation(), one.cents()));
                best.add(one);
                if (best.size() > REMEMBERED) {
                    best.pollLast();
                }
            }
        }
        return ISeq.of(all);
    }

    private Candidate grown(Phenotype<BitGene, Double> phenotype, CostEstimate cost, LocalSearch local) {
        long[] code = genes.code(phenotype.genotype());
        SplittableRandom random = new SplittableRandom(
                settings.seed() + 0x9E3779B97F4A7C15L * OnOff.of(code).hashCode() + phenotype.generation());
        if (random.nextDouble() < settings.localSearchShare() && !deadline.passed()) {
            double cents = local.improve(code, settings.localSearchMoves(), random);
            return new Candidate(OnOff.of(code), cents);
        }
        return new Candidate(OnOff.of(code), cost.cents(code));
    }
}
