package org.tavan.standalone.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;

/// A small history to be replayed: hourly loads, sun, prices and temperatures of three members in CSV files, and the YAML file that
/// says whose they are.
final class History {
    static final int MEMBERS = 3;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2021-05-03");
    private static final String CONFIG = """
            name: crash
            firstDay: FIRST
            lastDay: LAST
            community:
              communityId: cambridge
              zone: Europe/London
              currency: GBP
              latitudeDegrees: 52.2
              longitudeDegrees: 0.1
            members:
              - {prosumerId: a, nominalKw: 5, gridMaxKw: 40, realTimeMaxKw: 30, battery: {energyMaxKwh: 10, powerMaxKw: 4}}
              - {prosumerId: b, nominalKw: 5, gridMaxKw: 40, realTimeMaxKw: 30, pv: {peakKw: 4}, battery: {energyMaxKwh: 8, powerMaxKw: 3}}
              - {prosumerId: c, nominalKw: 5, gridMaxKw: 40, realTimeMaxKw: 30, flexibleLoad: {fromHour: 18, toHour: 22, desiredKw: 1, powerMaxKw: 4}}
            peerLinks:
              - {first: a, second: b, limitKw: 4}
              - {first: b, second: c, limitKw: 4}
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

    private History() {}

    /// Writes the files.
    ///
    /// @param days local days, from the first on
    /// @return the YAML file
    static Path write(Path folder, long seed, int days) throws IOException {
        var random = new Random(seed);
        var loads = new StringBuilder("time,id,kw\n");
        var site = new StringBuilder("time,sun,price,temp\n");
        for (int hour = 0; hour < 24 * days; hour++) {
            Instant time = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).plusHours(hour).toInstant();
            double daylight = Math.max(0, Math.sin(Math.PI * (hour % 24 - 5) / 14.0));
            for (var member : new String[]{"a", "b", "c"}) {
                loads.append(String.format(Locale.ROOT, "%s,%s,%.3f%n", time, member,
                        2 + daylight + 0.4 * random.nextGaussian() * random.nextDouble()));
            }
            site.append(String.format(Locale.ROOT, "%s,%.3f,%.2f,%.1f%n", time,
                    daylight * random.nextDouble(0.3, 0.9),
                    40 + 60 * random.nextDouble(), 8 + 6 * daylight));
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("load.csv"), loads);
        Files.writeString(folder.resolve("site.csv"), site);
        return Files.writeString(folder.resolve("history.yaml"),
                CONFIG.replace("FIRST", FIRST_DAY.toString())
                        .replace("LAST", FIRST_DAY.plusDays(days - 1).toString()));
    }
}
