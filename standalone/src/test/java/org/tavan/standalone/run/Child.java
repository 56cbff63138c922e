package org.tavan.standalone.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The launcher's command in a JVM of its own, so that it can be killed.
final class Child implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final int LOG_LINES = 60;

    private final List<String> arguments;
    private final Path directory;
    private final Process process;
    private final Path output;
    private final Path errors;

    private Child(List<String> arguments, Path directory, Process process, Path output, Path errors) {
        this.arguments = arguments;
        this.directory = directory;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /// @param directory of its output; its logs are below it too, if its data folder is
    static Child start(Path directory, List<String> arguments) throws IOException {
        Files.createDirectories(directory);
        var output = Files.createTempFile(directory, "child", ".out");
        var errors = Files.createTempFile(directory, "child", ".err");
        var command = new ArrayList<>(
                List.of(JAVA.resolve("java").toString(), "-Xmx768m", "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                        // Its own log file in its data folder, rather than that of the tests.
                        "-Dlog4j2.configurationFile=classpath:log4j2.xml", "-cp",
                        System.getProperty("java.class.path"), "org.tavan.standalone.Main"));
        command.addAll(arguments);
        return new Child(arguments, directory,
                new ProcessBuilder(command).redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start(),
                output, errors);
    }

    boolean ended(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits until it has ended with exit code 0.
    ///
    /// @throws AssertionError if it does not, with all that tells why
    void awaitSuccess(Duration patience) throws IOException, InterruptedException {
        if (!ended(patience)) {
            throw new AssertionError("not ended within %s: %s".formatted(patience, report()));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("ended with exit code %d: %s".formatted(process.exitValue(), report()));
        }
    }

    /// Returns while it runs.
    ///
    /// @throws AssertionError if it has ended, with all that tells why
    void requireAlive() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("ended with exit code %d: %s".formatted(process.exitValue(), report()));
        }
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// Waits until standard error has the text.
    void awaitErrors(String text, Duration patience) throws IOException, InterruptedException {
        await(errors, text, patience);
    }

    /// Waits until standard output has the text.
    void awaitOutput(String text, Duration patience) throws IOException, InterruptedException {
        await(output, text, patience);
    }

    private void await(Path file, String text, Duration patience) throws IOException, InterruptedException {
        long turns = patience.toMillis() / 50;
        while (!Files.readString(file).contains(text)) {
            if (turns-- == 0 || !process.isAlive()) {
                throw new AssertionError("'%s' did not appear: %s".formatted(text, report()));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /// Command, standard error, end of its logs and, if it runs, its threads.
    private String report() throws IOException, InterruptedException {
        var text = new StringBuilder("%s%n--- standard error%n%s".formatted(arguments, errors()));
        for (var log : logs()) {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            text.append("%n--- end of %s%n".formatted(directory.relativize(log)));
            lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                    .forEach(line -> text.append(line).append(System.lineSeparator()));
        }
        return process.isAlive()
                ? text.append("%n--- threads%n".formatted()).append(threads()).toString()
                : text.toString();
    }

    private List<Path> logs() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("tavan.log")).sorted().toList();
        }
    }

    /// Stacks of its threads, those that only wait inside the broker left out.
    private String threads() throws IOException, InterruptedException {
        var dump = Files.createTempFile(directory, "child", ".threads");
        var jstack = new ProcessBuilder(JAVA.resolve("jstack").toString(), Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(dump.toFile())
                .start();
        jstack.waitFor(30, TimeUnit.SECONDS);
        return Arrays.stream(Files.readString(dump).split("\n\n"))
                .filter(stack -> stack.contains("org.tavan") || stack.contains("StreamThread")
                        || stack.contains("StateUpdater"))
                .collect(Collectors.joining("\n\n"));
    }
}
