package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.schema.Community;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.RecourseRule;
import org.tavan.schema.RejectReason;
import org.tavan.schema.ResidualDay;
import org.tavan.solver.state.Refusal;

/// What cannot be used is refused with the reason, and nothing else happens.
class InputRulesTest {
    private static final World WORLD = World.berlin(LocalDate.of(2024, 5, 6));
    private static final long START = WORLD.day(0).startMillis();

    static Stream<Arguments> badRecords() {
        Price price = WORLD.price(START, Instant.EPOCH);
        Interval interval = WORLD.interval("a", START);
        Forecast forecast = WORLD.forecast("a", START);
        Distribution distribution = WORLD.distribution("a", 1);
        DeviceState state = Bench.state("c1", Instant.ofEpochMilli(START), 5, 0, "");
        return Stream.of(
                Arguments.of(RejectReason.INVALID_PRICE,
                        Price.newBuilder(price).setRealTimeSellCentsPerKwh(90).build()),
                Arguments.of(RejectReason.NOT_A_NUMBER,
                        Price.newBuilder(price).setDayAheadCentsPerKwh(Double.NaN).build()),
                Arguments.of(RejectReason.INVALID_PRICE,
                        Price.newBuilder(price).setIntervalMinutes(15).build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Price.newBuilder(price)
                                .setIntervalStart(price.getIntervalStart().plusSeconds(60))
                                .build()),
                Arguments.of(RejectReason.NOT_A_NUMBER,
                        Interval.newBuilder(interval).setLoadKwh(Double.NaN).build()),
                Arguments.of(RejectReason.NOT_A_NUMBER, Interval.newBuilder(interval).setPvKwh(-1).build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Interval.newBuilder(interval).setIntervalMinutes(15).build()),
                Arguments.of(RejectReason.NOT_A_NUMBER,
                        Forecast.newBuilder(forecast).setLoadKw(Collections.nCopies(48, Double.NaN)).build()),
                Arguments.of(RejectReason.INVALID_FORECAST,
                        Forecast.newBuilder(forecast).setLoadKw(List.of(1.0)).build()),
                Arguments.of(RejectReason.INVALID_FORECAST,
                        Forecast.newBuilder(forecast).setDistributionDays(5).build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Forecast.newBuilder(forecast).setIntervalMinutes(15).build()),
                Arguments.of(RejectReason.BAD_INTERVAL, Distribution.newBuilder(distribution)
                        .setDays(List.of(new ResidualDay(LocalDate.EPOCH,
                                distribution.getDays().getFirst().getDayType(),
                                List.of(1.0))))
                        .build()),
                Arguments.of(RejectReason.NOT_A_NUMBER, Distribution.newBuilder(distribution)
                        .setDays(List.of(new ResidualDay(LocalDate.EPOCH,
                                distribution.getDays().getFirst().getDayType(),
                                Collections.nCopies(24, Double.POSITIVE_INFINITY))))
                        .build()),
                Arguments.of(RejectReason.BAD_INTERVAL,
                        Distribution.newBuilder(distribution).setIntervalMinutes(15).build()),
                Arguments.of(RejectReason.INVALID_STATE,
                        DeviceState.newBuilder(state).setEnergyKwh(Double.NaN).build()),
                Arguments.of(RejectReason.INVALID_STATE,
                        DeviceState.newBuilder(state).setEnergyKwh(-1).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRecords")
    void aRecordThatCannotBeUsedIsRefusedAndLeavesNoTrace(RejectReason reason, SpecificRecord value) {
        Bench bench = new Bench();
        bench.accept(World.ID, WORLD.community);
        var before = List.copyOf(bench.stored.keySet());

        Refusal refusal = bench.accept(value instanceof Price ? "c1" : "c1/a", value);

        assertNotNull(refusal);
        assertEquals(reason, refusal.reason(), refusal.message());
        assertEquals(before, List.copyOf(bench.stored.keySet()));
    }

    @Test
    void aPolicyWhoseRuleIsNotKnownIsRefused() {
        Bench bench = new Bench();
        bench.run(WORLD.streams(3));
        Policy policy = Bench.solve(bench.requests.getFirst()).policies().getFirst();

        Refusal refusal = InputRules.policy(Policy.newBuilder(policy).setRule(RecourseRule.UNKNOWN).build());

        assertNull(InputRules.policy(policy));
        assertNotNull(refusal);
        assertTrue(refusal.message().contains("rule UNKNOWN"), refusal.message());
    }

    @Test
    void anInvalidConfigurationIsRejectedAndTheOneBeforeStays() {
        Bench bench = new Bench();
        bench.accept(World.ID, WORLD.community);
        var before = new TreeMap<>(bench.stored);

        Refusal refusal = bench.accept(World.ID,
                Community.newBuilder(WORLD.community).setEpsilon(Double.NaN).build());

        assertNotNull(refusal);
        assertEquals(RejectReason.INVALID_CONFIGURATION, refusal.reason());
        assertEquals("community c1: epsilon NaN, expected a number in (0, 1)", refusal.message());
        assertEquals(before, bench.stored);
        assertNull(bench.accept(World.ID, WORLD.price(START, Instant.EPOCH)));
    }
}
