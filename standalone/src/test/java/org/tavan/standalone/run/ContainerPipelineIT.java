package org.tavan.standalone.run;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.registry.RegistryBootstrap;
import org.tavan.registry.RegistryClient;
import org.tavan.registry.RegistryServer;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicSettings;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/// The same on a broker of its own in a container; skipped where there is no Docker.
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
class ContainerPipelineIT extends AbstractPipelineIT {
    @Container
    private static final KafkaContainer BROKER = new KafkaContainer("apache/kafka:4.3.1");

    private @Nullable RegistryServer registry;
    private @Nullable KafkaSettings settings;

    @BeforeAll
    void prepare(@TempDir Path directory) throws IOException {
        registry = RegistryServer.start(directory.resolve("registry.json"), 0);
        var prepared = KafkaSettings.of(BROKER.getBootstrapServers(), registry.url().toString());
        RegistryBootstrap.register(RegistryClient.of(prepared.serdeProperties()));
        try (var admin = Admin.create(prepared.clientProperties())) {
            TopicBootstrap.createAndVerify(admin, new TopicSettings(2, 2, (short) 1, Map.of()));
        }
        settings = prepared;
    }

    @AfterAll
    void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Override
    KafkaSettings kafka() {
        return requireNonNull(settings);
    }
}
