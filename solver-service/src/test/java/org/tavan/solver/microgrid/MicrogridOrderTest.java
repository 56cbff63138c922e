package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.MicrogridRequest;

/// The same inputs give the same requests, in whatever order they come and however often the process is killed; one day has 23
/// hours, and a meter fails every day.
class MicrogridOrderTest {
    private static final int DAYS = 6;
    private static final GridWorld WORLD = GridWorld.berlin(LocalDate.of(2024, 3, 28), 60);
    private static final GridBench EXPECTED = inOrder();

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static GridBench bench() {
        GridBench bench = new GridBench();
        bench.gaps = true;
        return bench;
    }

    private static GridBench inOrder() {
        GridBench bench = bench();
        bench.run(WORLD.streams(DAYS));
        return bench;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfTheTopicsGivesTheSameRequests(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        GridBench bench = bench();

        bench.run(WORLD.streams(DAYS), random, 0);

        assertSame(bench);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aProcessThatIsKilledGoesOnWhereItWas(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1_000 + seed);
        GridBench bench = bench();

        bench.run(WORLD.streams(DAYS), random, 0.2);

        assertSame(bench);
    }

    private static void assertSame(GridBench bench) {
        List<MicrogridRequest> expected = EXPECTED.requests;
        assertEquals(14, expected.size());
        assertTrue(expected.stream().anyMatch(request -> request.getLoadKw().size() == 23));
        assertTrue(expected.stream().anyMatch(request -> !request.getElasticities().isEmpty()));
        assertTrue(expected.stream().anyMatch(request -> request.getSignal() != null));
        assertEquals(List.of(), bench.refusals);
        assertEquals(expected, bench.requests);
        assertEquals(EXPECTED.stored.keySet(), bench.stored.keySet());
    }
}
