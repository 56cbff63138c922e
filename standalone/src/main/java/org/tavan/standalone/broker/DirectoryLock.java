package org.tavan.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Exclusive use of a folder. The operating system gives the lock back however the process ends, so none is ever stale;
/// the number of the owning process stands in the file for the message only.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(directory.resolve("owner.pid"), StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                var owner = read(channel);
                channel.close();
                throw new DirectoryInUseException(directory, owner);
            }
            var pid = StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid()));
            channel.truncate(0).write(pid, 0);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder %s cannot be written: %s".formatted(directory, e),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable
            Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }
}
