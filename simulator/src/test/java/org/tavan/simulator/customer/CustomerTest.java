package org.tavan.simulator.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.simulator.customer.CustomerFixture.HOURS;
import static org.tavan.simulator.customer.CustomerFixture.MICROGRID;
import static org.tavan.simulator.customer.CustomerFixture.interruption;
import static org.tavan.simulator.customer.CustomerFixture.signal;
import static org.tavan.simulator.customer.CustomerFixture.tariff;
import static org.tavan.simulator.customer.CustomerFixture.timeOfUse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.AchievedResponse;
import org.tavan.demandresponse.ElasticityEstimate;
import org.tavan.demandresponse.PeriodElasticities;
import org.tavan.demandresponse.Periods;
import org.tavan.demandresponse.Spreading;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.simulator.noise.Noise;
import org.tavan.topic.ProsumerKey;

class CustomerTest {
    private static final CustomerBehaviour EXACT = new CustomerBehaviour(1L, 1.0, 0.0, 0.0, 0.9, 0.0, 0.0);
    private static final int MEMBERS = 10;
    private static final double[] PRIOR = MICROGRID.getDemand()
            .getElasticities()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();

    @Test
    void withoutSpreadAndNoiseCustomersDoWhatTheConfigurationBelieves() {
        ProgrammeOffer offer = timeOfUse();
        DemandSignal signal = signal(0, offer);
        double valley = 9.0 / 14 - 1;
        double offPeak = 13.5 / 14 - 1;
        double peak = 19.0 / 14 - 1;

        double evening = customer(0, EXACT).loadKw(signal, offer, 19, 5);
        double night = customer(0, EXACT).loadKw(signal, offer, 3, 5);

        // Eight hours of valley, ten of off-peak and six of peak.
        assertEquals(5 * (1 + PRIOR[8] * peak + 8 * PRIOR[6] * valley + 10 * PRIOR[7] * offPeak), evening,
                1e-12);
        assertEquals(5 * (1 + PRIOR[0] * valley + 10 * PRIOR[1] * offPeak + 6 * PRIOR[2] * peak), night,
                1e-12);
        assertTrue(evening < 5 && night > 5);
    }

    @Test
    void aCriticalPriceIsAnsweredByItsPower() {
        ProgrammeOffer offer = tariff("critical-peak", ProgrammeKind.CPP,
                IntStream.range(0, HOURS).mapToObj(t -> t == 19 ? 35.0 : 14.0).toList());

        double event = customer(0, EXACT).loadKw(signal(0, offer), offer, 19, 5);
        double before = customer(0, EXACT).loadKw(signal(0, offer), offer, 18, 5);

        assertEquals(5 * Math.pow(2.5, -0.4), event, 1e-12);
        assertEquals(5, before, 1e-12);
    }

    @Test
    void interruptionsAreMadeAsReliablyAsTheCustomerIsAndOnlyWhereAsked() {
        ProgrammeOffer offer = interruption();
        var refusing = new CustomerBehaviour(1L, 1.0, 0.0, 0.05, 0.9, 0.0, 1.0);

        assertEquals(5 * (1 - 0.9 * 0.2), customer(0, EXACT).loadKw(signal(0, offer), offer, 18, 5), 1e-12);
        assertEquals(5, customer(0, refusing).loadKw(signal(0, offer), offer, 17, 5));
        assertEquals(5, customer(0, refusing).loadKw(signal(0, offer), offer, 18, 5), 1.5);
    }

    @Test
    void someMembersOvershootSomeFallShortAndSomeDaysAreRefused() {
        ProgrammeOffer offer = interruption();
        var noiseless = new CustomerBehaviour(1L, 1.0, 0.0, 0.0, 0.9, 0.15, 0.05);

        double[] made = IntStream.range(0, 100)
                .boxed()
                .flatMap(day -> IntStream.range(0, 20)
                        .mapToObj(member -> (1 - customer(member, noiseless).loadKw(signal(day, offer), offer,
                                18, 1)) / 0.2))
                .mapToDouble(Double::doubleValue)
                .toArray();

        double refused = Arrays.stream(made).filter(share -> Math.abs(share) < 1e-12).count();
        assertEquals(0.05 * 2000, refused, 3 * Math.sqrt(0.05 * 0.95 * 2000));
        assertTrue(Arrays.stream(made).anyMatch(share -> share > 1.01));
        assertTrue(Arrays.stream(made).anyMatch(share -> share > 0.01 && share < 0.8));
    }

