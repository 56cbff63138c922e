package org.tavan.benchmarks.powerflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederFile;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One load flow of the IEEE 13 bus feeder, for JMH: the taps move between two positions, so that no solver has its answer already.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowBenchmark {
    /// System property that names the file of the feeder.
    static final String FILE = "tavan.bench.feeder";
    static final double TOLERANCE_PU = 1e-6;
    static final int TAP = 10;

    private static final List<ThreePhaseTaps> TAPS = List.of(ThreePhaseTaps.equal(TAP - 1),
            ThreePhaseTaps.equal(TAP));

    private final ThreePhaseFlow threePhase;
    private final DistFlow distFlow;
    private final List<FeederPositions> positions;
    private final RadialFeeder equivalent;
    private int next;

    /// For JMH.
    public FlowBenchmark() {
        JsonNode feeder = JsonMapper.shared()
                .readTree(Path.of(Objects.requireNonNull(System.getProperty(FILE), FILE)));
        equivalent = FeederFile.equivalent(feeder);
        threePhase = new ThreePhaseFlow(FeederFile.threePhase(feeder, 0),
                new ThreePhaseSettings(TOLERANCE_PU, 60));
        distFlow = new DistFlow(equivalent, TOLERANCE_PU);
        positions = List.of(FeederPositions.allIn(equivalent, TAP - 1),
                FeederPositions.allIn(equivalent, TAP));
    }

    /// The peer, made only where it is measured.
    @State(Scope.Thread)
    public static class Kept {
        private final PowsyblPeer peer;

        /// For JMH.
        public Kept() {
            peer = new PowsyblPeer(new FlowBenchmark().equivalent, true);
        }
    }

    /// The peer that keeps nothing from run to run.
    @State(Scope.Thread)
    public static class Fresh {
        private final PowsyblPeer peer;

        /// For JMH.
        public Fresh() {
            peer = new PowsyblPeer(new FlowBenchmark().equivalent, false);
        }
    }

    /// Unbalanced three-phase sweep, its power and loss.
    @Benchmark
    public double threePhase() {
        threePhase.setTaps(0, TAPS.get(turn()));
        return threePhase.solve() ? threePhase.sourceKw() + threePhase.lossKw() : Double.NaN;
    }

    /// Single-phase sweep, its power and loss.
    @Benchmark
    public double distFlow() {
        distFlow.set(positions.get(turn()));
        return distFlow.converge() ? distFlow.sourceKw() + distFlow.lossKw() : Double.NaN;
    }

    /// powsybl-open-loadflow that keeps the network in its own form.
    @Benchmark
    public double powsyblKept(Kept kept) {
        return kept.peer.solve(TAP - 1 + turn());
    }

    /// powsybl-open-loadflow from the network each time.
    @Benchmark
    public double powsyblFresh(Fresh fresh) {
        return fresh.peer.solve(TAP - 1 + turn());
    }

    private int turn() {
        next ^= 1;
        return next;
    }
}
