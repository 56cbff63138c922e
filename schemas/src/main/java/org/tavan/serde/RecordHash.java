package org.tavan.serde;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
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
            var digest = MessageDigest.getInstance("SHA-256");
            write(data, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Writes the canonical bytes.
    static void write(SpecificRecord data, OutputStream out) {
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<>(data.getSchema(), SpecificData.getForSchema(data.getSchema()))
                    .write(data, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory cannot fail", e);
        }
    }
}
