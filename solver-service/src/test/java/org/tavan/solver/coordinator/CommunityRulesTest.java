package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Community;
import org.tavan.schema.Interval;
import org.tavan.solver.coordinator.World.Input;

/// Who belongs to a community, and what one has to do with another. Day 3 is the first that can be planned.
class CommunityRulesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);

    @Test
    void aMemberThatJoinsIsPlannedFromTheNextGateAndOneThatLeavesNoMore() {
        Instant known = WORLD.gate(4).minusSeconds(3600);
        Community later = Community.newBuilder(WORLD.community)
                .setKnowledgeTime(known)
                .setProsumers(WORLD.community.getProsumers().subList(0, 2))
                .setPeerLinks(List.of())
                .build();
        Map<String, List<Input>> streams = WORLD.streams(5);
        Bench bench = new Bench();
        bench.accept(streams.getOrDefault("first", List.of()));
        bench.accept("c1", later);
        // The intervals of a member that leaves end at the gate.
        bench.run(World.keep(streams,
                value -> !(value instanceof Interval interval && interval.getProsumerId().equals("c")
                        && !interval.getIntervalStart().isBefore(WORLD.gate(4)))));

        assertEquals(3, bench.requests.get(0).getMembers().size());
        assertEquals(2, bench.requests.get(1).getMembers().size());
        assertEquals(12 + 1,
                bench.dispatches.stream().filter(each -> each.getProsumerId().equals("c")).count());
        assertEquals(49, bench.dispatches.stream().filter(each -> each.getProsumerId().equals("b")).count());
    }

    @Test
    void aMemberThatWasNeverHeardOfIsLeftOutAfterThePatience() {
        List<org.tavan.schema.Prosumer> four = new ArrayList<>(WORLD.community.getProsumers());
        four.add(World.plain("silent").build());
        Map<String, List<Input>> streams = WORLD
                .with(Community.newBuilder(WORLD.community).setProsumers(four).build())
                .streams(3);
        streams.keySet().removeIf(name -> name.endsWith(" silent"));
        Bench bench = new Bench();
        bench.run(streams);
        int before = bench.records.size();

        for (int gate = 0; gate < 3; gate++) {
            bench.pass(Duration.ofSeconds(31));
            bench.settle();
        }

        assertEquals(0, before);
        assertEquals(3, bench.requests.getFirst().getMembers().size());
        assertTrue(bench.requests.getFirst().getTrigger().contains("silent has no forecast issued at"));
    }

    @Test
    void aCommunityThatIsRemovedStopsAndLeavesNothing() {
        Bench bench = Bench.ran(WORLD, 4);

        bench.accept("c1", null);
        int before = bench.dispatches.size();
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(4).start(0)));

        assertTrue(bench.stored.isEmpty());
        assertEquals(before, bench.dispatches.size());
        assertEquals("UNKNOWN_COMMUNITY", bench.refusals.getFirst().reason().name());
    }

    @Test
    void communitiesDoNotTouchOneAnother() {
        Bench alone = Bench.ran(WORLD, 4);
        Bench both = new Bench();
        both.accept("c10", Community.newBuilder(WORLD.community).setCommunityId("c10").build());

        both.run(WORLD.streams(4));

        assertEquals(alone.dispatches, both.dispatches);
        assertEquals(alone.requests, both.requests);
    }

    @Test
    void stateDoesNotGrowWithTheDays() {
        Bench few = Bench.ran(WORLD, 6);
        Bench many = Bench.ran(WORLD, 16);

        assertTrue(many.stored.size() < few.stored.size() + 200,
                few.stored.size() + " then " + many.stored.size());
    }
}
