package org.tavan.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The state of a registry as one JSON file, replaced as a whole.
///
/// The file is written beside, forced to the disk and renamed, so that a crash at any instant leaves the old or the new
/// state, never a part: an id that was answered once keeps its meaning for ever.
final class SchemaFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    SchemaFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /// Reads the state; an absent file is an empty registry.
    ///
    /// @throws IllegalStateException if the file is there and is not a state
    SchemaStore.State read() {
        try {
            if (!Files.exists(file)) {
                return SchemaStore.State.EMPTY;
            }
            Content content = JSON.readValue(Files.readString(file), Content.class);
            List<Schema> schemas = content.schemas().stream().map(Schemas::parse).toList();
            content.subjects()
                    .forEach((subject, ids) -> ids.forEach(id -> requireKnown(subject, id, schemas.size())));
            return new SchemaStore.State(schemas, content.subjects(), content.compatibility(),
                    content.compatibilities());
        } catch (IOException | JacksonException | SchemaParseException | NullPointerException e) {
            throw new IllegalStateException(
                    "%s is not the file of a schema registry: %s. Restore it: topics hold records with its ids."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /// Replaces the file.
    void write(SchemaStore.State state) {
        var content = new Content(state.schemas().stream().map(Schema::toString).toList(), state.subjects(),
                state.compatibility(), state.compatibilities());
        byte[] bytes = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        Path directory = file.resolveSibling("");
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the schema registry to " + file, e);
        }
    }

    /// Makes the renaming survive a loss of power, where the file system can.
    private void forceDirectory() {
        try (FileChannel channel = FileChannel.open(file.resolveSibling(""), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows cannot open directories; its renaming is written through.
        }
    }

    private static void requireKnown(String subject, int id, int count) {
        if (id < 1 || id > count) {
            throw new SchemaParseException("subject %s has unknown schema id %d".formatted(subject, id));
        }
    }

    /// @param schemas the schema of id n at n − 1
    /// @param subjects ids of the versions of each subject, oldest first
    /// @param compatibility global level
    /// @param compatibilities levels of subjects
    private record Content(
            List<String> schemas,
            Map<String, List<Integer>> subjects,
            CompatibilityLevel compatibility,
            Map<String, CompatibilityLevel> compatibilities) {}
}
