package org.tavan.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Hash of what a record says, e.g. the plan id of a solve request.
///
/// The canonical bytes are the Avro binary of the record by the schema of its class, each array as one block, without
/// the header of the wire format: the same record has the same hash whatever registry or topic it went through.
public final class RecordHash {
    private RecordHash() {}

    /// SHA-256 of the canonical bytes, 64 hexadecimal digits in lower case.
    public static String sha256(SpecificRecord data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(data)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The canonical bytes.
    static byte[] bytes(SpecificRecord data) {
        var bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(data.getSchema(), SpecificData.getForSchema(data.getSchema()))
                    .write(data, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
