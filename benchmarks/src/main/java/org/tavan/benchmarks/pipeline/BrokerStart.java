package org.tavan.benchmarks.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.tavan.standalone.broker.EmbeddedBroker;

/// Seconds from the start of a JVM to a broker that takes requests.
///
/// @param freshSeconds in an empty folder
/// @param afterKillSeconds in the same folder, after `kill -9`
/// @param afterCloseSeconds in the same folder, after an orderly end
record BrokerStart(double freshSeconds, double afterKillSeconds, double afterCloseSeconds) {
    private static final String READY = "ready";

    static BrokerStart measure(Path directory) throws IOException, InterruptedException {
        return new BrokerStart(start(directory, true), start(directory, false), start(directory, false));
    }

    /// @param kill how it ends: killed, or asked to
    private static double start(Path directory, boolean kill) throws IOException, InterruptedException {
        long started = System.nanoTime();
        var process = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-Dtavan.log.dir=" + directory, "-cp",
                        System.getProperty("java.class.path"),
                        BrokerStart.class.getName(), directory.toString()))
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); !READY.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new IOException("the broker did not start");
                }
            }
            double seconds = BrokerRates.seconds(started);
            if (kill) {
                process.destroyForcibly().waitFor();
            } else {
                process.getOutputStream().close();
                process.waitFor();
            }
            return seconds;
        }
    }

    /// The process that is measured: a broker until standard input ends.
    public static void main(String[] arguments) throws IOException {
        try (var broker = EmbeddedBroker.start(Path.of(arguments[0]), _ -> {})) {
            System.out.println(broker.bootstrapServers());
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // until the parent closes
            }
        }
        System.exit(0);
    }
}
