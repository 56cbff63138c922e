package org.tavan.simulator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.ConfigurationException;
import org.tavan.config.StrictYaml;
import org.tavan.schema.Accumulation;
import org.tavan.schema.Community;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.Unit;
import org.tavan.schema.Weather;
import org.tavan.simulator.source.Batch;

class ReplaySourceTest {
    @TempDir
    Path folder;

    private static final String CONFIG = """
            name: test
            firstDay: %s
            lastDay: %s
            community: {communityId: here, zone: Europe/London, currency: GBP, latitudeDegrees: 52, longitudeDegrees: 0, intervalMinutes: 60}
            members:
              - {prosumerId: a, nominalKw: 5, gridMaxKw: 20, realTimeMaxKw: 10}
              - {prosumerId: b, series: bee, nominalKw: 5, gridMaxKw: 20, realTimeMaxKw: 10, pv: {peakKw: 4}}
            prices: {publishedAt: "16:00", buyFactor: 1.5, sellFactor: 0.5}
            files:
              - path: load.csv
                timeColumn: time
                prosumerColumn: id
                columns: [{column: kw, series: LOAD, unit: kW}]
              - path: site.csv
                timeColumn: time
                columns:
                  - {column: sun, series: PV_PER_PEAK, unit: kW/kWp}
                  - {column: price, series: DAY_AHEAD, unit: GBP/MWh}
                  - {column: temp, series: TEMPERATURE, unit: C}
            """;

    @Test
    void readingsAreMeanPowersKnownAtTheirEnd() throws IOException {
        hourly("2020-01-10", 24);

        var source = open("2020-01-10", "2020-01-10");
        List<Reading> readings = readings(source);

        assertEquals(3 * 24, readings.size());
        Reading first = readings.getFirst();
        assertEquals("csv:a/load", first.getMeterId());
        assertEquals(Accumulation.AVERAGE, first.getAccumulation());
        assertEquals(Unit.W, first.getUnit());
        assertEquals(1_000_000, first.getMantissa());
        assertEquals(-3, first.getScaler());
        assertEquals(Instant.parse("2020-01-10T00:00:00Z"), first.getIntervalStart());
        assertEquals(Instant.parse("2020-01-10T01:00:00Z"), first.getReadingTime());
        assertEquals(first.getReadingTime(), first.getKnowledgeTime());
        assertEquals("replay:test", first.getSource());
        Reading noon = readings.stream()
                .filter(r -> r.getMeterId().equals("csv:b/pv")
                        && r.getIntervalStart().equals(Instant.parse("2020-01-10T12:00:00Z")))
                .findFirst()
                .orElseThrow();
        assertEquals(4 * 0.5, noon.getMantissa() / 1e6, 1e-9, "peak times modelled PV");
    }

    @Test
    void heartbeatsComeAtTheEndOfEachIntervalAndAGraceLater() throws IOException {
        hourly("2020-01-10", 24);
        var source = open("2020-01-10", "2020-01-10");

        List<Instant> ends = all(source.batchesAfter(Instant.MIN)).stream().map(Batch::end).toList();

        assertEquals(2 * 24 + 2, ends.size());
        assertEquals(List.of(Instant.parse("2020-01-10T00:00:00Z"), Instant.parse("2020-01-10T00:10:00Z"),
                Instant.parse("2020-01-10T01:00:00Z")), ends.subList(0, 3));
        assertEquals(Instant.parse("2020-01-11T00:10:00Z"), ends.getLast());
    }

    @Test
    void aResumedReplayGivesTheSameTail() throws IOException {
        hourly("2020-01-10", 48);
        var source = open("2020-01-10", "2020-01-11");
        for (Instant middle : List.of(Instant.parse("2020-01-10T11:00:00Z"),
                Instant.parse("2020-01-10T11:10:00Z"),
                Instant.parse("2020-01-10T11:25:00Z"), Instant.parse("2020-01-13T00:00:00Z"))) {
            assertEquals(
                    all(source.batchesAfter(Instant.MIN)).stream()
                            .filter(b -> b.end().isAfter(middle))
                            .toList(),
                    all(source.batchesAfter(middle)));
            assertEquals(
                    all(source.contextAfter(Instant.MIN)).stream()
                            .filter(c -> c.end().isAfter(middle))
                            .toList(),
                    all(source.contextAfter(middle)));
        }
    }

