package org.tavan.solver.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.tavan.schema.SolveRequest;

/// The id of a plan: SHA-256 over the canonical Avro bytes of the request that it answers, in hexadecimal.
///
/// Canonical are the plain binary encoding of Avro by the schema of this version, without any header.
public final class PlanId {
    /// Version of the code that plans; part of every request.
    public static final String SOLVER_VERSION = "0.2.0";

    private PlanId() {}

    /// {@return the id of the plan that answers the request}
    public static String of(SolveRequest request) {
        var bytes = new ByteArrayOutputStream(1 << 16);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<>(SolveRequest.class).write(request, encoder);
            encoder.flush();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
