package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Price;
import org.tavan.schema.RejectReason;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.state.MapEntries;
import org.tavan.solver.state.Refusal;

/// Prices and device states that come before the configuration of their community wait for it.
class HeldInputsTest {
    private static final World WORLD = World.berlin(LocalDate.of(2024, 5, 6));
    private static final long START = WORLD.day(0).startMillis();

    @ParameterizedTest(name = "restarted {0}")
    @ValueSource(booleans = {false, true})
    void thePlanIsTheSameWhetherPricesComeBeforeOrAfterTheConfiguration(boolean restarted) {
        Map<String, List<Input>> streams = WORLD.streams(3);
        Bench after = new Bench();
        after.run(WORLD.streams(3));
        Bench before = new Bench();
        List<Input> first = streams.getOrDefault("first", List.of());

        before.accept(first.subList(1, first.size()));
        if (restarted) {
            before.restart();
        }
        before.run(streams);

        assertTrue(before.refusals.isEmpty(), before.refusals.toString());
        assertEquals(after.requests, before.requests);
        assertFalse(before.requests.isEmpty());
        assertTrue(before.stored.keySet().stream().noneMatch(key -> key.startsWith(HeldInputs.PREFIX)));
    }

    @Test
    void whatIsHeldIsJudgedOnceTheConfigurationIsIn() {
        Bench bench = new Bench();
        bench.accept(World.ID,
                Price.newBuilder(WORLD.price(START, Instant.EPOCH)).setIntervalMinutes(7).build());
        bench.accept("c1/nobody", Bench.state("c1", Instant.ofEpochMilli(START), 5, 0, ""));
        boolean none = bench.refusals.isEmpty();

        bench.accept(World.ID, WORLD.community);

        assertTrue(none);
        assertEquals(List.of(RejectReason.MALFORMED, RejectReason.INVALID_PRICE),
                bench.refusals.stream().map(Refusal::reason).sorted().toList());
    }

    @Test
    void whatWaitsTooLongIsRefusedEvenAcrossARestart() {
        Bench bench = new Bench();
        bench.accept(World.ID, WORLD.price(START, Instant.EPOCH));
        bench.pass(HeldInputs.LONGEST.minusSeconds(1));
        boolean early = !bench.refusals.isEmpty();

        bench.restart();
        bench.pass(Duration.ofSeconds(2));

        assertFalse(early);
        assertEquals(List.of(new Refusal(RejectReason.UNKNOWN_COMMUNITY,
                "the community of 'c1' is not configured: none came within PT10M")), bench.refusals);
        assertTrue(bench.stored.isEmpty());
    }

    @Test
    void oneTooManyIsRefusedAndTheOthersWaitOn() {
        Bench bench = new Bench();
        var held = new HeldInputs(new MapEntries(bench.stored), () -> 0, bench, 2);

        for (int offset = 0; offset < 3; offset++) {
            held.hold("c1", new Held("t", 0, offset, "c1", 0, 0, new byte[0]));
        }

        assertEquals(
                List.of("the community of 'c1' is not configured: 2 inputs wait for their configurations"),
                bench.refusals.stream().map(Refusal::message).toList());
        assertEquals(2, bench.stored.size());
    }
}