    @Test
    void pricesArePublishedOnTheDayBeforeAndSpreadAroundNegativeOnesToo() throws IOException {
        hourly("2020-01-09", 72);
        var source = open("2020-01-10", "2020-01-11");

        List<Price> prices = all(source.contextAfter(Instant.MIN)).stream()
                .flatMap(c -> c.prices().stream())
                .toList();

        assertEquals(48, prices.size());
        assertTrue(prices.stream().allMatch(p -> p.getKind() == PriceKind.ANTICIPATED));
        Price positive = price(prices, "2020-01-10T06:00:00Z");
        assertEquals(6, positive.getDayAheadCentsPerKwh(), 1e-9);
        assertEquals(9, positive.getRealTimeBuyCentsPerKwh(), 1e-9);
        assertEquals(3, positive.getRealTimeSellCentsPerKwh(), 1e-9);
        assertEquals(Instant.parse("2020-01-09T16:00:00Z"), positive.getKnowledgeTime());
        Price negative = price(prices, "2020-01-10T03:00:00Z");
        assertEquals(-2, negative.getDayAheadCentsPerKwh(), 1e-9);
        assertEquals(-1, negative.getRealTimeBuyCentsPerKwh(), 1e-9);
        assertEquals(-3, negative.getRealTimeSellCentsPerKwh(), 1e-9);
    }

    @Test
    void measuredRealTimePricesAreSettledAtTheEndOfTheInterval() throws IOException {
        hourly("2020-01-10", 24);
        write("imbalance.csv",
                "time,long,short\n2020-01-10T00:00Z,40,90\n2020-01-10T00:30Z,60,110\n2020-01-10T01:00Z,90,40\n2020-01-10T01:30Z,90,40\n");
        String yaml = CONFIG.formatted("2020-01-10", "2020-01-10") + """
                  - path: imbalance.csv
                    stepMinutes: 30
                    timeColumn: time
                    columns:
                      - {column: long, series: REAL_TIME_SELL, unit: GBP/MWh}
                      - {column: short, series: REAL_TIME_BUY, unit: GBP/MWh}
                """;
        var source = ReplaySource.open(StrictYaml.read("test", yaml, ReplayConfig.class), folder);

        List<Price> settled = all(source.contextAfter(Instant.MIN)).stream()
                .flatMap(c -> c.prices().stream())
                .filter(p -> p.getKind() == PriceKind.SETTLED)
                .toList();

        assertEquals(2, settled.size());
        assertEquals(10, settled.get(0).getRealTimeBuyCentsPerKwh(), 1e-9);
        assertEquals(5, settled.get(0).getRealTimeSellCentsPerKwh(), 1e-9);
        assertEquals(Instant.parse("2020-01-10T01:00:00Z"), settled.get(0).getKnowledgeTime());
        assertEquals(9, settled.get(1).getRealTimeBuyCentsPerKwh(), 1e-9, "the higher one buys");
        assertEquals(4, settled.get(1).getRealTimeSellCentsPerKwh(), 1e-9);
    }

    @Test
    void weatherIsKnownAtTheEndOfItsHourAndNullWhereMissing() throws IOException {
        hourly("2020-01-10", 24);
        var source = open("2020-01-10", "2020-01-10");

        List<Weather> weather = all(source.contextAfter(Instant.MIN)).stream()
                .flatMap(c -> c.weather().stream())
                .toList();

        assertEquals(23, weather.size(), "one hour has no temperature");
        assertEquals(weather.getFirst().getStart().plus(Duration.ofHours(1)),
                weather.getFirst().getKnowledgeTime());
        assertNull(weather.getFirst().getCloudFraction().getFirst());
    }

