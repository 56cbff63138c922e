package org.tavan.standalone;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.tavan.config.KafkaSettings;
import org.tavan.registry.RegistryBootstrap;
import org.tavan.registry.RegistryClient;
import org.tavan.topic.TopicBootstrap;
import org.tavan.topic.TopicSettings;
import org.tavan.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tavan topics`: the catalogue; with a cluster, creates what is missing and verifies the rest.
@Command(name = "topics", mixinStandardHelpOptions = true, description = "Prints the topics; with --bootstrap-servers creates and "
        + "verifies them and registers their schemas.")
final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "cluster to prepare")
    private @Nullable String bootstrapServers;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "schema registry to prepare")
    private @Nullable String schemaRegistry;

    @Option(names = "--partitions", description = "partitions of every topic (default: ${DEFAULT-VALUE})", defaultValue = "6")
    private int partitions = 6;

    @Option(names = "--replication-factor", description = "copies; -1: the broker's default (default: ${DEFAULT-VALUE})", defaultValue = "-1")
    private short replicationFactor = -1;

    @Override
    public Integer call() {
        if (bootstrapServers != null) {
            try (var admin = Admin
                    .create(KafkaSettings.of(bootstrapServers, "mock://unused").clientProperties())) {
                TopicBootstrap.createAndVerify(admin,
                        new TopicSettings(partitions, partitions, replicationFactor, Map.of()));
            }
        }
        if (schemaRegistry != null) {
            RegistryBootstrap.register(RegistryClient.of(Map.of("schema.registry.url", schemaRegistry)));
        }
        Topics.all()
                .forEach(topic -> System.out.printf("%-32s %-8s %-12s %s%n", topic.name(), topic.cleanup(),
                        topic.keyKind(), topic.description()));
        return 0;
    }
}
