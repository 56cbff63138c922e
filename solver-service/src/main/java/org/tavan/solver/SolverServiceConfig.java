package org.tavan.solver;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.solver.api.ConsoleConfig;

/// Configuration of the solver service. What is left out has the default.
///
/// @param kafka broker and schema registry
/// @param stateDir directory of the coordinator's local state, one per instance
/// @param coordinator when to decide, and how long to wait; null: defaults
/// @param solver how to solve; null: defaults
/// @param microgrid how to plan microgrids; null: defaults
/// @param console where console, JSON API and `/metrics` are served; null: nowhere
public record SolverServiceConfig(KafkaSettings kafka, Path stateDir, Coordinator coordinator,
        Solver solver, Microgrid microgrid, @Nullable ConsoleConfig console) {

    public SolverServiceConfig(
            @Nullable KafkaSettings kafka,
            @Nullable Path stateDir,
            @Nullable Coordinator coordinator,
            @Nullable Solver solver,
            @Nullable Microgrid microgrid,
            @Nullable ConsoleConfig console) {
        if (kafka == null) {
            throw new IllegalArgumentException(
                    "kafka is missing, expected bootstrapServers and schemaRegistryUrl");
        }
        if (stateDir == null) {
            throw new IllegalArgumentException(
                    "stateDir is missing, expected a directory of this instance alone");
        }
        this.kafka = kafka;
        this.stateDir = stateDir;
        this.coordinator = coordinator == null ? Coordinator.defaults() : coordinator;
        this.solver = solver == null ? Solver.defaults() : solver;
        this.microgrid = microgrid == null ? Microgrid.defaults() : microgrid;
        this.console = console;
        if (!(this.solver.deadline().compareTo(this.coordinator.answerPatience()) < 0)) {
            throw new IllegalArgumentException("""
                    solver.deadline (%s) must be shorter than coordinator.answerPatience (%s).
                    Maybe the answer would come when nobody waits for it any more."""
                    .formatted(this.solver.deadline(), this.coordinator.answerPatience()));
        }
    }

    /// Defaults for everything but the places.
    public static SolverServiceConfig of(KafkaSettings kafka, Path stateDir) {
        return new SolverServiceConfig(kafka, stateDir, null, null, null, null);
    }

    /// The same with other rules of the coordinator.
    public SolverServiceConfig withCoordinator(Coordinator newCoordinator) {
        return new SolverServiceConfig(kafka, stateDir, newCoordinator, solver, microgrid, console);
    }

    /// The same with other rules for microgrids.
    public SolverServiceConfig withMicrogrid(Microgrid newMicrogrid) {
        return new SolverServiceConfig(kafka, stateDir, coordinator, solver, newMicrogrid, console);
    }

    /// When the coordinator decides. Patience is wall-clock time; the rest of the coordinator knows event
    /// time only.
    ///
    /// @param answerPatience how long an answer may take, counted from the newest request that is out; then the
    ///         plan in force goes on; default 30 s
    /// @param devicePatience how long to wait for the report of a battery; then its planned state is taken;
    ///         default 10 s
    /// @param commitInterval longest time a decision waits for its transaction; default 50 ms
    /// @param streamThreads threads of the coordinator, 1 or more; default 1
    public record Coordinator(Duration answerPatience, Duration devicePatience, Duration commitInterval,
            Integer streamThreads) {

        public Coordinator(
                @Nullable Duration answerPatience,
                @Nullable Duration devicePatience,
                @Nullable Duration commitInterval,
                @Nullable Integer streamThreads) {
            this.answerPatience = positive("coordinator.answerPatience", answerPatience,
                    Duration.ofSeconds(30));
            this.devicePatience = positive("coordinator.devicePatience", devicePatience,
                    Duration.ofSeconds(10));
            this.commitInterval = positive("coordinator.commitInterval", commitInterval,
                    Duration.ofMillis(50));
            this.streamThreads = positive("coordinator.streamThreads", streamThreads, 1);
        }

        /// Defaults.
        public static Coordinator defaults() {
            return new Coordinator(null, null, null, null);
        }

        /// The same with another commit interval.
        public Coordinator withCommitInterval(Duration interval) {
            return new Coordinator(answerPatience, devicePatience, interval, streamThreads);
        }
    }

    /// How to solve.
    ///
    /// @param threads solves at a time, 1 or more; default: one less than there are processors
    /// @param deadline longest time of one solve, shorter than the coordinator's patience; default 20 s
    /// @param instanceId name of this instance, the same after a restart and unlike that of any other;
    ///         default `1`
    public record Solver(Integer threads, Duration deadline, String instanceId) {

        public Solver(@Nullable Integer threads, @Nullable Duration deadline, @Nullable String instanceId) {
            this.threads = positive("solver.threads", threads,
                    Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
            this.deadline = positive("solver.deadline", deadline, Duration.ofSeconds(20));
            this.instanceId = instanceId == null ? "1" : instanceId;
            if (this.instanceId.isBlank()) {
                throw new IllegalArgumentException("solver.instanceId must not be blank");
            }
        }

        /// Defaults.
        public static Solver defaults() {
            return new Solver(null, null, null);
        }
    }

    /// How to plan microgrids. Patience is wall-clock time.
    ///
    /// @param threads plans at a time, 1 or more; default 1
    /// @param answerPatience how long an answer may take beyond the time limit of its proof; then the next request is made without
    ///         it; default 2 min
    /// @param responsePatience how long to wait for what a customer did on a day that is over; then it is learnt without, and
    ///         nobody waits for that customer again until it is heard; default 30 s
    /// @param skipOvertaken whether a request for the rest of a day that waits gives way to a newer one of the same day, so that plans
    ///         are never far behind, but depend on how fast they are made; default false
    /// @param commitInterval longest time a request waits for its transaction; default 100 ms
    public record Microgrid(Integer threads, Duration answerPatience, Duration responsePatience,
            Boolean skipOvertaken, Duration commitInterval) {

        public Microgrid(
                @Nullable Integer threads,
                @Nullable Duration answerPatience,
                @Nullable Duration responsePatience,
                @Nullable Boolean skipOvertaken,
                @Nullable Duration commitInterval) {
            this.threads = positive("microgrid.threads", threads, 1);
            this.answerPatience = positive("microgrid.answerPatience", answerPatience, Duration.ofMinutes(2));
            this.responsePatience = positive("microgrid.responsePatience", responsePatience,
                    Duration.ofSeconds(30));
            this.skipOvertaken = skipOvertaken != null && skipOvertaken;
            this.commitInterval = positive("microgrid.commitInterval", commitInterval,
                    Duration.ofMillis(100));
        }

        /// Defaults.
        public static Microgrid defaults() {
            return new Microgrid(null, null, null, null, null);
        }
    }

    private static Duration positive(String name, @Nullable Duration value, Duration otherwise) {
        if (value != null && !value.isPositive()) {
            throw new IllegalArgumentException("%s (%s) must be positive".formatted(name, value));
        }
        return value == null ? otherwise : value;
    }

    private static int positive(String name, @Nullable Integer value, int otherwise) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException("%s (%d) must be 1 or more".formatted(name, value));
        }
        return value == null ? otherwise : value;
    }
}
