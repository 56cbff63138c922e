package org.tavan.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerTest extends RegistryContract {
    private final Path file;
    private RegistryServer server;

    RegistryServerTest(@TempDir Path directory) throws IOException {
        file = directory.resolve("registry/schemas.json");
        server = RegistryServer.start(file, 0);
    }

    @BeforeEach
    void isFullTransitiveFromTheStart() {
        assertEquals(CompatibilityLevel.FULL_TRANSITIVE, client().compatibility());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected URI url() {
        return server.url();
    }

    @Test
    void idsSurviveARestart() throws IOException {
        int one = client().register("a-value", ONE);
        int two = client().register("a-value", TWO);
        client().setCompatibility("a-value", CompatibilityLevel.NONE);

        server.close();
        server = RegistryServer.start(file, 0);

        assertEquals(ONE, client().schema(one));
        assertEquals(new RegisteredSchema("a-value", 2, two, TWO), client().latest("a-value"));
        assertEquals(CompatibilityLevel.NONE, client().compatibility("a-value"));
        assertEquals(3, client().register("b-value", WITH_REQUIRED));
    }

    /// Kills a registry that is registering as fast as it can, and looks for every id that it had answered.
    @Test
    void idsThatWereAnsweredSurviveAKill() throws Exception {
        Path killed = file.resolveSibling("killed.json");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), CrashingRegistry.class.getName(),
                killed.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var answered = new ArrayList<Integer>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answered.add(Integer.valueOf(line));
                if (answered.size() == 100) {
                    process.toHandle().destroyForcibly();
                }
            }
        }

        try (RegistryServer after = RegistryServer.start(killed, 0)) {
            RegistryClient client = RegistryClient.of(Map.of("schema.registry.url", after.url().toString()));

            assertTrue(answered.size() >= 100, "answered " + answered.size());
            for (int id : answered) {
                assertEquals(CrashingRegistry.schema(id), client.schema(id));
            }
        }
    }

    @Test
    void aDamagedFileIsRefusedByName() throws IOException {
        Path damaged = Files.writeString(file.resolveSibling("damaged.json"),
                "{\"schemas\":[\"\\\"long\\\"\"");

        var refusal = assertThrows(IllegalStateException.class, () -> RegistryServer.start(damaged, 0));

        assertTrue(
                String.valueOf(refusal.getMessage())
                        .startsWith(damaged + " is not the file of a schema registry"),
                refusal.getMessage());
    }

    @Test
    void aRefusalSaysWhichVersionAndWhichField() {
        client().register("a-value", ONE);

        CompatibilityCheck check = client().check("a-value", WITH_REQUIRED);

        assertEquals(List.of(
                "the new schema cannot read version 1: READER_FIELD_MISSING_DEFAULT_VALUE at /fields/1: unit"),
                check.messages());
    }

    @Test
    void aVersionThatIsNoNumberIs42202() {
        client().register("a-value", ONE);

        String answer = send("GET", "/subjects/a-value/versions/zero", "").body();

        assertTrue(answer.contains("42202"), answer);
    }

    @Test
    void aBodyThatIsTooLargeIs413() {
        String body = "x".repeat(RegistryServer.BODY_MAX_BYTES + 1);

        int status = send("POST", "/subjects/a-value/versions", body).statusCode();

        assertEquals(413, status);
    }

    @Test
    void anotherMethodIs405AndABodyThatIsNotJsonIs400() {
        List<Integer> statuses = List.of(
                send("DELETE", "/subjects/a-value/versions", "").statusCode(),
                send("POST", "/mode", "{}").statusCode(),
                send("POST", "/subjects/a-value/versions", "{").statusCode());

        assertEquals(List.of(405, 405, 400), statuses);
    }

    @Test
    void itSaysThatItIsWritableAndServesAvro() {
        assertEquals("{\"mode\":\"READWRITE\"}", send("GET", "/mode", "").body());
        assertEquals("[\"AVRO\"]", send("GET", "/schemas/types", "").body());
    }

    @Test
    void aSubjectMayHaveAnyName() {
        String subject = "a/b c%2F+d-value";

        client().register(subject, ONE);

        assertEquals(List.of(subject), client().subjects());
        assertEquals(1, client().latest(subject).version());
    }
}
