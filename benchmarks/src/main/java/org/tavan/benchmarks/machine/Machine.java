package org.tavan.benchmarks.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a measurement was made, and of which sources.
///
/// @param processor as the kernel names it
/// @param loadAverage of the machine over the last minute, this benchmark included
public record Machine(String processor, int cores, String jdk, String system, double loadAverage) {

    /// {@return the machine that this JVM runs on}
    public static Machine here() throws IOException {
        var information = Path.of("/proc/cpuinfo");
        var processor = Files.exists(information)
                ? Files.readAllLines(information)
                        .stream()
                        .filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse("unknown")
                : System.getProperty("os.arch");
        return new Machine(processor, Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// {@return the commit of the sources that the launcher built, with a plus if they were changed since}
    public static String commit() throws IOException, InterruptedException {
        var process = new ProcessBuilder("git", "-C", System.getProperty("tavan.home", "."), "describe",
                "--always",
                "--dirty=+").redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? said : "unknown";
    }
}
