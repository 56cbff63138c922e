package org.tavan.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tavan.config.ConfigurationException;
import org.tavan.config.KafkaSettings;
import org.tavan.config.StrictYaml;
import org.tavan.solver.api.ConsoleConfig;

class SolverServiceConfigTest {
    private static final String KAFKA = """
            kafka: {bootstrapServers: "127.0.0.1:9092", schemaRegistryUrl: "http://127.0.0.1:8081"}
            stateDir: state
            """;

    private static SolverServiceConfig read(String more) {
        return StrictYaml.read("solver.yaml", KAFKA + more, SolverServiceConfig.class);
    }

    @Test
    void whatIsLeftOutHasTheDefault() {
        SolverServiceConfig config = read("");

        assertEquals(
                SolverServiceConfig.of(KafkaSettings.of("127.0.0.1:9092", "http://127.0.0.1:8081"),
                        Path.of("state")),
                config);
        assertEquals(Duration.ofSeconds(30), config.coordinator().answerPatience());
        assertEquals(Duration.ofMillis(50), config.coordinator().commitInterval());
        assertTrue(config.solver().threads() >= 1);
    }

    @Test
    void whatIsGivenWins() {
        SolverServiceConfig config = read("""
                coordinator: {devicePatience: 2s}
                solver: {threads: 3, deadline: 5s, instanceId: left}
                microgrid: {answerPatience: 40s, skipOvertaken: true}
                """);

        assertEquals(Duration.ofSeconds(2), config.coordinator().devicePatience());
        assertEquals(new SolverServiceConfig.Solver(3, Duration.ofSeconds(5), "left"), config.solver());
        assertEquals(
                new SolverServiceConfig.Microgrid(1, Duration.ofSeconds(40), Duration.ofSeconds(30), true,
                        Duration.ofMillis(100)),
                config.microgrid());
    }

    @Test
    void theConsoleIsServedOnlyIfAFileSaysSo() {
        assertNull(read("").console());
        assertEquals(ConsoleConfig.defaults().withPort(9090), read("console: {port: 9090}").console());
        assertThrows(ConfigurationException.class, () -> read("console: {bindAddress: 0.0.0.0}"));
    }

    @Test
    void aDeadlineBeyondThePatienceIsRefused() {
        var refusal = assertThrows(ConfigurationException.class, () -> read("solver: {deadline: 60s}"));

        assertTrue(String.valueOf(refusal.getMessage())
                .contains("must be shorter than coordinator.answerPatience"));
    }

    @Test
    void unknownKeysAndWrongNumbersAreRefused() {
        assertThrows(ConfigurationException.class, () -> read("colour: red"));
        assertThrows(ConfigurationException.class, () -> read("solver: {threads: 0}"));
        assertThrows(ConfigurationException.class, () -> read("coordinator: {commitInterval: 0ms}"));
        assertThrows(ConfigurationException.class, () -> read("microgrid: {responsePatience: 0s}"));
        assertThrows(ConfigurationException.class,
                () -> StrictYaml.read("solver.yaml", "stateDir: state", SolverServiceConfig.class));
    }
}
