package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.RecourseAction;

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
}
