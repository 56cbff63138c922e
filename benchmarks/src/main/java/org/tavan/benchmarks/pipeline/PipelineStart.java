package org.tavan.benchmarks.pipeline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.tavan.standalone.Main;

/// Seconds from the start of a JVM with `tavan up` to the first dispatch that it makes itself.
///
/// @param freshSeconds in an empty folder; the first days are lived through until there is a plan
/// @param afterKillSeconds in the same folder, after `kill -9` in full work
record PipelineStart(double freshSeconds, double afterKillSeconds) {
    private static final Pattern DISPATCHES = Pattern.compile("^tavan_dispatches_total\\{.*} [1-9]",
            Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WORK = Duration.ofSeconds(5);
    private static final long TURN_MILLIS = 20;
    private static final Duration TURN_MAX = Duration.ofSeconds(2);

    static PipelineStart measure(Path directory) throws IOException, InterruptedException {
        return new PipelineStart(start(directory), start(directory));
    }

    private static double start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        long started = System.nanoTime();
        var process = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                        "-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path"),
                        Main.class.getName(), "up", "--data-dir", directory.toString(), "--port",
                        Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("up.out").toFile())
                .start();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .timeout(TURN_MAX)
                    .build();
            while (!dispatches(client, request)) {
                if (!process.isAlive() || BrokerRates.seconds(started) > PATIENCE.toSeconds()) {
                    throw new IOException("tavan up made no dispatch; it said: "
                            + Files.readString(directory.resolve("up.out")));
                }
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            }
            double seconds = BrokerRates.seconds(started);
            TimeUnit.MILLISECONDS.sleep(WORK.toMillis());
            return seconds;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean dispatches(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return DISPATCHES.matcher(client.send(request, BodyHandlers.ofString()).body()).find();
        } catch (IOException _) {
            // not up yet
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
