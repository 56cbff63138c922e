package org.tavan.demandresponse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.tavan.conic.Profile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The recorded default microgrid day; the test that asks for it is skipped where it is absent.
public final class DefaultDay {
    private final JsonNode data;

    private DefaultDay(JsonNode data) {
        this.data = data;
    }

    public static DefaultDay read() {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", "default-case.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "There is no default microgrid case: skipped.");
        try {
            return new DefaultDay(new ObjectMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Profile loadKw() {
        return profile("/load/kw");
    }

    public Profile flat() {
        return new Tariff.Flat(data.at("/flatTariff/value").asDouble()).centsPerKwh(24);
    }

    public Periods periods() {
        List<String> names = new ArrayList<>();
        data.at("/demandResponse/periods").forEach(name -> names.add(name.asString()));
        return Periods.of(names);
    }

    /// Aalami et al. 2010.
    public PeriodElasticities elasticities() {
        double self = number("/demandResponse/elasticity/aalami2010/self");
        double peakLow = number("/demandResponse/elasticity/aalami2010/peak_low");
        double peakOff = number("/demandResponse/elasticity/aalami2010/peak_offpeak");
        double offLow = number("/demandResponse/elasticity/aalami2010/offpeak_low");
        return PeriodElasticities.of(List.of("valley", "offpeak", "peak"), Profile.of(self, offLow, peakLow),
                Profile.of(offLow, self, peakOff), Profile.of(peakLow, peakOff, self));
    }

    public Tariff timeOfUse() {
        return new Tariff.TimeOfUse(periods(), Profile.of(number("/demandResponse/touCents/valley"),
                number("/demandResponse/touCents/offpeak"), number("/demandResponse/touCents/peak")));
    }

    public Tariff realTime() {
        return new Tariff.RealTime(profile("/demandResponse/rtpCents"));
    }

    public Tariff criticalPeak() {
        List<Integer> hours = new ArrayList<>();
        data.at("/demandResponse/cpp/eventHours").forEach(hour -> hours.add(hour.asInt()));
        return new Tariff.CriticalPeak(hours, number("/demandResponse/cpp/eventCents"),
                number("/demandResponse/cpp/otherCents"));
    }

    /// Time of use, real-time and critical peak prices, and a tenth of the load interruptible at the retail price.
    public DemandResponse demandResponse() {
        var elastic = new PriceResponse(flat(),
                ElasticityMatrix.of(periods(), elasticities(), Spreading.EVERY_PAIR));
        var critical = CobbDouglas.atExpectedTemperature(number("/demandResponse/cpp/ep"), flat());
        return new DemandResponse(flat(),
                List.of(new PriceProgramme("TOU", timeOfUse(), elastic),
                        new PriceProgramme("RTP", realTime(), elastic),
                        new PriceProgramme("CPP", criticalPeak(), critical)),
                new InterruptibleContract(0.1, 0.7, flat()), 1);
    }

    public double number(String pointer) {
        return data.at(pointer).asDouble();
    }

    public Profile profile(String pointer) {
        JsonNode values = data.at(pointer);
        double[] profile = new double[values.size()];
        for (int t = 0; t < profile.length; t++) {
            profile[t] = values.get(t).asDouble();
        }
        return Profile.of(profile);
    }
}
