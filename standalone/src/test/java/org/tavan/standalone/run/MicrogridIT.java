package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Rejected;
import org.tavan.schema.SolveKind;
import org.tavan.serde.RecordHash;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Source;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;
import org.tavan.topic.Topics;

/// A microgrid through the whole pipeline: planned day-ahead, told to customers, answered by them, learnt from.
class MicrogridIT {
    private static final LocalDate FIRST = LocalDate.parse("2025-06-01");
    private static final LocalDate PLANNED_FROM = FIRST.plusDays(6);
    private static final int DAYS = 9;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    Path directory;

    @Test
    void everyDayIsPlannedCheckedAndAnsweredAndTheEstimateOfCustomersMoves() throws Exception {
        var folder = DataFolder.open(directory, "run");
        var source = new QuicklyPlanned(new SyntheticSource(SyntheticConfig.of(7, FIRST)
                .withProsumers(4)
                .withDays(DAYS)
                .withMicrogridFrom(PLANNED_FROM)));

        try (var cluster = Cluster.start(folder, 1)) {
            var summary = Runs.toTheEnd(cluster.settings(), folder.state(), source, PATIENCE).summary();
            var reader = new TopicReader(cluster.settings());
            List<MicrogridRequest> requests = reader.values(Topics.MICROGRID_REQUESTS);
            List<MicrogridSchedule> schedules = reader.values(Topics.MICROGRID_SCHEDULES);
            List<DemandSignal> signals = reader.values(Topics.DEMAND_SIGNALS);
            List<DemandResponse> responses = reader.values(Topics.DEMAND_RESPONSES);

            var microgrid = summary.microgrids().getFirst();
            Set<String> planIds = requests.stream().map(RecordHash::sha256).collect(Collectors.toSet());
            assertAll(summary.text(),
                    () -> assertTrue(microgrid.daysPlanned().trials() >= DAYS - 6, "days asked for"),
                    () -> assertEquals(microgrid.daysPlanned().trials(), microgrid.daysPlanned().hits()),
                    () -> assertEquals(0, microgrid.refusedByChecker()),
                    () -> assertTrue(schedules.stream()
                            .allMatch(schedule -> planIds.contains(schedule.getPlanId()))),
                    () -> schedules.forEach(MicrogridIT::assertPlannedAndChecked),
                    () -> assertFalse(signals.isEmpty()),
                    () -> assertEquals(responses.size(), microgrid.response().answers()),
                    () -> assertTrue(responses.stream()
                            .map(DemandResponse::getProsumerId)
                            .distinct()
                            .count() == 4),
                    () -> assertTheEstimateMoves(requests));
        }
    }

    private static void assertPlannedAndChecked(MicrogridSchedule schedule) {
        assertNotEquals(PlanStatus.FAILED, schedule.getStatus(), schedule.getReason());
        assertFalse(schedule.getChecks().isEmpty());
        schedule.getChecks()
                .forEach(
                        check -> assertTrue(check.getPassed(), () -> "%s of %s: %s".formatted(check.getName(),
                                schedule.getDeliveryDay(), check.getWhere())));
    }

    private static void assertTheEstimateMoves(List<MicrogridRequest> requests) {
        List<MicrogridRequest> days = requests.stream()
                .filter(request -> request.getKind() == SolveKind.DAY_AHEAD)
                .sorted(Comparator.comparing(MicrogridRequest::getDeliveryDay))
                .toList();
        List<Double> prior = days.getLast().getMicrogrid().getDemand().getElasticities();
        assertTrue(days.getFirst().getElasticities().isEmpty() || days.getFirst()
                .getElasticities()
                .equals(
                        prior));
        assertFalse(days.getLast().getElasticities().isEmpty());
        assertNotEquals(prior, days.getLast().getElasticities());
    }

    /// The same source; its microgrid is content with a short search and no proof.
    private record QuicklyPlanned(Source source) implements Source {
        @Override
        public List<Microgrid> microgrids() {
            return source.microgrids()
                    .stream()
                    .map(microgrid -> Microgrid.newBuilder(microgrid)
                            .setSearchGenerations(20)
                            .setProofSeconds(0)
                            .build())
                    .toList();
        }

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public List<Community> communities() {
            return source.communities();
        }

        @Override
        public Instant start() {
            return source.start();
        }

        @Override
        public Optional<Instant> end() {
            return source.end();
        }

        @Override
        public Iterator<Context> contextAfter(Instant after) {
            return source.contextAfter(after);
        }

        @Override
        public Iterator<Batch> batchesAfter(Instant after) {
            return source.batchesAfter(after);
        }

        @Override
        public List<Rejected> rejected() {
            return source.rejected();
        }
    }
}
