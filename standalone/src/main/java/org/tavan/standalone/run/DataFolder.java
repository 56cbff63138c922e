package org.tavan.standalone.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;
import org.tavan.standalone.broker.EmbeddedBroker;

/// The folder of one run: `broker`, `registry.json`, `state` of the streams, `tavan.log`, `summary.json`, `source.json`. It holds all that a run remembers.
public record DataFolder(Path path) {
    private static final String MARK = "tavan-run";

    /// Opens the folder of a run in a data folder, and makes it if absent.
    public static DataFolder open(Path dataDirectory, String run) {
        var path = dataDirectory.resolve(run).toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            if (!Files.exists(path.resolve(MARK))) {
                Files.createFile(path.resolve(MARK));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s: cannot be used as a data folder: %s".formatted(dataDirectory, e));
        }
        return new DataFolder(path);
    }

    /// Removes the folders of all runs below a data folder, and nothing else.
    ///
    /// @return their names
    /// @throws org.tavan.standalone.broker.DirectoryInUseException if one is in use
    public static List<String> removeAll(Path dataDirectory) {
        if (!Files.isDirectory(dataDirectory)) {
            return List.of();
        }
        try (var children = Files.list(dataDirectory)) {
            var runs = children.filter(child -> Files.exists(child.resolve(MARK)))
                    .sorted()
                    .map(DataFolder::new)
                    .toList();
            runs.forEach(DataFolder::remove);
            return runs.stream().map(run -> String.valueOf(run.path.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes everything in the folder and the folder.
    ///
    /// @throws org.tavan.standalone.broker.DirectoryInUseException if a process uses it
    public void remove() {
        EmbeddedBroker.requireUnused(broker());
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder %s cannot be removed: %s".formatted(path, e), e);
        }
    }

    public Path broker() {
        return path.resolve("broker");
    }

    public Path registry() {
        return path.resolve("registry.json");
    }

    public Path state() {
        return path.resolve("state");
    }

    public Path source() {
        return path.resolve("source.json");
    }

    public Path summary() {
        return path.resolve("summary.json");
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
