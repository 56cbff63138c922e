package org.tavan.solver.microgrid;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.MicrogridRequest;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.run.RequestLoop;

/// Plans microgrids: consumes their requests, and publishes each schedule, what customers are told and the input offset in one
/// transaction.
public final class MicrogridService implements AutoCloseable {
    /// Consumer group.
    public static final String GROUP = "tavan-microgrid-solver";

    private final RequestLoop<MicrogridRequest, MicrogridWork.Solved> loop;

    /// Wires the service; nothing runs yet.
    ///
    /// @param kafka broker and registry
    /// @param serdes of all topics
    /// @param planning makes the plans
    /// @param instanceId name of this instance, the same after a restart and unlike that of any other
    /// @param threads solves at a time
    /// @param nanoTime monotonic clock, for the time in the queue
    /// @param registry where the metrics go
    public MicrogridService(KafkaSettings kafka, TavanSerdes serdes, MicrogridPlanning planning,
            String instanceId, int threads, LongSupplier nanoTime, PrometheusRegistry registry) {
        loop = new RequestLoop<>(kafka, serdes,
                new RequestLoop.Group(GROUP, instanceId, threads, "solve-microgrid-"),
                new MicrogridWork(planning, new MicrogridServiceMetrics(registry)), nanoTime);
    }

    /// Starts and returns at once.
    public void start() {
        loop.start();
    }

    /// Whether it has its partitions.
    public boolean ready() {
        return loop.ready();
    }

    /// Why it has stopped for good, in words; empty while all is well.
    public String failure() {
        return loop.failure();
    }

    @Override
    public void close() {
        loop.close();
    }
}
