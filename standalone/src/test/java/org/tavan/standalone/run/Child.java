package org.tavan.standalone.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The launcher's command in a JVM of its own, so that it can be killed.
final class Child implements AutoCloseable {
    private final Process process;
    private final Path output;
    private final Path errors;

    private Child(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Child start(Path directory, String... arguments) throws IOException {
        Files.createDirectories(directory);
        var output = Files.createTempFile(directory, "child", ".out");
        var errors = Files.createTempFile(directory, "child", ".err");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
                        "org.tavan.standalone.Main"));
        command.addAll(List.of(arguments));
        return new Child(
                new ProcessBuilder(command).redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start(),
                output, errors);
    }

    boolean ended(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    int exitCode() {
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// Waits until standard error has the text.
    void awaitErrors(String text, Duration patience) throws IOException, InterruptedException {
        long turns = patience.toMillis() / 100;
        while (!errors().contains(text)) {
            if (turns-- == 0 || !process.isAlive()) {
                throw new AssertionError("'%s' did not appear: %s".formatted(text, errors()));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
