package org.tavan.feeds.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Flow;
import org.tavan.schema.Reading;
import org.tavan.schema.ReadingQuality;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Unit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One reading a line, as a JSON object in UTF-8.
///
/// | field | meaning |
/// |---|---|
/// | `meterId` | meter, `scheme:identifier`, needed |
/// | `register` | OBIS register; default: the meter has one value only |
/// | `accumulation` | `BULK_QUANTITY`, `DELTA_DATA` (energy), `INSTANTANEOUS`, `AVERAGE` (power), needed |
/// | `flow` | `FORWARD` (default) or `REVERSE`; no value may be negative |
/// | `value`, `unit` | number, or a text with an exact decimal, in `Wh`, `kWh`, `MWh`, `W`, `kW` or `MW`, needed |
/// | `intervalStart` | needed for `DELTA_DATA` and `AVERAGE`, else absent |
/// | `readingTime` | end of the interval, or instant of the value, needed |
/// | `knowledgeTime` | when the value was received; default: when the line was |
/// | `quality` | `RAW` (default), `VALIDATED`, `ESTIMATED`, `QUESTIONABLE` |
/// | `revision` | 0 (default) or higher: a correction |
///
/// Times are ISO 8601 with zone or offset. A line `{"heartbeat": "<time>"}` says that everything up to that time was sent. A field of another name is refused,
/// so that a misspelled one is not silently lost.
public final class JsonLinesCodec implements TelegramCodec {
    private static final Set<String> FIELDS = new TreeSet<>(Set.of("meterId", "register", "accumulation",
            "flow", "value", "unit", "intervalStart", "readingTime",
            "knowledgeTime", "quality", "revision"));
    private static final int DEPTH_MAX = 4;
    private static final int TEXT_MAX = 200;
    private static final int DIGITS_MAX = 18;
    private static final int SCALE_MAX = 12;

    private final JsonMapper mapper = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxNumberLength(TEXT_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// Why a line is refused; caught within [#decode].
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final RejectReason reason;

        Refused(RejectReason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }
    }

    @Override
    public String id() {
        return "json-lines";
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public Telegram decode(byte[] frame, CodecContext context) {
        String meterId = "";
        try {
            JsonNode line = parse(frame);
            if (line.has("heartbeat") && line.size() == 1) {
                return Telegram.heartbeat(time(line, "heartbeat"));
            }
            JsonNode meter = line.get("meterId");
            meterId = meter != null && meter.isString() && meter.asString().length() <= TEXT_MAX
                    ? meter.asString()
                    : "";
            return Telegram.of(reading(line, context));
        } catch (Refused e) {
            return Telegram.of(new Rejection(e.reason, String.valueOf(e.getMessage()), meterId));
        }
    }

    private JsonNode parse(byte[] frame) throws Refused {
        try {
            // Strict: Jackson alone would read bytes that are no UTF-8 as replacement characters in some places.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
            JsonNode line = mapper.readTree(text);
            if (line == null || !line.isObject()) {
                throw new Refused(RejectReason.MALFORMED,
                        "the line is no JSON object, expected {\"meterId\": …}");
            }
            return line;
        } catch (CharacterCodingException e) {
            throw new Refused(RejectReason.MALFORMED, "the line is not UTF-8");
        } catch (JacksonException e) {
            throw new Refused(RejectReason.MALFORMED,
                    "the line is no JSON: " + shortened(e.getOriginalMessage()));
        }
    }

    private static Reading reading(JsonNode line, CodecContext context) throws Refused {
        for (String name : line.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new Refused(RejectReason.MALFORMED, "field '%s' is not known, expected %s"
                        .formatted(shortened(name), String.join(", ", FIELDS)));
            }
        }
        String meterId = text(line, "meterId", null);
        var accumulation = choice(line, "accumulation", Accumulation.class, null);
        var flow = choice(line, "flow", Flow.class, Flow.FORWARD);
        if (flow == Flow.NET) {
            throw new Refused(RejectReason.MALFORMED,
                    "flow is NET, expected FORWARD or REVERSE: let each direction have a register of its own");
        }
        String unitName = text(line, "unit", null);
        Unit unit = unit(unitName, accumulation);
        BigDecimal value = value(line).scaleByPowerOfTen(exponent(unitName));
        if (value.signum() < 0) {
            throw new Refused(RejectReason.NEGATIVE,
                    "value %s is negative, expected 0 or more: let each direction have a register of its own"
                            .formatted(value));
        }
        Instant readingTime = time(line, "readingTime");
        return Reading.newBuilder()
                .setMeterId(meterId)
                .setRegister(text(line, "register", ""))
                .setAccumulation(accumulation)
                .setFlow(flow)
                .setUnit(unit)
                .setMantissa(value.unscaledValue().longValueExact())
                .setScaler(-value.scale())
                .setIntervalStart(intervalStart(line, accumulation, readingTime))
                .setReadingTime(readingTime)
                .setKnowledgeTime(
                        line.has("knowledgeTime") ? time(line, "knowledgeTime") : context.receivedTime())
                .setQuality(choice(line, "quality", ReadingQuality.class, ReadingQuality.RAW))
                .setRevision(revision(line))
                .setSource(context.feed())
                .build();
    }

