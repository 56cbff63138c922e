package org.tavan.standalone.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.tavan.config.StrictYaml;
import org.tavan.simulator.replay.ReplayConfig;
import org.tavan.simulator.replay.ReplaySource;

/// Sixty days of two members in a file, drawn from a seed.
final class SmallHistory {
    static final LocalDate FIRST = LocalDate.of(2021, 1, 4);
    private static final int DAYS = 60;

    private final Path folder;

    SmallHistory(Path folder) {
        this.folder = folder;
    }

    /// Changes what was measured and priced from an instant on.
    SmallHistory write(Instant changedFrom) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        var csv = new StringBuilder("time,a,b,price\n");
        for (int hour = 0; hour < 24 * DAYS; hour++) {
            Instant time = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(3600L * hour);
            double wave = Math.sin(2 * Math.PI * (hour % 24) / 24);
            double factor = time.isBefore(changedFrom) ? 1 : 1.7;
            csv.append("%s,%.3f,%.3f,%.2f%n".formatted(time, factor * (5 + 2 * wave + random.nextDouble()),
                    factor
                            * (4 - wave + 2 * random.nextDouble()),
                    100 + 60 * wave + 10 * random.nextDouble()));
        }
        Files.writeString(folder.resolve("loads.csv"), csv.toString().replace("\r", ""));
        Files.writeString(folder.resolve("replay.yaml"), replay());
        return this;
    }

    static Instant never() {
        return Instant.MAX;
    }

    private static String replay() {
        return """
                name: small
                firstDay: 2021-01-04
                lastDay: 2021-03-04
                community: {communityId: small, zone: UTC, currency: EUR, latitudeDegrees: 50, longitudeDegrees: 5}
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
                """;
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

    static BacktestConfig config() {
        return StrictYaml.read("small.yaml", experiment(), BacktestConfig.class);
    }

    History history() {
        var replay = StrictYaml.read(folder.resolve("replay.yaml"), ReplayConfig.class);
        return new History(ReplaySource.open(config().applyTo(replay), folder), Backtest.days(config()));
    }
}
