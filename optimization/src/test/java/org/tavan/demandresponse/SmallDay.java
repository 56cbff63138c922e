package org.tavan.demandresponse;

import java.util.List;
import org.tavan.conic.Profile;

/// A day of six intervals with three price programmes and interruptible load, made for tests.
public final class SmallDay {
    public static final Profile LOAD_KW = Profile.of(60, 50, 80, 140, 150, 90);
    public static final Profile FLAT = new Tariff.Flat(15).centsPerKwh(6);
    public static final Periods PERIODS = Periods.of(List.of("low", "low", "mid", "high", "high", "mid"));
    public static final PeriodElasticities ELASTICITIES = PeriodElasticities.of(List.of("low", "mid", "high"),
            Profile.of(-0.1, 0.010, 0.012), Profile.of(0.010, -0.1, 0.016), Profile.of(0.012, 0.016, -0.1));
    public static final SupplyCost SUPPLY = new MeritOrder(Profile.of(70, 40, 20, 30),
            Profile.of(6, 9, 14, 30),
            1000);

    private SmallDay() {}

    public static DemandResponse demandResponse(double interruptible, double rebateCents) {
        var elastic = new PriceResponse(FLAT,
                ElasticityMatrix.of(PERIODS, ELASTICITIES, Spreading.EVERY_PAIR));
        Tariff event = Tariff.CriticalPeak.neutral(List.of(4), 40, LOAD_KW, FLAT);
        return new DemandResponse(FLAT,
                List.of(new PriceProgramme("TOU", new Tariff.TimeOfUse(PERIODS, Profile.of(9, 15, 18)),
                        elastic),
                        new PriceProgramme("RTP", new Tariff.RealTime(Profile.of(8, 7, 13, 18, 20, 14)),
                                elastic),
                        new PriceProgramme("CPP", event, CobbDouglas.atExpectedTemperature(-0.83, FLAT))),
                new InterruptibleContract(interruptible, 0.7, new Tariff.Flat(rebateCents).centsPerKwh(6)),
                1);
    }
}
