package org.tavan.serde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Reading;
import org.tavan.schema.SolveRequest;
import org.tavan.topic.Topics;

class RecordHashTest {
    /// Expected values come from another implementation of the Avro specification.
    @Test
    void theHashIsThatOfTheAvroBinary() {
        Reading reading = Samples.reading(1);
        var bytes = new ByteArrayOutputStream();

        RecordHash.write(reading, bytes);

        assertEquals("2c64736d723a453030343430303731333136353036313812312d303a312e"
                + "382e30020202020000c0f0c8baff5de08fc9baff5d02000e67617465776179",
                HexFormat.of().formatHex(bytes.toByteArray()));
        assertEquals("ef72e11ef2605adb898232315d3bb939611a6eb54d3f49aa1873ee310695d5fd",
                RecordHash.sha256(reading));
    }

    @Test
    void theHashSurvivesTheWire() {
        SolveRequest request = Samples.random(Topics.SOLVE_REQUESTS, new Random(4));
        var serde = TavanSerdes.of(KafkaSettings.of("unused:1", "mock://hash")).value(Topics.SOLVE_REQUESTS);

        SolveRequest read = serde.deserializer().deserialize("t", serde.serializer().serialize("t", request));

        assertEquals(RecordHash.sha256(request), RecordHash.sha256(read));
    }

    @Test
    void theHashDependsOnWhatIsSaidAndNotOnTheKindOfList() {
        SolveRequest request = Samples.random(Topics.SOLVE_REQUESTS, new Random(4));
        SolveRequest same = SolveRequest.newBuilder(request)
                .setRealTimeBuyCentsPerKwh(List.copyOf(request.getRealTimeBuyCentsPerKwh()))
                .build();
        var more = new ArrayList<>(request.getRealTimeBuyCentsPerKwh());
        more.add(1.0);
        SolveRequest other = SolveRequest.newBuilder(request).setRealTimeBuyCentsPerKwh(more).build();

        assertEquals(RecordHash.sha256(request), RecordHash.sha256(same));
        assertNotEquals(RecordHash.sha256(request), RecordHash.sha256(other));
    }
}