    private static @Nullable Instant intervalStart(JsonNode line, Accumulation accumulation,
            Instant readingTime) throws Refused {
        boolean needed = accumulation == Accumulation.DELTA_DATA || accumulation == Accumulation.AVERAGE;
        if (needed != line.has("intervalStart")) {
            throw new Refused(RejectReason.BAD_INTERVAL, "intervalStart is %s with accumulation %s"
                    .formatted(needed ? "missing" : "not expected", accumulation));
        }
        if (!needed) {
            return null;
        }
        Instant start = time(line, "intervalStart");
        if (!start.isBefore(readingTime)) {
            throw new Refused(RejectReason.BAD_INTERVAL,
                    "intervalStart %s must lie before readingTime %s".formatted(start, readingTime));
        }
        return start;
    }

    private static Unit unit(String name, Accumulation accumulation) throws Refused {
        boolean energy = accumulation == Accumulation.BULK_QUANTITY
                || accumulation == Accumulation.DELTA_DATA;
        boolean known = energy
                ? Set.of("Wh", "kWh", "MWh").contains(name)
                : Set.of("W", "kW", "MW").contains(name);
        if (!known) {
            throw new Refused(RejectReason.WRONG_UNIT,
                    "unit '%s' does not fit accumulation %s, expected %s".formatted(name, accumulation,
                            energy ? "Wh, kWh or MWh" : "W, kW or MW"));
        }
        return energy ? Unit.WH : Unit.W;
    }

    private static int exponent(String unit) {
        return switch (unit.charAt(0)) {
            case 'k' -> 3;
            case 'M' -> 6;
            default -> 0;
        };
    }

    private static BigDecimal value(JsonNode line) throws Refused {
        JsonNode node = line.get("value");
        if (node == null || !(node.isNumber() || (node.isString() && node.asString().length() <= TEXT_MAX))) {
            throw new Refused(RejectReason.NOT_A_NUMBER,
                    "value is missing or no number, expected e.g. 12.345");
        }
        try {
            BigDecimal value = node.isNumber()
                    ? node.decimalValue()
                    : new BigDecimal(node.asString().strip());
            BigDecimal exact = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
            if (exact.precision() <= DIGITS_MAX && Math.abs((long) exact.scale()) <= SCALE_MAX) {
                return exact;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // Told below.
        }
        throw new Refused(RejectReason.NOT_A_NUMBER,
                "value %s is no decimal of at most %d digits, expected e.g. 12.345"
                        .formatted(shortened(node.asString()), DIGITS_MAX));
    }

    private static Instant time(JsonNode line, String name) throws Refused {
        String text = text(line, name, null);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refused(RejectReason.MALFORMED,
                    "%s '%s' is no time with zone, expected e.g. 2025-06-01T12:15:00Z".formatted(name,
                            shortened(text)));
        }
    }

    private static int revision(JsonNode line) throws Refused {
        JsonNode node = line.get("revision");
        if (node == null) {
            return 0;
        }
        if (!node.isInt() || node.intValue() < 0) {
            throw new Refused(RejectReason.MALFORMED,
                    "revision '%s' is no whole number from 0 on".formatted(shortened(node.toString())));
        }
        return node.intValue();
    }

    private static <E extends Enum<E>> E choice(JsonNode line, String name, Class<E> type,
            @Nullable E otherwise) throws Refused {
        String text = text(line, name, otherwise == null ? null : otherwise.name());
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(text) && !text.equals("UNKNOWN")
                        && !text.equals("HEARTBEAT"))
                .findFirst()
                .orElseThrow(() -> new Refused(RejectReason.MALFORMED,
                        "%s '%s' is not known, expected one of %s".formatted(name, shortened(text),
                                String.join(", ", Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .filter(one -> !one.equals("UNKNOWN") && !one.equals("HEARTBEAT"))
                                        .toList()))));
    }

    /// @param otherwise value of an absent field; null: it is needed
    private static String text(JsonNode line, String name, @Nullable String otherwise) throws Refused {
        JsonNode node = line.get(name);
        if (node == null && otherwise != null) {
            return otherwise;
        }
        if (node == null || !node.isString() || node.asString().length() > TEXT_MAX
                || (otherwise == null && node.asString().isBlank())) {
            throw new Refused(RejectReason.MALFORMED,
                    "%s is missing or no text of at most %d characters".formatted(name, TEXT_MAX));
        }
        return node.asString();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
