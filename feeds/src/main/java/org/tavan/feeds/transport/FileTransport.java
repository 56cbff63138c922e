package org.tavan.feeds.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tavan.feeds.codec.Framing;

/// Reads a file, the files of a folder in the order of their names, or standard input.
///
/// | setting | meaning |
/// |---|---|
/// | `path` | file, folder, or `-` for standard input, needed |
/// | `follow` | `true`: waits for more at the end, also for further files of a folder; default `false` |
/// | `positionFile` | where the acknowledged position is kept, so that a restart goes on there; default: a restart begins anew |
///
/// A followed file that became shorter is read from its beginning. After a crash some lines may be sent again, none is lost.
public final class FileTransport implements FeedTransport {
    private static final int OPEN_MAX = 10_000;
    private static final int SAVE_EVERY = 1_000;
    private static final long LOOK_AGAIN_MS = 250;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private final AckWindow window = new AckWindow(OPEN_MAX);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean closed;
    private @Nullable Path positionFile;
    private boolean follow;
    private long handedOver;

    @Override
    public String id() {
        return "file";
    }

    @Override
    public CompletableFuture<Void> start(Map<String, String> values, Framing framing, FrameSink sink) {
        var settings = new Settings(id(), values, Set.of("path", "follow", "positionFile"));
        String path = settings.required("path");
        follow = settings.flag("follow");
        positionFile = settings.has("positionFile") ? Path.of(settings.required("positionFile")) : null;
        if (path.equals("-") && (follow || positionFile != null)) {
            throw new IllegalArgumentException(
                    "transport file: standard input ends by itself, expected neither follow nor positionFile");
        }
        if (!path.equals("-") && !Files.exists(Path.of(path))) {
            throw new IllegalArgumentException(
                    "transport file: path %s does not exist, expected a file, a folder or -".formatted(path));
        }
        Thread.ofVirtual().name("feed-file").start(() -> run(path, sink));
        return done;
    }

    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run(String path, FrameSink sink) {
        try {
            if (path.equals("-")) {
                readAll(System.in, new LineReader("standard input", 0, 0), "-", sink);
            } else {
                readFiles(Path.of(path), sink);
            }
            window.awaitAll();
            save();
            if (closed) {
                done.cancel(false);
            } else {
                done.complete(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void readFiles(Path path, FrameSink sink) throws IOException, InterruptedException {
        Checkpoint from = positionFile == null ? null : Checkpoint.load(positionFile).orElse(null);
        String last = from == null ? "" : from.file();
        while (!closed) {
            Optional<Path> file = next(path, last, from != null);
            if (file.isPresent()) {
                last = name(file.get());
                readFile(path, file.get(),
                        from != null && from.file().equals(last) ? from : new Checkpoint(0, 0, last), sink);
                from = null;
            } else if (follow) {
                pause();
            } else {
                return;
            }
        }
    }

    /// The file at or after the one named `last`.
    private static Optional<Path> next(Path path, String last, boolean inclusive) throws IOException {
        for (Path file : files(path)) {
            int order = name(file).compareTo(last);
            if (order > 0 || (inclusive && order == 0)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var files = Files.list(path)) {
            return files.filter(file -> Files.isRegularFile(file) && !name(file).startsWith("."))
                    .sorted(Comparator.comparing(FileTransport::name))
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void readFile(Path path, Path file, Checkpoint from, FrameSink sink)
            throws IOException, InterruptedException {
        Checkpoint begin = from.bytes() <= Files.size(file) ? from : new Checkpoint(0, 0, from.file());
        while (true) {
            try (var channel = FileChannel.open(file)) {
                channel.position(begin.bytes());
                var reader = new LineReader(file.toString(), begin.bytes(), begin.lines());
                if (!readFollowing(path, file, Channels.newInputStream(channel), reader, sink)) {
                    return;
                }
            }
            begin = new Checkpoint(0, 0, name(file));
        }
    }

    /// @return true if the file became shorter, so that it must be read anew
    private boolean readFollowing(Path path, Path file, InputStream in, LineReader reader, FrameSink sink)
            throws IOException, InterruptedException {
        while (!closed) {
            for (Frame frame = reader.next(in); frame != null && !closed; frame = reader.next(in)) {
                hand(frame, reader, name(file), sink);
            }
            if (!follow || next(path, name(file), false).isPresent()) {
                Frame rest = closed ? null : reader.rest();
                if (rest != null) {
                    hand(rest, reader, name(file), sink);
                }
                return false;
            }
            save();
            pause();
            try {
                if (Files.size(file) < reader.position()) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                pause();
            }
        }
        return false;
    }

    private void readAll(InputStream in, LineReader reader, String name, FrameSink sink)
            throws IOException, InterruptedException {
        for (Frame frame = reader.next(in); frame != null && !closed; frame = reader.next(in)) {
            hand(frame, reader, name, sink);
        }
        Frame rest = closed ? null : reader.rest();
        if (rest != null) {
            hand(rest, reader, name, sink);
        }
    }

    private void hand(Frame frame, LineReader reader, String name, FrameSink sink)
            throws IOException, InterruptedException {
        sink.accept(frame, window.enter(new Checkpoint(reader.position(), reader.lines(), name)));
        if (++handedOver % SAVE_EVERY == 0) {
            save();
        }
    }

    private void save() throws IOException {
        var safe = window.safe();
        if (positionFile != null && safe.isPresent()) {
            safe.get().save(positionFile);
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS);
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
