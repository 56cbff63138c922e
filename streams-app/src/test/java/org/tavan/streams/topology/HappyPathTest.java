package org.tavan.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Channel;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;

class HappyPathTest {
    @Test
    void readingsOfAWeekBecomeIntervalsForecastsAndDistributions() {
        try (var fixture = new Fixture()) {
            fixture.configure(Fixture.community(Fixture.prosumer("p", Fixture.meter("l", Channel.LOAD),
                    Fixture.meter("g", Channel.PV))));
            int quarters = 7 * 96;

            for (int i = 1; i <= quarters; i++) {
                fixture.send(Fixture.delta("l", Fixture.at(i), 200 + i % 96),
                        Fixture.delta("g", Fixture.at(i), 50));
                fixture.heartbeat(Fixture.at(i));
            }

            List<Interval> intervals = fixture.intervals.readValuesToList();
            assertEquals(quarters, intervals.size());
            assertTrue(intervals.stream()
                    .allMatch(interval -> interval.getQuality() == IntervalQuality.MEASURED));
            assertEquals(0.201, intervals.getFirst().getLoadKwh(), 1e-12);
            assertEquals(0.05, intervals.getFirst().getPvKwh(), 1e-12);
            assertEquals(2, intervals.getFirst().getReadings());
            assertNull(intervals.getFirst().getResidualKw());
            assertNotNull(intervals.getLast().getResidualKw());
            List<Forecast> forecasts = fixture.forecasts.readValuesToList();
            assertEquals(quarters, forecasts.size());
            assertEquals(192, forecasts.getLast().getLoadKw().size());
            List<Distribution> distributions = fixture.distributions.readValuesToList();
            assertEquals(6, distributions.size());
            assertEquals(6, distributions.getLast().getDays().size());
            assertEquals(6, forecasts.getLast().getDistributionDays());
            assertEquals(distributions.getLast().getThroughDay(), forecasts.getLast().getDistributionDay());
            assertEquals(Duration.ofDays(7),
                    Duration.between(Fixture.START, forecasts.getLast().getIssuedAt()));
        }
    }
}
