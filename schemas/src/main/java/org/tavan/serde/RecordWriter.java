package org.tavan.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.registry.RegisteredSchema;

/// How records of one class are written for one subject; immutable.
sealed interface RecordWriter {
    /// Schema id that goes before the record.
    int id();

    /// Writes the record.
    void write(SpecificRecord data, BinaryEncoder encoder) throws IOException;

    /// Asks the registry how records of a schema are to be written for a subject.
    static RecordWriter of(AvroSerdeConfig config, String subject, Schema own) {
        if (config.autoRegister()) {
            return new Own(config.registry().register(subject, own), writer(own));
        }
        if (!config.useLatest()) {
            return new Own(config.registry().lookUp(subject, own).id(), writer(own));
        }
        RegisteredSchema latest = config.registry().latest(subject);
        return latest.schema().toString().equals(own.toString())
                ? new Own(latest.id(), writer(own))
                : new Translated(latest.id(), writer(own), own, latest.schema());
    }

    private static DatumWriter<SpecificRecord> writer(Schema schema) {
        return new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema));
    }

    /// By the schema of the class.
    record Own(int id, DatumWriter<SpecificRecord> writer) implements RecordWriter {
        @Override
        public void write(SpecificRecord data, BinaryEncoder encoder) throws IOException {
            writer.write(data, encoder);
        }
    }

    /// By another version of the schema: written by its own, read by the other, written again.
    record Translated(int id, DatumWriter<SpecificRecord> writer, Schema own,
            Schema target) implements RecordWriter {
        @Override
        public void write(SpecificRecord data, BinaryEncoder encoder) throws IOException {
            var bytes = new ByteArrayOutputStream();
            BinaryEncoder first = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(data, first);
            first.flush();
            GenericRecord translated = new GenericDatumReader<GenericRecord>(own, target)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
            new GenericDatumWriter<GenericRecord>(target).write(translated, encoder);
        }
    }
}
