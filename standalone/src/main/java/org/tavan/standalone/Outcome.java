package org.tavan.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tavan.standalone.summary.RunSummary;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Shows and keeps what a run achieved.
final class Outcome {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Outcome() {}

    static void print(RunSummary summary, boolean json) {
        System.out.println(json ? JSON.writeValueAsString(summary) : summary.text());
    }

    static void write(RunSummary summary, Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(summary) + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("The summary cannot be written to " + file + ": " + e.getMessage(),
                    e);
        }
    }
}
