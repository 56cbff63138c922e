package org.tavan.standalone;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tavan.config.ConfigurationException;
import org.tavan.simulator.community.SyntheticCommunity;
import org.tavan.simulator.community.SyntheticCommunity.MeterPoint;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.meter.MeterKind;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;

/// Faults of the synthetic community's meters as a person types them, e.g. `home-3/load:silent:2025-06-25T18:00/PT3H`.
///
/// The meter goes by its name within the community or its whole id, the kind in any case, with `-` or `_`; the start is local time, the length an ISO 8601 duration.
final class FaultNotation {
    static final String FORM = "METER:KIND:START/LENGTH";

    private static final Pattern PARTS = Pattern
            .compile("(?<meter>.+?):(?<kind>[^:/]+):(?<start>[^/]+)/(?<length>[^/]+)");
    private static final ZoneId ZONE = SyntheticSource.ZONE;
    private static final int NAMED_MAX = 20;

    private final Map<String, MeterPoint> meterByName = new LinkedHashMap<>();
    private final Map<String, MeterPoint> meterById = new LinkedHashMap<>();
    private final LocalDateTime first;

    FaultNotation(SyntheticConfig community) {
        for (var meter : SyntheticCommunity.meters(community.communityId(), community.prosumers())) {
            meterByName.put(meter.name(), meter);
            meterById.put(meter.meterId(), meter);
        }
        first = community.firstDay().atStartOfDay();
    }

    /// Reads one fault.
    ///
    /// @throws ConfigurationException in one line, with what is wrong, what is expected and an example
    Fault parse(String text) {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong(text, "it does not have the form");
        }
        var meter = meter(text, parts.group("meter"));
        var kind = kind(text, parts.group("kind"));
        if (kind == FaultKind.REGISTER_RESET && meter.kind() != MeterKind.REGISTER) {
            throw wrong(text, "%s has no register, those that have one are %s".formatted(meter.name(),
                    names(meterByName.values()
                            .stream()
                            .filter(other -> other.kind() == MeterKind.REGISTER)
                            .map(MeterPoint::name)
                            .toList())));
        }
        var start = start(text, parts.group("start"));
        return new Fault(meter.meterId(), kind, start, end(text, start, parts.group("length")));
    }

    /// Writes a fault so that [#parse] reads the same one.
    String format(Fault fault) {
        var meter = meterById.get(fault.meterId());
        return "%s:%s:%s/%s".formatted(meter == null ? fault.meterId() : meter.name(), typed(fault.kind()),
                LocalDateTime.ofInstant(fault.from(), ZONE), Duration.between(fault.from(), fault.to()));
    }

    private MeterPoint meter(String text, String name) {
        var meter = meterByName.containsKey(name) ? meterByName.get(name) : meterById.get(name);
        if (meter == null) {
            throw wrong(text, "there is no meter %s, there are %s".formatted(name,
                    names(List.copyOf(meterByName.keySet()))));
        }
        return meter;
    }

    private FaultKind kind(String text, String name) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name.replace('-', '_')))
                .findAny()
                .orElseThrow(() -> wrong(text, "there is no kind %s, there are %s".formatted(name,
                        Arrays.stream(FaultKind.values())
                                .map(FaultNotation::typed)
                                .collect(Collectors.joining(", ")))));
    }

    private Instant start(String text, String start) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(start);
        } catch (DateTimeException _) {
            throw wrong(text, "the start %s is no local time".formatted(start));
        }
        if (local.isBefore(first)) {
            throw wrong(text, "the start %s lies before the first simulated day %s".formatted(start,
                    first.toLocalDate()));
        }
        return local.atZone(ZONE).toInstant();
    }

    private Instant end(String text, Instant start, String length) {
        try {
            var end = start.plus(Duration.parse(length));
            if (end.isAfter(start)) {
                return end;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // said below, as of a length that is not positive
        }
        throw wrong(text, "the length %s is no positive duration".formatted(length));
    }

    private ConfigurationException wrong(String text, String what) {
        return new ConfigurationException(
                "--fault %s: %s; expected %s in local time of %s, e.g. %s:silent:%s/PT3H"
                        .formatted(text, what, FORM, ZONE, meterByName.keySet().iterator().next(),
                                first.plusHours(18)));
    }

    private static String typed(FaultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String names(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED_MAX, names.size())))
                + (names.size() > NAMED_MAX ? " and %d more".formatted(names.size() - NAMED_MAX) : "");
    }
}
