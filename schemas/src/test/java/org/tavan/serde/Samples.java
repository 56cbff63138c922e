package org.tavan.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Reading;
import org.tavan.schema.Unit;
import org.tavan.topic.Topic;

/// Records to test with.
public final class Samples {
    private Samples() {}

    /// A reading of a cumulative register.
    public static Reading reading(long mantissa) {
        return Reading.newBuilder()
                .setMeterId("dsmr:E0044007131650618")
                .setRegister("1-0:1.8.0")
                .setAccumulation(Accumulation.BULK_QUANTITY)
                .setUnit(Unit.WH)
                .setMantissa(mantissa)
                .setReadingTime(Instant.parse("2021-03-04T05:15:00Z"))
                .setKnowledgeTime(Instant.parse("2021-03-04T05:15:02Z"))
                .setSource("gateway")
                .build();
    }

    /// A record of a topic with random values in every field.
    public static <V extends SpecificRecord> V random(Topic<V> topic, RandomGenerator random) {
        return topic.valueType().cast(specific(topic.schema(), random));
    }

    /// A generic record of any schema with random values in every field.
    public static GenericRecord generic(Schema schema, RandomGenerator random) {
        return (GenericRecord) Objects.requireNonNull(plain(schema, random));
    }

    private static Object specific(Schema schema, RandomGenerator random) {
        try {
            GenericRecord generic = generic(schema, random);
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(generic, encoder);
            var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
            return new SpecificDatumReader<>(schema, schema, new RecordModel(schema))
                    .read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object plain(Schema schema, RandomGenerator random) {
        return switch (schema.getType()) {
            case RECORD -> {
                var filled = new GenericData.Record(schema);
                schema.getFields().forEach(field -> filled.put(field.pos(), plain(field.schema(), random)));
                yield filled;
            }
            case ARRAY -> list(schema.getElementType(), random);
            case MAP -> map(schema.getValueType(), random);
            case UNION -> plain(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
            case ENUM -> new GenericData.EnumSymbol(schema,
                    schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
            case STRING -> text(random);
            case BYTES -> ByteBuffer.wrap(text(random).getBytes(StandardCharsets.UTF_8));
            case INT -> random.nextInt();
            case LONG -> random.nextLong() >> 12;
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextGaussian() * 100;
            case BOOLEAN -> random.nextBoolean();
            case FIXED -> throw new IllegalArgumentException("no fixed in the schemas");
            case NULL -> null;
        };
    }

    private static List<@Nullable Object> list(Schema element, RandomGenerator random) {
        var list = new ArrayList<@Nullable Object>();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> list.add(plain(element, random)));
        return list;
    }

    private static Map<String, @Nullable Object> map(Schema value, RandomGenerator random) {
        var map = new HashMap<String, @Nullable Object>();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> map.put(text(random), plain(value, random)));
        return map;
    }

    private static String text(RandomGenerator random) {
        return random.ints(random.nextInt(12), 0x20, 0x3c9)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
