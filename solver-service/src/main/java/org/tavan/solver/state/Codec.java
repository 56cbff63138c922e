package org.tavan.solver.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.conic.Profile;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;

/// Bytes of a value in the store.
public interface Codec<V> {
    Codec<Long> LONG = of((out, value) -> out.writeLong(value), DataInputStream::readLong);
    Codec<Double> DOUBLE = of((out, value) -> out.writeDouble(value), DataInputStream::readDouble);

    byte[] write(V value);

    V read(byte[] bytes);

    /// A layout of fixed fields.
    static <V> Codec<V> of(FieldWriter<V> writer, FieldReader<V> reader) {
        return new Codec<>() {
            @Override
            public byte[] write(V value) {
                var bytes = new ByteArrayOutputStream();
                try (var out = new DataOutputStream(bytes)) {
                    writer.write(out, value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return bytes.toByteArray();
            }

            @Override
            public V read(byte[] bytes) {
                try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                    return reader.read(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /// Records of a topic as they came.
    static <V extends SpecificRecord> Codec<V> of(TavanSerdes serdes, Topic<V> topic) {
        return SerdeCodec.of(serdes, topic);
    }

    static void writeProfile(DataOutputStream out, Profile profile) throws IOException {
        out.writeInt(profile.length());
        for (int i = 0; i < profile.length(); i++) {
            out.writeDouble(profile.get(i));
        }
    }

    static Profile readProfile(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return Profile.of(values);
    }

    interface FieldWriter<V> {
        void write(DataOutputStream out, V value) throws IOException;
    }

    interface FieldReader<V> {
        V read(DataInputStream in) throws IOException;
    }
}
