package org.tavan.solver.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.PlanStatus;
import org.tavan.solver.api.Health.Part;
import org.tavan.solver.api.Health.Status;
import org.tavan.solver.api.view.SyntheticCommunity;
import org.tavan.solver.api.view.SyntheticMicrogrid;
import org.tavan.solver.api.view.TestViews;

/// Serves the console over a synthetic community with a microgrid, for working on the page without a broker: `ConsolePreview [port] [members] [milliseconds per interval]`.
final class ConsolePreview {
    private static final int DAYS = 40;
    private static final int PAST_DAYS = 12;
    private static final int PER_DAY = 96;
    private static final int GATE_HOUR = 12;
    private static final int RESOLVE_HOUR = 9;

    private ConsolePreview() {}

    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        int members = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        int pauseMs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        var source = new TestViews();
        var health = new Health(
                List.of(new Part("streams", Status.UP, ""), new Part("solver", Status.UP, "")));
        try (var server = new ConsoleServer(ConsoleConfig.defaults().withPort(port),
                source.view(Clock.systemUTC()), new PrometheusRegistry(),
                Clock.systemUTC(), () -> health)) {
            server.start();
            var community = new SyntheticCommunity(members, new Random(7));
            if (members > 0) {
                source.put(community.opening(DAYS));
            }
            var microgrid = new SyntheticMicrogrid(new Random(11));
            source.put(List.of(microgrid.configuration()));
            for (int tick = 0; members > 0 && tick < DAYS * PER_DAY; tick++) {
                source.put(community.tick(tick));
                source.put(tick(microgrid, tick, members));
                if (tick >= PAST_DAYS * PER_DAY + 66) {
                    Thread.sleep(pauseMs);
                }
            }
            Thread.currentThread().join();
        }
    }

    /// What becomes known of the microgrid when the interval `index` closes.
    private static List<SpecificRecord> tick(SyntheticMicrogrid microgrid, int index, int members) {
        var begin = SyntheticCommunity.BEGIN.plus(Duration.ofMinutes(15L * index))
                .atZone(SyntheticCommunity.ZONE);
        var end = begin.plusMinutes(15);
        var today = begin.toLocalDate();
        int interval = begin.toLocalTime().toSecondOfDay() / 900;
        var records = new ArrayList<SpecificRecord>();
        if (index > PER_DAY) {
            records.addAll(microgrid.responses(today, interval, members));
        }
        if (end.getMinute() == 0 && end.getHour() == GATE_HOUR) {
            records.add(microgrid.dayAhead(today.plusDays(1), end.toInstant()));
            records.add(microgrid.signal(today.plusDays(1), end.toInstant()));
        }
        if (index > PER_DAY && end.getMinute() == 0 && end.getHour() == RESOLVE_HOUR) {
            records.add(microgrid.intraday(today, interval + 1, end.toInstant()));
        }
        if (index > PER_DAY && end.getMinute() == 0 && end.getHour() == RESOLVE_HOUR + 5
                && today.getDayOfMonth() % 2 == 1) {
            records.add(microgrid.failed(today, interval + 1, end.toInstant(), PlanStatus.KEPT_PREVIOUS,
                    "the voltage of bus 675 phase B cannot be held above 0.95"));
        }
        return records;
    }
}
