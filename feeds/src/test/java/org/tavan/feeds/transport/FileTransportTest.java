package org.tavan.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.feeds.codec.Framing;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class FileTransportTest {
    @TempDir
    private Path folder = Path.of("");

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<Acknowledgement> open = new ArrayList<>();

    @Test
    void theFilesOfAFolderAreReadInTheOrderOfTheirNames() throws Exception {
        Files.writeString(folder.resolve("b.jsonl"), "3\n4");
        Files.writeString(folder.resolve("a.jsonl"), "1\n\n2\n");
        Files.writeString(folder.resolve(".hidden"), "0\n");

        new FileTransport().start(Map.of("path", folder.toString()), Framing.LINES, this::acknowledge).get();

        assertEquals(List.of("1", "2", "3", "4"), List.copyOf(lines));
    }

    @Test
    void afterARestartOnlyWhatWasNotAcknowledgedIsReadAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n4\n");
        var settings = Map.of("path", file.toString(), "positionFile", folder.resolve("position").toString());
        var first = new FileTransport();
        var end = first.start(settings, Framing.LINES, this::keep);
        for (int i = 0; i < 4; i++) {
            lines.take();
        }
        synchronized (open) {
            open.get(0).acknowledged(1, 0);
            open.get(2).acknowledged(1, 0);
            open.get(1).acknowledged(1, 0);
            open.get(3).failed(new IOException("broker gone"));
        }
        assertInstanceOf(IOException.class, assertThrows(ExecutionException.class, end::get).getCause());
        assertFalse(Files.exists(folder.resolve("position")),
                "nothing is saved after a failure, so lines repeat and none is lost");

        new FileTransport().start(settings, Framing.LINES, this::acknowledge).get();
        assertEquals(List.of("1", "2", "3", "4"), List.copyOf(lines));
        lines.clear();
        Files.writeString(file, "5\n", StandardOpenOption.APPEND);
        new FileTransport().start(settings, Framing.LINES, this::acknowledge).get();

        assertEquals(List.of("5"), List.copyOf(lines));
        assertTrue(Files.readString(folder.resolve("position")).startsWith("10 5 a.jsonl"));
    }

    @Test
    void theInputIsAtItsEndOnlyWhenEverythingIsAcknowledged() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n");

        var end = new FileTransport().start(Map.of("path", file.toString()), Framing.LINES, this::keep);
        lines.take();
        lines.take();
        assertFalse(end.isDone());
        synchronized (open) {
            open.getLast().acknowledged(1, 0);
        }
        assertFalse(end.isDone());
        synchronized (open) {
            open.getFirst().acknowledged(1, 0);
        }

        end.get();
    }

    @Test
    void aFollowedFileIsReadOnAsItGrowsAndAnewWhenItShrinks() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "1\nhal");
        var transport = new FileTransport();

        var end = transport.start(Map.of("path", file.toString(), "follow", "true"), Framing.LINES,
                this::acknowledge);
        assertEquals("1", lines.take());
        Files.writeString(file, "f\n", StandardOpenOption.APPEND);
        assertEquals("half", lines.take());
        Files.writeString(file, "new\n");
        assertEquals("new", lines.take());
        transport.close();

        assertThrows(java.util.concurrent.CancellationException.class, end::get);
    }

    @Test
    void wrongSettingsAreTold() {
        var wrong = assertThrows(IllegalArgumentException.class,
                () -> new FileTransport().start(Map.of("path", "/nowhere/at/all"), Framing.LINES,
                        this::acknowledge));
        assertTrue(String.valueOf(wrong.getMessage()).contains("/nowhere/at/all"));
        assertThrows(IllegalArgumentException.class, () -> new FileTransport()
                .start(Map.of("path", "-", "follow", "true"), Framing.LINES, this::acknowledge));
        assertThrows(IllegalArgumentException.class,
                () -> new FileTransport().start(Map.of("Path", "-"), Framing.LINES, this::acknowledge));
    }

    private void acknowledge(Frame frame, Acknowledgement acknowledgement) {
        lines.add(new String(frame.bytes(), StandardCharsets.UTF_8));
        acknowledgement.acknowledged(1, 0);
    }

    private void keep(Frame frame, Acknowledgement acknowledgement) {
        synchronized (open) {
            open.add(acknowledgement);
        }
        lines.add(new String(frame.bytes(), StandardCharsets.UTF_8));
    }
}
