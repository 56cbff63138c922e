package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.serde.RecordHash;
import org.tavan.solver.run.Work;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class MicrogridWorkTest {
    private static final GridWorld WORLD = GridWorld.berlin(LocalDate.of(2024, 5, 6), 60);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Sent sent = new Sent(new ArrayList<>());

    /// What would be published.
    private record Sent(List<Object> all) implements Work.Outbox {
        @Override
        public <V extends SpecificRecord> void send(Topic<V> topic, Instant time, String key, V value) {
            all.add(List.of(topic.name(), time, key));
            all.add(value);
        }
    }

    private static MicrogridRequest request() {
        GridBench bench = new GridBench();
        bench.run(WORLD.streams(1));
        return bench.requests.getFirst();
    }

    private MicrogridWork work(MicrogridPlanning planning) {
        return new MicrogridWork(planning, new MicrogridServiceMetrics(registry));
    }

    private double gauge(String name) {
        return registry.scrape(found -> found.equals(name))
                .stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(point -> ((GaugeDataPointSnapshot) point).getValue())
                .sum();
    }

    @Test
    void scheduleAndSignalArePublishedTogether() {
        MicrogridWork work = work(new ToyPlanning());
        MicrogridRequest request = request();

        work.publish(work.answer(request, 7, 0), sent);

        MicrogridSchedule schedule = (MicrogridSchedule) sent.all().get(1);
        assertEquals(List.of(Topics.MICROGRID_SCHEDULES.name(), request.getRequestedAt(), "c1"),
                sent.all().get(0));
        assertEquals(RecordHash.sha256(request), schedule.getPlanId());
        assertEquals(List.of(Topics.DEMAND_SIGNALS.name(), request.getRequestedAt(), "c1"),
                sent.all().get(2));
        assertEquals(schedule.getPlanId(), ((DemandSignal) sent.all().get(3)).getPlanId());
        assertEquals("c1", work.communityId(request));
        assertEquals(LocalDate.of(2024, 5, 7), work.deliveryDay(request));
    }

    @Test
    void plansAreCountedAndTheNewestIsMeasured() {
        MicrogridWork work = work(new ToyPlanning());

        work.published(work.answer(request(), 0, 2));

        assertEquals(1, gauge("tavan_microgrid_plan_cost_cents"));
        assertEquals(0.01, gauge("tavan_microgrid_plan_gap_ratio"));
        assertEquals(24 * 0.5 * 3.6e6, gauge("tavan_microgrid_plan_eens_joules"));
        assertEquals(0.023, gauge("tavan_microgrid_plan_lolp_max_ratio"), 1e-12);
        assertTrue(registry.scrape(name -> name.equals("tavan_microgrid_plans"))
                .stream()
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .anyMatch(point -> "feasible".equals(point.getLabels().get("outcome"))));
    }
}
