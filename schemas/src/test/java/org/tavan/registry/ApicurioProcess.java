package org.tavan.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A real Apicurio Registry in a process of its own, with its storage in memory.
final class ApicurioProcess implements AutoCloseable {
    private static final int START_SECONDS = 120;

    private final Process process;
    private final int port;

    private ApicurioProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it and waits until it answers.
    ///
    /// @param directory where `quarkus-run.jar` is
    static ApicurioProcess start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Path log = directory.resolveSibling("apicurio.log");
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC",
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port,
                // Its management interface would listen on every address otherwise.
                "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=" + freePort(),
                "-jar", directory.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var registry = new ApicurioProcess(process, port);
        try {
            registry.awaitAnswer(log);
        } catch (IOException | InterruptedException | RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    /// Root of the API that is compatible with Confluent's, v7.
    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    /// Root of its own API.
    URI ownUrl() {
        return URI.create("http://127.0.0.1:" + port + "/apis/registry/v3");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < START_SECONDS * 4; i++) {
                if (process.waitFor(250, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("Apicurio ended with %d:%n%s"
                            .formatted(process.exitValue(), Files.readString(log)));
                }
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException _) {
                    // It does not listen yet.
                }
            }
        }
        throw new IllegalStateException("Apicurio did not answer within %d s:%n%s"
                .formatted(START_SECONDS, Files.readString(log)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
