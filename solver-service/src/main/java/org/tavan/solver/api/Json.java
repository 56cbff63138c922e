package org.tavan.solver.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// JSON as the API writes it: instants in ISO 8601, numbers with at most four decimals, and null where there is no value (NaN).
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new NumberSerializer(Double.class))
                    .addSerializer(double.class, new NumberSerializer(double.class))
                    .addSerializer(double[].class, new CurveSerializer()))
            .build();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// One line, as server-sent events need it.
    static String line(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static void write(double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            double rounded = Math.round(value * 1e4) / 1e4;
            if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
                out.writeNumber((long) rounded);
            } else {
                out.writeNumber(rounded);
            }
        } else {
            out.writeNull();
        }
    }

    private static final class NumberSerializer extends StdSerializer<Double> {
        NumberSerializer(Class<?> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            write(value, out);
        }
    }

    private static final class CurveSerializer extends StdSerializer<double[]> {
        CurveSerializer() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] curve, JsonGenerator out, SerializationContext context) {
            out.writeStartArray();
            for (double value : curve) {
                write(value, out);
            }
            out.writeEndArray();
        }
    }
}