    @Test
    void loadNeverFallsBelowZeroAndNothingStaysNothing() {
        ProgrammeOffer offer = tariff("real-time", ProgrammeKind.RTP, Collections.nCopies(HOURS, 14 * 40.0));

        assertEquals(0, customer(0, new CustomerBehaviour(1L, 10.0, 0.0, 1.0, 0.9, 0.0, 0.0))
                .loadKw(signal(0, offer), offer, 0, 0));
        assertTrue(IntStream.range(0, HOURS)
                .mapToDouble(t -> customer(1, new CustomerBehaviour(1L, 1.0, 0.0, 1.0, 0.9, 0.0, 0.0))
                        .loadKw(signal(0, timeOfUse()), timeOfUse(), t, 1))
                .allMatch(load -> load >= 0));
    }

    @Test
    void membersDifferAndHaveTheMeanOfTheConfiguredElasticitiesTimesTheFactor() {
        double[] mean = trueMean(CustomerBehaviour.DEFAULT, 2000);

        for (int i = 0; i < PRIOR.length; i++) {
            assertEquals(1.25 * PRIOR[i], mean[i],
                    3 * 0.31 * 1.25 * Math.abs(PRIOR[i]) / Math.sqrt(2000));
        }
        assertTrue(customer(0, CustomerBehaviour.DEFAULT).elasticities()[0] != customer(1,
                CustomerBehaviour.DEFAULT).elasticities()[0]);
    }

    /// Nine squared deviations sum up to less than 27.9 in 999 of 1000 cases (chi-square).
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void twoHundredDaysTellTheTrueMeanElasticitiesWithinTheStatedDeviation(long seed) {
        var behaviour = new CustomerBehaviour(seed, null, null, null, null, null, null);
        var periods = new Periods(List.of("valley", "off-peak", "peak"), MICROGRID.getDemand().getPeriods());
        var prior = new PeriodElasticities(periods.names(), Profile.of(PRIOR));
        double[] deviations = new double[PRIOR.length];
        Arrays.fill(deviations, 0.05);
        ElasticityEstimate estimate = ElasticityEstimate.start(new ElasticityEstimate.Settings(periods,
                Spreading.EVERY_PAIR, prior, Profile.of(deviations),
                behaviour.noise() / Math.sqrt(MEMBERS), 1));
        Noise prices = Noise.of(seed, "test/prices");

        for (int day = 0; day < 200; day++) {
            estimate = estimate.updated(lived(day, prices, behaviour));
        }

        double[] truth = trueMean(behaviour, MEMBERS);
        double squares = 0;
        double error = 0;
        double priorError = 0;
        for (int i = 0; i < truth.length; i++) {
            double miss = estimate.elasticities().values().get(i) - truth[i];
            squares += Math.pow(miss / estimate.deviations().get(i), 2);
            error += miss * miss;
            priorError += Math.pow(PRIOR[i] - truth[i], 2);
            assertTrue(estimate.deviations().get(i) < 0.01);
        }
        assertTrue(squares < 27.9, "chi-square " + squares);
        assertTrue(error < priorError / 4, "error %s, of the prior %s".formatted(error, priorError));
    }

    /// A day on which each period has its own price and each hour moves a little more.
    private static AchievedResponse lived(int day, Noise prices, CustomerBehaviour behaviour) {
        double[] cents = new double[HOURS];
        double[] load = new double[HOURS];
        for (int t = 0; t < HOURS; t++) {
            int period = MICROGRID.getDemand().getPeriods().get(t);
            cents[t] = 14 * (1 + 0.6 * (prices.uniform(100L * day + period) - 0.5)
                    + 0.2 * (prices.uniform(100L * day + 10 + t) - 0.5));
        }
        ProgrammeOffer offer = tariff("real-time", ProgrammeKind.RTP,
                Arrays.stream(cents).boxed().toList());
        for (int t = 0; t < HOURS; t++) {
            for (int member = 0; member < MEMBERS; member++) {
                load[t] += customer(member, behaviour).loadKw(signal(day, offer), offer, t, 1);
            }
        }
        double[] baseline = new double[HOURS];
        Arrays.fill(baseline, MEMBERS);
        double[] flat = new double[HOURS];
        Arrays.fill(flat, 14);
        return new AchievedResponse(Profile.of(baseline), Profile.of(load), Profile.of(flat),
                Profile.of(cents));
    }

    private static double[] trueMean(CustomerBehaviour behaviour, int members) {
        double[] mean = new double[PRIOR.length];
        for (int member = 0; member < members; member++) {
            double[] own = customer(member, behaviour).elasticities();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += own[i] / members;
            }
        }
        return mean;
    }

    private static Customer customer(int member, CustomerBehaviour behaviour) {
        return new Customer(new ProsumerKey("tehran", "member-" + member), behaviour, MICROGRID.getDemand());
    }
}
