package org.tavan.standalone.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;

/// Sixty days of two members in a file, drawn from a seed: loads, temperature, day-ahead and real-time prices.
final class SmallHistory {
    static final LocalDate FIRST = LocalDate.of(2021, 1, 4);
    private static final int DAYS = 60;
    private static final LocalTime PUBLISHED = LocalTime.of(10, 0);

    private final Path folder;
    private final ZoneId zone;
    private final LocalDate first;

    SmallHistory(Path folder) {
        this(folder, ZoneId.of("UTC"), FIRST);
    }

    SmallHistory(Path folder, ZoneId zone, LocalDate first) {
        this.folder = folder;
        this.zone = zone;
        this.first = first;
    }

    /// Changes what was measured, settled, seen of the weather and published of prices from an instant on.
    SmallHistory write(Instant changedFrom) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var csv = new StringBuilder("time,a,b,price,buy,sell,temperature\n");
        Instant end = first.plusDays(DAYS).atStartOfDay(zone).toInstant();
        for (Instant time = first.atStartOfDay(zone).toInstant(); time.isBefore(end); time = time.plusSeconds(
                3600)) {
            double wave = Math.sin(2 * Math.PI * time.atZone(zone).getHour() / 24);
            Instant published = time.atZone(zone)
                    .toLocalDate()
                    .minusDays(1)
                    .atTime(PUBLISHED)
                    .atZone(zone)
                    .toInstant();
            double factor = time.isBefore(changedFrom) ? 1 : 1.7;
            double price = (published.isBefore(changedFrom) ? 1 : 1.9) * (100 + 60 * wave + 10 * random
                    .nextDouble());
            csv.append("%s,%.3f,%.3f,%.2f,%.2f,%.2f,%.2f%n".formatted(time, factor * (5 + 2 * wave + random
                    .nextDouble()), factor * (4 - wave + 2 * random.nextDouble()), price,
                    factor * 1.4 * price,
                    0.6 / factor * price, factor * (8 + 5 * wave)));
        }
        Files.writeString(folder.resolve("loads.csv"), csv.toString().replace("\r", ""));
        Files.writeString(folder.resolve("replay.yaml"), replay());
        return this;
    }

    static Instant never() {
        return Instant.MAX;
    }

    private String replay() {
        return """
                name: small
                firstDay: %s
                lastDay: %s
                community: {communityId: small, zone: %s, currency: EUR, latitudeDegrees: 50, longitudeDegrees: 5}
                prices: {publishedAt: "%s"}
                members:
                  - {prosumerId: a, nominalKw: 3, gridMaxKw: 30, realTimeMaxKw: 1, battery: {energyMaxKwh: 20, powerMaxKw: 6}}
                  - {prosumerId: b, nominalKw: 3, gridMaxKw: 30, realTimeMaxKw: 1,
                     flexibleLoad: {fromHour: 8, toHour: 18, desiredKw: 1, powerMaxKw: 4}}
                peerLinks: [{first: a, second: b, limitKw: 3}]
                files:
                  - path: loads.csv
                    timeColumn: time
                    columns:
                      - {column: a, series: LOAD, unit: kW, member: a}
                      - {column: b, series: LOAD, unit: kW, member: b}
                      - {column: price, series: DAY_AHEAD, unit: EUR/MWh}
                      - {column: buy, series: REAL_TIME_BUY, unit: EUR/MWh}
                      - {column: sell, series: REAL_TIME_SELL, unit: EUR/MWh}
                      - {column: temperature, series: TEMPERATURE, unit: C}
                """
                .formatted(first, first.plusDays(DAYS - 1), zone, PUBLISHED);
    }

    static String experiment() {
        return """
                name: small
                replay: replay.yaml
                training: {from: 2021-01-25, to: 2021-02-05, every: 4}
                test: {from: 2021-02-10, to: 2021-03-04, every: 5}
                methods: [deterministic, robust-box, bonferroni]
                radii: [0, 0.01]
                """;
    }

    static BacktestConfig config(String... more) {
        return StrictYaml.read("small.yaml", experiment() + String.join("\n", more), BacktestConfig.class);
    }

    History history() {
        return history(config());
    }

    History history(BacktestConfig config) {
        return new History(ReplaySource.open(config.applyTo(data()), folder), Backtest.days(config));
    }

    /// Of some days alone, without an experiment.
    History history(Set<LocalDate> wanted) {
        return new History(ReplaySource.open(data(), folder), wanted);
    }

    private ReplayConfig data() {
        return StrictYaml.read(folder.resolve("replay.yaml"), ReplayConfig.class);
    }
}
