package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.SolveKind;
import org.tavan.solver.coordinator.World.Input;

/// The same inputs give the same decisions, in whatever order they come and however often the process is
/// killed.
class OrderIndependenceTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 3, 28);
    private static final int DAYS = 5;

    /// Re-solves happen, and one day has 23 hours.
    private static World world() {
        World world = World.berlin(FIRST_DAY);
        return world.with(Community.newBuilder(world.community)
                .setResolveResidualFraction(0.14)
                .setResolveGapMinutes(360)
                .build());
    }

    private static final Bench EXPECTED = inOrder();

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static Bench inOrder() {
        Bench bench = new Bench();
        bench.run(world().streams(DAYS));
        return bench;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfTheTopicsGivesTheSameDecisions(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Map<String, List<Input>> streams = world().streams(DAYS);
        Bench bench = new Bench();

        bench.run(streams, random, 0);

        assertSame(bench);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aProcessThatIsKilledGoesOnWhereItWas(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1_000 + seed);
        Map<String, List<Input>> streams = world().streams(DAYS);
        Bench bench = new Bench();

        bench.run(streams, random, 0.2);

        assertSame(bench);
    }

    private static void assertSame(Bench bench) {
        assertFalse(EXPECTED.dispatches.isEmpty());
        assertFalse(EXPECTED.requests.stream().noneMatch(request -> request.getKind() == SolveKind.INTRADAY));
        assertEquals(List.of(), bench.refusals);
        assertEquals(EXPECTED.requests, bench.requests);
        assertEquals(EXPECTED.records, bench.records);
        assertEquals(sorted(EXPECTED.dispatches), sorted(bench.dispatches));
    }

    private static List<Dispatch> sorted(List<Dispatch> dispatches) {
        return dispatches.stream().sorted(Comparator.comparing(Dispatch::getDispatchId)).toList();
    }
}
