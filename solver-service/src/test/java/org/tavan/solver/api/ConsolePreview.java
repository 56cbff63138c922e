package org.tavan.solver.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.tavan.solver.api.Health.Part;
import org.tavan.solver.api.Health.Status;
import org.tavan.solver.api.view.SyntheticCommunity;
import org.tavan.solver.api.view.TestViews;

/// Serves the console over a synthetic community, for working on the page without a broker: `ConsolePreview [port] [members] [milliseconds per interval]`.
final class ConsolePreview {
    private static final int DAYS = 40;
    private static final int PAST_DAYS = 12;

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
            for (int tick = 0; members > 0 && tick < DAYS * 96; tick++) {
                source.put(community.tick(tick));
                if (tick >= PAST_DAYS * 96 + 66) {
                    Thread.sleep(pauseMs);
                }
            }
            Thread.currentThread().join();
        }
    }
}
