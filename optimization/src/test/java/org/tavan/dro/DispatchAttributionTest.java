package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.RecourseAction;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;

class DispatchAttributionTest {
    /// A residual's share is what the exchange loses without it.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aShareIsWhatTheExchangeLosesWithoutTheResidual(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        CausalRecourse rule = new CausalRecourse(4, Profile.of(random.doubles(10, -5, 5).toArray()));
        double[] xi = random.doubles(4, -1, 1).toArray();
        double plannedKw = random.nextDouble(-3, 3);

        DispatchAttribution parts = DispatchAttribution.of(
                rule.respond(3, plannedKw, Profile.of(xi), GridLimits.NONE), plannedKw);

        for (int j = 0; j < 4; j++) {
            double[] without = xi.clone();
            without[j] = 0;
            RecourseAction other = rule.respond(3, plannedKw, Profile.of(without), GridLimits.NONE);
            assertEquals(parts.exchangeKw() - (other.importKw() - other.exportKw()), parts.shareKw().get(j),
                    1e-13);
        }
        assertEquals(0, parts.clippedKw(), 1e-14);
    }

    @Test
    void whatALimitTakesIsAPart() {
        CausalRecourse rule = new CausalRecourse(2, Profile.of(1, 2, 4));
        Profile xi = Profile.of(1, 2);

        DispatchAttribution most = DispatchAttribution.of(rule.respond(1, 0.5, xi, new GridLimits(3, 1)),
                0.5);
        DispatchAttribution least = DispatchAttribution.of(
                rule.respond(1, 0.5, Profile.of(-1, -2), new GridLimits(3, 1)), 0.5);

        assertEquals(new DispatchAttribution(0.5, Profile.of(2, 8), -7.5, 3), most);
        assertEquals(new DispatchAttribution(0.5, Profile.of(-2, -8), 8.5, -1), least);
    }

    @Test
    void partsThatDoNotAddUpAreRefused() {
        RecourseAction action = new CausalRecourse(1, Profile.of(2)).respond(0, 1, Profile.of(1),
                GridLimits.NONE);

        assertThrows(IllegalArgumentException.class, () -> DispatchAttribution.of(action, 0.9));
        assertThrows(IllegalArgumentException.class,
                () -> new DispatchAttribution(0, Profile.of(Double.NaN), 0, 0));
    }

    private static StorageRule following(double energyMaxKwh, CausalRecourse chargeGain,
            CausalRecourse dischargeGain) {
        return new StorageRule("b", new Battery(0, energyMaxKwh, 0, 9, 9, 0.9, 0.9, 0), Profile.of(0, 1),
                Profile.of(2, 0), chargeGain, dischargeGain);
    }

    /// It charges by plan, and less with every residual: what it charges less is supplied.
    @Test
    void aShareIsWhatABatteryThatFollowsSuppliesForIt() {
        StorageRule rule = following(10, new CausalRecourse(2, Profile.of(0, -0.5, -0.25)),
                new CausalRecourse(2, Profile.of(1, 0, 0)));
        Profile xi = Profile.of(0.5, 1);

        DispatchAttribution parts = DispatchAttribution.of(rule, rule.respond(1, xi, 5, 1), 1, xi);

        assertEquals(new DispatchAttribution(-1, Profile.of(0.25, 0.25), 0, -0.5), parts);
        double withoutKw = rule.respond(1, Profile.of(0, 1), 5, 1).supplyKw();
        assertEquals(parts.exchangeKw() - withoutKw, parts.shareKw().get(0), 1e-14);
    }

    /// Discharging more while it charges, a battery charges less instead, and loses less; a full one cannot charge.
    @Test
    void whatNettingAndAFullBatteryChangeIsAPart() {
        StorageRule rule = following(10, new CausalRecourse(2, Profile.of(0, 0, 0)),
                new CausalRecourse(2, Profile.of(0, 0, 0.5)));
        Profile xi = Profile.of(0, 1);

        DispatchAttribution netted = DispatchAttribution.of(rule, rule.respond(1, xi, 5, 1), 1, xi);
        DispatchAttribution full = DispatchAttribution.of(rule, rule.respond(1, xi, 10, 1), 1, xi);

        assertEquals(Profile.of(0, 0.5), netted.shareKw());
        assertEquals(0.5 / 0.81 - 0.5, netted.clippedKw(), 1e-14);
        assertEquals(new DispatchAttribution(-1, Profile.of(0, 0.5), 0.5, 0), full);
    }

    @Test
    void theExchangeAndBatteriesAddUp() {
        StorageRule battery = following(10, new CausalRecourse(2, Profile.of(0, -0.5, -0.25)),
                new CausalRecourse(2, Profile.of(1, 0, 0)));
        StorageRecourse rule = new StorageRecourse(new CausalRecourse(2, Profile.of(1, 2, 4)),
                List.of(battery));
        Profile xi = Profile.of(0.5, 1);

        DispatchAttribution exchange = DispatchAttribution.of(rule.respond(1, 0.5, xi, GridLimits.NONE), 0.5);
        DispatchAttribution all = exchange
                .plus(DispatchAttribution.of(battery, battery.respond(1, xi, 5, 1), 1, xi));

        for (int j = 0; j < 2; j++) {
            assertEquals(rule.supplyGainKw(1, j) * xi.get(j), all.shareKw().get(j), 1e-14);
        }
        assertEquals(0.5 + 5 - 1 + 0.5, all.exchangeKw(), 1e-14);
        assertThrows(IllegalArgumentException.class, () -> exchange.plus(
                DispatchAttribution.of(battery, battery.respond(0, xi, 5, 1), 0, xi)));
    }
}
