package org.tavan.feeds.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// How far a file has been read and acknowledged.
///
/// @param bytes bytes of it that are safe
/// @param lines lines of it that are safe
/// @param file name of the file, without its folder
record Checkpoint(long bytes, long lines, String file) {

    /// Reads what [#save] wrote; empty if nothing was saved yet.
    ///
    /// @throws IllegalArgumentException if the file is not a checkpoint
    static Optional<Checkpoint> load(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        String[] parts = Files.readString(path).strip().split(" ", 3);
        try {
            return Optional.of(new Checkpoint(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "positionFile %s is no checkpoint, expected <bytes> <lines> <file>; delete it to begin anew"
                            .formatted(path),
                    e);
        }
    }

    /// Replaces what was saved, at once or not at all.
    void save(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(fresh, "%d %d %s%n".formatted(bytes, lines, file));
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
