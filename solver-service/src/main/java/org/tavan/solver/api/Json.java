package org.tavan.solver.api;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// JSON as the API writes it: instants in ISO 8601, numbers with four decimals, small ones with four digits, and null where there is no value (NaN).
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new NumberSerializer(Double.class))
                    .addSerializer(double.class, new NumberSerializer(double.class))
                    .addSerializer(double[].class, new CurveSerializer()))
            .build();

    /// Anything smaller is 0: what arithmetic leaves behind.
    private static final double SMALLEST = 1e-9;

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
            double rounded = rounded(value);
            if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
                out.writeNumber((long) rounded);
            } else {
                out.writeNumber(rounded);
            }
        } else {
            out.writeNull();
        }
    }

    private static double rounded(double value) {
        double size = Math.abs(value);
        double scale = size >= 0.1
                ? 1e4
                : size < SMALLEST ? 0 : Math.pow(10, 3 - Math.floor(Math.log10(size)));
        return scale == 0 ? 0 : Math.round(value * scale) / scale;
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
