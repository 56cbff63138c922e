package org.tavan.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.customer.CustomerBehaviour;
import org.tavan.simulator.device.DeviceFault;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.topic.ProsumerKey;

class SimulatorConfigTest {
    private static final String KAFKA = """
            kafka: {bootstrapServers: "127.0.0.1:9092", schemaRegistryUrl: "http://127.0.0.1:8081"}
            """;
    private static final Instant FROM = Instant.parse("2025-03-02T00:00:00Z");
    private static final Instant TO = Instant.parse("2025-03-03T00:00:00Z");

    @Test
    void aSyntheticCommunityWithFaultsAndDevicesIsRead() {
        SimulatorConfig config = read(
                """
                        synthetic:
                          seed: 7
                          firstDay: 2025-03-01
                          intervalMinutes: 15
                          faults:
                            - {meterId: sim:tehran/home-1/load, kind: SPIKE, from: 2025-03-02T00:00:00Z, to: 2025-03-03T00:00:00Z}
                          tuning: {epsilon: 0.1}
                        hoursPerSecond: 2
                        publish: {transactional: false, lookAhead: 3d}
                        devices:
                          stateFolder: state
                          faults:
                            - prosumer: {communityId: tehran, prosumerId: home-1}
                              kind: DERATED
                              from: 2025-03-02T00:00:00Z
                              to: 2025-03-03T00:00:00Z
                        """);

        assertNotNull(config.synthetic());
        assertEquals(LocalDate.of(2025, 3, 1), config.synthetic().firstDay());
        assertEquals(10, config.synthetic().prosumers());
        assertEquals(List.of(0, 5, 10), config.synthetic().heartbeatMinutes());
        assertEquals(List.of(new Fault("sim:tehran/home-1/load", FaultKind.SPIKE, FROM, TO)),
                config.synthetic().faults());
        assertEquals(0.1, config.synthetic().tuning().epsilon());
        assertEquals(90, config.synthetic().tuning().windowDays());
        assertNotNull(config.publish());
        assertEquals(Duration.ofDays(3), config.publish().lookAhead());
        assertNotNull(config.devices());
        assertEquals(
                List.of(new DeviceFault(new ProsumerKey("tehran", "home-1"), DeviceFault.Kind.DERATED, FROM,
                        TO)),
                config.devices().faults());
    }

    @Test
    void aMicrogridAndItsCustomersAreReadAndWhatIsLeftOutHasTheDefault() {
        SimulatorConfig config = read("""
                synthetic: {seed: 1, firstDay: 2025-03-01, microgridFrom: 2025-03-05}
                customers: {stateFolder: state, behaviour: {elasticityFactor: 0.5}}
                """);

        assertNotNull(config.synthetic());
        assertEquals(LocalDate.of(2025, 3, 5), config.synthetic().microgridFrom());
        assertNotNull(config.customers());
        assertEquals(new CustomerBehaviour(1L, 0.5, 0.3, 0.05, 0.9, 0.15, 0.05),
                config.customers().behaviour());
    }

    @Test
    void aReplayIsNamedByItsFile() {
        assertEquals(Path.of("examples", "cambridge-2019-2022.yaml"),
                read("replay: examples/cambridge-2019-2022.yaml").replay());
    }

    @Test
    void nothingToDoAndTwoSourcesAreRefused() {
        assertRefused("nothing to do", "");
        assertRefused("at most one", "synthetic: {seed: 1, firstDay: 2025-03-01}\nreplay: a.yaml\n");
    }

    @Test
    void valuesOutOfRangeAreRefusedWithTheirPlace() {
        assertRefused("intervalMinutes (7)",
                "synthetic: {seed: 1, firstDay: 2025-03-01, intervalMinutes: 7}\n");
        assertRefused("microgridFrom (2025-02-28)",
                "synthetic: {seed: 1, firstDay: 2025-03-01, microgridFrom: 2025-02-28}\n");
        assertRefused("refusal (2.0)", "customers: {stateFolder: state, behaviour: {refusal: 2}}\n");
        assertRefused("firstDay is missing", "synthetic: {seed: 1}\n");
        assertRefused("heartbeatMinutes", """
                synthetic: {seed: 1, firstDay: 2025-03-01, heartbeatMinutes: [0, 60]}
                """);
    }

    private static SimulatorConfig read(String text) {
        return StrictYaml.read("simulator.yaml", KAFKA + text, SimulatorConfig.class);
    }

    private static void assertRefused(String part, String text) {
        var exception = assertThrows(ConfigurationException.class, () -> read(text));
        String message = String.valueOf(exception.getMessage());
        assertTrue(message.startsWith("simulator.yaml:") && message.contains(part), message);
    }
}