    @Test
    void blanksAreMissingAndBadFieldsAreRejectedOneByOne() throws IOException {
        hourly("2020-01-10", 24);
        write("load.csv", """
                time,id,kw
                2020-01-10T00:00:00Z,a,1.5
                2020-01-10T00:00:00Z,bee,
                2020-01-10T01:00:00Z,a,one
                2020-01-10T01:00:00Z,bee,-2
                2020-01-10 soon,a,1
                2020-01-10T02:00:00Z,a
                2020-01-10T02:30:00Z,a,1
                2020-01-10T00:00:00Z,a,1.5
                2020-01-10T00:00:00Z,a,1.6
                2020-01-10T03:00:00Z,bee,Infinity
                2020-01-10T04:00:00Z,bee,2
                2020-01-10T04:00:00Z,stranger,nonsense
                2021-01-10T04:00:00Z,a,3
                """);

        var source = open("2020-01-10", "2020-01-10");

        List<Rejected> rejected = source.rejected();
        assertEquals(
                List.of(RejectReason.NOT_A_NUMBER, RejectReason.NEGATIVE, RejectReason.MALFORMED,
                        RejectReason.MALFORMED,
                        RejectReason.BAD_INTERVAL, RejectReason.CONFLICT, RejectReason.NOT_A_NUMBER),
                rejected.stream().map(Rejected::getReason).toList());
        assertEquals(List.of(4L, 5L, 6L, 7L, 8L, 10L, 11L),
                rejected.stream().map(Rejected::getOffset).toList());
        assertEquals("load.csv:4: column kw: 'one' is not a number, expected kW or one of [, NaN, NA]",
                rejected.getFirst().getMessage());
        assertEquals("2020-01-10T01:00:00Z,a,one",
                StandardCharsets.UTF_8.decode(rejected.getFirst().getValue().duplicate()).toString());
        FileSummary summary = source.files().getFirst();
        assertEquals(new FileSummary("load.csv", 13, 3, 1, 7, 2), summary);
        assertEquals(2, readings(source).stream().filter(r -> r.getMeterId().endsWith("/load")).count());
    }

    @Test
    void aWideFileOfEnergiesWithEndStampsInLocalTimeIsRead() throws IOException {
        StringBuilder site = new StringBuilder("time,sun,price,temp\n");
        write("site.csv", site.append("2020-03-28T00:00:00Z,0,50,5\n").toString());
        write("wide.csv.gz", """
                preamble
                Zeit;Haus A;Haus B
                29.03.2020 00:30;0,5;250
                """.replace("0,5", "0.5") + """
                29.03.2020 01:00;0.25;300
                29.03.2020 02:30;1;500
                29.03.2020 01:30;7;7
                """);
        String yaml = """
                name: wide
                firstDay: 2020-03-29
                lastDay: 2020-03-29
                community: {communityId: here, zone: Europe/London, currency: GBP, latitudeDegrees: 52, longitudeDegrees: 0, intervalMinutes: 30}
                members:
                  - {prosumerId: a, nominalKw: 5, gridMaxKw: 20, realTimeMaxKw: 10}
                  - {prosumerId: b, nominalKw: 5, gridMaxKw: 20, realTimeMaxKw: 10}
                files:
                  - path: wide.csv.gz
                    stepMinutes: 30
                    separator: ";"
                    skipLines: 1
                    timeColumn: Zeit
                    timeFormat: dd.MM.yyyy HH:mm
                    timeZone: Europe/London
                    stamp: END
                    columns:
                      - {column: Haus A, series: LOAD, unit: kWh, member: a}
                      - {column: Haus B, series: LOAD, unit: W, member: b}
                """;

        var source = ReplaySource.open(StrictYaml.read("wide", yaml, ReplayConfig.class), folder);
        List<Reading> readings = readings(source);

        assertEquals(4, readings.size());
        assertEquals(Instant.parse("2020-03-29T00:00:00Z"), readings.get(0).getIntervalStart());
        assertEquals(1, readings.get(0).getMantissa() / 1e6, 1e-9, "0.5 kWh in half an hour");
        assertEquals(0.25, readings.get(1).getMantissa() / 1e6, 1e-9, "250 W");
        assertEquals(RejectReason.MALFORMED, source.rejected().getFirst().getReason(),
                "01:30 does not exist that day");
    }

    @Test
    void shortAndLongDaysHaveTheirHours() throws IOException {
        hourly("2020-03-28", 72);
        assertEquals(23 * 3, readings(open("2020-03-29", "2020-03-29")).size());

        hourly("2020-10-24", 72);
        var source = open("2020-10-25", "2020-10-25");
        assertEquals(25 * 3, readings(source).size());
        assertEquals(25,
                all(source.contextAfter(Instant.MIN)).stream().mapToLong(c -> c.prices().size()).sum());
    }

