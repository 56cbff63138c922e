package org.tavan.streams.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryTest {
    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenIsRead(int seed) {
        var random = new Random(seed);
        var out = new BinaryWriter();
        var longs = random.longs(300).map(value -> value >> random.nextInt(64)).toArray();
        for (long value : longs) {
            out.putLong(value)
                    .putDouble(value / 3.0)
                    .putFixed(value)
                    .putText("ä" + value)
                    .putByte((int) value);
        }

        var in = new BinaryReader(out.toBytes());

        for (long value : longs) {
            assertEquals(value, in.getLong());
            assertEquals(value / 3.0, in.getDouble());
            assertEquals(value, in.getFixed());
            assertEquals("ä" + value, in.getText());
            assertEquals((int) value & 0xFF, in.getByte());
        }
    }

    @Test
    void anotherVersionIsNotReadAsIfItWereThisOne() {
        var in = new BinaryReader(new byte[]{9});

        assertThrows(IllegalStateException.class, () -> in.expectVersion(1));
    }
}
