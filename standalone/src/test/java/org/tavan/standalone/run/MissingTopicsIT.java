package org.tavan.standalone.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.standalone.broker.EmbeddedBroker;

/// A service against a broker that nobody has prepared.
class MissingTopicsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"streams", "solver"})
    void theServiceEndsAtOnceWithOneLineThatSaysWhatToDo(String command) throws Exception {
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"), _ -> {})) {
            var config = Files.writeString(directory.resolve("service.yaml"), """
                    kafka: {bootstrapServers: "%s", schemaRegistryUrl: "http://127.0.0.1:1"}
                    stateDir: %s
                    """.formatted(broker.bootstrapServers(), directory.resolve("state")));

            try (var service = Child.start(directory, List.of(command, config.toString()))) {
                boolean ended = service.ended(PATIENCE);

                assertTrue(ended);
                var said = service.errors().lines().findFirst().orElse("");
                assertTrue(said.startsWith("tavan: Topics are missing: tavan.communities.v1, ")
                        && said.contains(". Run ./tavan topics --bootstrap-servers"), service.errors());
            }
        }
    }
}
