package org.tavan.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.config.StrictYaml;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reading;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;

/// The example replays on the recorded data; skipped where these are absent.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @ValueSource(strings = {"cambridge-2019-2022.yaml", "cambridge-nl-prices.yaml", "california-homes.yaml"})
    void everyExampleIsAValidConfigurationOfTwelveMembers(String file) {
        ReplayConfig config = config(file);

        assertEquals(12, config.members().size());
        assertEquals(6, config.members().stream().filter(member -> member.battery() != null).count());
        assertEquals(4, config.members().stream().filter(member -> member.flexibleLoad() != null).count());
        List<String> ids = config.members().stream().map(ReplayConfig.MemberPart::prosumerId).toList();
        assertTrue(config.peerLinks()
                .stream()
                .allMatch(l -> ids.contains(l.first()) && ids.contains(l.second())));
    }

    /// 35 064 hours less the blanks that the data's description counts per building.
    @Test
    void cambridgeHasEveryHourOfFourYearsButTheBlanks() {
        ReplaySource source = open("cambridge-2019-2022.yaml");

        Map<String, Integer> count = count(source);

        assertEquals(List.of(), source.rejected());
        assertEquals(Instant.parse("2019-01-01T00:00:00Z"), source.start());
        assertEquals(Instant.parse("2023-01-01T00:00:00Z"), source.end().orElseThrow());
        assertEquals(35_064, count.get("csv:b0/load"));
        assertEquals(34_971, count.get("csv:b4/load"));
        assertEquals(35_062, count.get("csv:b48/load"));
        assertEquals(35_064, count.get("csv:b84/pv"));
        assertEquals(24, count.size());
        FileSummary load = source.files().getFirst();
        assertEquals(420_768, load.rows());
        assertEquals(420_768, load.values() + load.missing());
    }

    @Test
    void cambridgePricesFollowTheLocalDayOverTheClockChange() {
        ReplaySource source = open("cambridge-2019-2022.yaml");
        Iterator<Context> contexts = source.contextAfter(Instant.parse("2019-03-30T12:00:00Z"));

        List<Price> shortDay = contexts.next().prices();

        assertEquals(23, shortDay.size(), "31 March 2019 has 23 hours");
        assertEquals(Instant.parse("2019-03-30T16:00:00Z"), shortDay.getFirst().getKnowledgeTime());
        assertEquals(Instant.parse("2019-03-31T00:00:00Z"), shortDay.getFirst().getIntervalStart());
        assertTrue(shortDay.stream()
                .allMatch(p -> p.getRealTimeSellCentsPerKwh() <= p.getDayAheadCentsPerKwh()));
        assertTrue(shortDay.stream().allMatch(p -> Math.abs(p.getDayAheadCentsPerKwh()) <= 35));
    }

    @Test
    void dutchPricesAreGivenForEveryHourEvenNegativeOnes() {
        ReplaySource source = open("cambridge-nl-prices.yaml");

        int prices = 0;
        int negative = 0;
        for (Iterator<Context> days = source.contextAfter(Instant.MIN); days.hasNext();) {
            for (Price price : days.next().prices()) {
                prices++;
                negative += price.getDayAheadCentsPerKwh() < 0 ? 1 : 0;
                assertTrue(price.getRealTimeSellCentsPerKwh() <= price.getRealTimeBuyCentsPerKwh());
            }
        }

        assertEquals(35_063, prices, "the series ends an hour before the last local day");
        assertEquals(3 + 97 + 70 + 85, negative);
    }

    @Test
    void californiaHasTheHomesAndLeavesTheCampusOut() {
        ReplaySource source = open("california-homes.yaml");

        Map<String, Integer> count = count(source);

        assertEquals(List.of(), source.rejected());
        assertEquals(Duration.ofDays(365), Duration.between(source.start(), source.end().orElseThrow()));
        assertEquals(24, count.size());
        assertEquals(8_759, count.get("csv:home-01/load"));
        assertEquals(8_589, count.get("csv:home-04/load"));
        assertEquals(8_759, count.get("csv:home-17/pv"));
        assertEquals(3 * 8_760, source.files().getFirst().outside(), "three campus buildings");
    }

    @Test
    void theFirstWeeksOfCambridgeStayWithinTheConfiguredLimits() {
        ReplaySource source = open("cambridge-2019-2022.yaml");
        Map<String, Double> limitKw = source.communities()
                .getFirst()
                .getProsumers()
                .stream()
                .map(Prosumer::getMeters)
                .flatMap(List::stream)
                .collect(Collectors.toMap(meter -> meter.getMeterId(), meter -> meter.getPowerMaxKw()));
        Instant end = LocalDate.of(2019, 1, 15).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();

        int readings = 0;
        Iterator<Batch> batches = source.batchesAfter(Instant.MIN);
        for (Batch batch = batches.next(); !batch.end().isAfter(end); batch = batches.next()) {
            for (Reading reading : batch.readings()) {
                readings++;
                assertTrue(
                        reading.getMantissa() >= 0
                                && reading.getMantissa() / 1e6 <= limitKw.getOrDefault(reading.getMeterId(),
                                        0.0),
                        reading::toString);
            }
        }

        assertTrue(readings > 14 * 24 * 24 - 200, "readings of two weeks: " + readings);
    }

    private static ReplayConfig config(String file) {
        return StrictYaml.read(EXAMPLES.resolve(file), ReplayConfig.class);
    }

    private static ReplaySource open(String file) {
        Path data = Path.of(System.getProperty("tavan.shared", "absent"), "data");
        assumeTrue(Files.isDirectory(data), "recorded data are absent: " + data);
        return ReplaySource.open(config(file), data);
    }

    private static Map<String, Integer> count(ReplaySource source) {
        Map<String, Integer> count = new TreeMap<>();
        for (Iterator<Batch> batches = source.batchesAfter(Instant.MIN); batches.hasNext();) {
            batches.next().readings().forEach(reading -> count.merge(reading.getMeterId(), 1, Integer::sum));
        }
        return count;
    }
}
