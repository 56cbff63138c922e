package org.tavan.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/// A process of its own that registers schemas and prints each id it was answered, until it is killed.
final class CrashingRegistry {
    private CrashingRegistry() {}

    public static void main(String[] arguments) throws IOException {
        try (RegistryServer server = RegistryServer.start(Path.of(arguments[0]), 0)) {
            RegistryClient client = RegistryClient.of(Map.of("schema.registry.url", server.url().toString()));
            for (int i = 1; i < 100_000; i++) {
                System.out.println(client.register("s" + i, schema(i)));
            }
        }
    }

    static Schema schema(int number) {
        return Schema.createEnum("Number" + number, null, "org.tavan.test", List.of("A"));
    }
}
