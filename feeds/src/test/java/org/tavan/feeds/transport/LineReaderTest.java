package org.tavan.feeds.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineReaderTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void linesAreTheSameHoweverTheBytesArrive(int seed) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder();
        var expected = new ArrayList<String>();
        int lines = random.nextInt(60);
        for (int i = 1; i <= lines; i++) {
            String line = "x".repeat(random.nextInt(3) == 0 ? 0 : random.nextInt(200));
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
            if (!line.isEmpty()) {
                expected.add(i + " " + line);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        var reader = new LineReader("test", 0, 0);

        var found = read(reader, trickling(bytes, random));

        assertEquals(expected, found);
        assertEquals(lines, reader.lines());
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() throws IOException {
        byte[] bytes = ("a".repeat(3 * Frame.BYTES_MAX) + "\nnext\n").getBytes(StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(bytes);
        var reader = new LineReader("test", 0, 0);

        Frame first = reader.next(in);
        Frame second = reader.next(in);

        assertTrue(first != null && first.tooLarge() && first.bytes().length == Frame.BYTES_MAX
                && first.length() == 3L * Frame.BYTES_MAX);
        assertTrue(second != null && new String(second.bytes(), StandardCharsets.UTF_8).equals("next"));
        assertEquals(bytes.length, reader.position());
    }

    @Test
    void aLineOfExactlyTheLimitIsWhole() throws IOException {
        var in = new ByteArrayInputStream(
                ("a".repeat(Frame.BYTES_MAX) + "\r\nb\n").getBytes(StandardCharsets.UTF_8));
        var reader = new LineReader("test", 0, 0);

        Frame first = reader.next(in);

        assertTrue(first != null && !first.tooLarge() && first.bytes().length == Frame.BYTES_MAX,
                String.valueOf(first));
    }

    static IntStream seeds() {
        return IntStream.range(0, 50);
    }

    private static List<String> read(LineReader reader, InputStream in) throws IOException {
        var found = new ArrayList<String>();
        for (Frame frame = reader.next(in); frame != null; frame = reader.next(in)) {
            found.add(frame.position() + " " + new String(frame.bytes(), StandardCharsets.UTF_8));
        }
        return found;
    }

    private static InputStream trickling(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into) {
                return read(into, 0, 1 + random.nextInt(7));
            }
        };
    }
}
