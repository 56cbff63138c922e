package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Channel;
import org.tavan.schema.Community;
import org.tavan.schema.Interval;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;

/// What must survive a restart or a late configuration; the determinism test restarts everything else.
class RestartTest {
    private static final Community LOAD_ONLY = Fixture
            .community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD)));

    @Test
    void aQuarantineOutlivesARestart() {
        var stages = new Stages(LOAD_ONLY);
        var meters = stages.meters(0, 1);
        for (int i = 1; i <= 10; i++) {
            stages.read(meters, Fixture.delta("l", Fixture.at(i), -1));
        }

        meters.start();
        List<Record<String, Object>> output = stages.read(meters, Fixture.delta("l", Fixture.at(11), 1));

        assertEquals(RejectReason.QUARANTINED, ((Rejected) output.getFirst().value()).getReason());
    }

    @Test
    void heartbeatsOutliveARestart() {
        var stages = new Stages(LOAD_ONLY);
        var meters = stages.meters(0, 1);
        stages.read(meters,
                Fixture.reading("heartbeat:slow", Fixture.at(0), org.tavan.schema.Accumulation.HEARTBEAT, 0)
                        .build());

        meters.start();
        List<Record<String, Object>> output = stages.read(meters,
                Fixture.reading("heartbeat:fast", Fixture.at(9), org.tavan.schema.Accumulation.HEARTBEAT, 0)
                        .build());

        assertTrue(output.isEmpty());
    }

    @Test
    void valuesOfAProsumerWhoseConfigurationHasNotArrivedWaitForIt() {
        var source = new Stages(LOAD_ONLY);
        var meters = source.meters(0, 1);
        var late = new Stages();
        var prosumers = late.prosumers();
        Record<String, Object> first = source.read(meters, Fixture.delta("l", Fixture.at(1), 100)).getFirst();
        Record<String, Object> second = source.read(meters, Fixture.delta("l", Fixture.at(2), 200))
                .getFirst();

        List<Record<String, Object>> before = late.join(prosumers, first);
        prosumers.start();
        assertTrue(late.registry.accept("c", LOAD_ONLY).isEmpty());
        List<Record<String, Object>> after = late.join(prosumers, second);

        assertTrue(before.isEmpty());
        assertEquals(List.of(0.1, 0.2), after.stream()
                .map(Record::value)
                .filter(Interval.class::isInstance)
                .map(value -> ((Interval) value).getLoadKwh())
                .toList());
        assertEquals(0, prosumers.entries(StreamsTopology.WAITING_STORE));
    }
}