    @Test
    void theCommunityHasTheMetersOfItsReadings() throws IOException {
        hourly("2020-01-10", 24);

        Community community = open("2020-01-10", "2020-01-10").communities().getFirst();

        assertEquals(Instant.parse("2020-01-10T00:00:00Z"), community.getValidFrom());
        assertEquals(List.of("csv:b/load", "csv:b/pv"),
                community.getProsumers().get(1).getMeters().stream().map(m -> m.getMeterId()).toList());
        assertEquals(4, community.getProsumers().get(1).getPvPeakKw());
    }

    @Test
    void aMissingFileOrColumnOrSeriesIsOneClearError() throws IOException {
        assertMessage("load.csv: cannot be read", () -> open("2020-01-10", "2020-01-10"));

        hourly("2020-01-10", 24);
        write("load.csv", "time,id,power\n");
        assertMessage("load.csv:1: there is no column 'kw', the header has [time, id, power]",
                () -> open("2020-01-10", "2020-01-10"));

        write("load.csv", "time,id,kw\n2020-01-10T00:00:00Z,a,1\n");
        assertMessage("member b: no file has load of series 'bee'", () -> open("2020-01-10", "2020-01-10"));

        write("load.csv", "");
        assertMessage("load.csv:1: it is empty", () -> open("2020-01-10", "2020-01-10"));
    }

    @Test
    void anUnknownKeyOfTheConfigurationIsNamedWithItsLine() {
        var exception = assertThrows(ConfigurationException.class, () -> StrictYaml.read("replay.yaml",
                CONFIG.formatted("2020-01-10", "2020-01-10").replace("buyFactor", "buyFaktor"),
                ReplayConfig.class));

        assertTrue(String.valueOf(exception.getMessage()).startsWith("replay.yaml:8:"),
                exception.getMessage());
        assertTrue(String.valueOf(exception.getMessage()).contains("buyFaktor"), exception.getMessage());
    }

    @Test
    void aBrokenEndOfAFileIsRejectedAndTheRestIsUsed() throws IOException {
        hourly("2020-01-10", 24);
        write("load.csv",
                "time,id,kw\n2020-01-10T00:00:00Z,a,1\n2020-01-10T00:00:00Z,bee,1\n2020-01-10T01:00:00Z,a,\"2\n");

        var source = open("2020-01-10", "2020-01-10");

        assertFalse(source.rejected().isEmpty());
        assertEquals(2, readings(source).stream().filter(r -> r.getMeterId().endsWith("/load")).count());
    }

    private ReplaySource open(String firstDay, String lastDay) {
        return ReplaySource.open(
                StrictYaml.read("test", CONFIG.formatted(firstDay, lastDay), ReplayConfig.class), folder);
    }

    /// Load of a is 1 kW, of b the hour of the UTC day; price 10 × hour GBP/MWh, but −20 at three; no temperature at
    /// five.
    private void hourly(String day, int hours) throws IOException {
        var load = new StringBuilder("time,id,kw\n");
        var site = new StringBuilder("time,sun,price,temp\n");
        Instant start = Instant.parse(day + "T00:00:00Z");
        for (int hour = 0; hour < hours; hour++) {
            Instant time = start.plus(Duration.ofHours(hour));
            int ofDay = hour % 24;
            load.append(time).append(",a,1\n").append(time).append(",bee,").append(ofDay).append('\n');
            site.append(
                    "%s,%s,%d,%s%n".formatted(time, ofDay == 12 ? "0.5" : "0", ofDay == 3 ? -20 : 10 * ofDay,
                            ofDay == 5 ? "" : "4.5"));
        }
        write("load.csv", load.toString());
        write("site.csv", site.toString());
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable action) {
        var exception = assertThrows(ConfigurationException.class, action);
        assertTrue(String.valueOf(exception.getMessage()).contains(part), exception.getMessage());
    }

    private static Price price(List<Price> prices, String start) {
        return prices.stream()
                .filter(p -> p.getIntervalStart().equals(Instant.parse(start)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Reading> readings(ReplaySource source) {
        return all(source.batchesAfter(Instant.MIN)).stream()
                .flatMap(batch -> batch.readings().stream())
                .toList();
    }

    private static <T> List<T> all(Iterator<T> iterator) {
        List<T> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }
}
