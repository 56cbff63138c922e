package org.tavan.recourse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.recourse.PeakGuard.Planned;

/// By hand: half-hours, 4 kW each way, of what is charged 0.9 arrives, of what is taken out 0.5.
class PeakGuardTest {
    private static final double EXACT = 1e-12;
    private static final Battery BATTERY = new Battery(1, 10, 1, 4, 4, 0.9, 0.5, 0);

    private static Planned planned(Profile supplyKw, Profile energyKwh) {
        return new Planned(BATTERY, supplyKw, energyKwh);
    }

    @Test
    void aChargingBatteryChargesLessByWhatIsBeyondTheLimit() {
        var guard = new PeakGuard(List.of(planned(Profile.of(-3, 0), Profile.of(6, 6))), 10, 0.5);

        Profile given = guard.step(12, Profile.of(0));

        assertEquals(2, given.get(0), EXACT);
        assertEquals(-0.5 * 0.9 * 2, guard.beyondKwh(0), EXACT);
    }

    @Test
    void beyondItsChargeItDischarges() {
        var guard = new PeakGuard(List.of(planned(Profile.of(-3, 0), Profile.of(9, 9))), 10, 0.5);

        Profile given = guard.step(15, Profile.of(0));

        assertEquals(5, given.get(0), EXACT);
        assertEquals(-0.5 * (0.9 * 3 + 2 / 0.5), guard.beyondKwh(0), EXACT);
    }

    @Test
    void whatTheLaterPlanNeedsIsNotGiven() {
        // 1.5 kWh are left in the second half-hour, 0.5 above the least; half of it can be given, within half an hour.
        var guard = new PeakGuard(List.of(planned(Profile.of(0, 4), Profile.of(5.5, 1.5))), 10, 0.5);

        Profile first = guard.step(30, Profile.of(0));
        Profile second = guard.step(30, Profile.of(0));

        assertEquals(0.5, first.get(0), EXACT);
        assertEquals(-0.5, guard.beyondKwh(0), EXACT);
        assertEquals(0, second.get(0), EXACT);
    }

    @Test
    void noMoreThanThePowerIsGiven() {
        var guard = new PeakGuard(List.of(planned(Profile.of(3), Profile.of(10))), 10, 0.5);

        assertEquals(1, guard.step(30, Profile.of(30)).get(0), EXACT);
    }

    @Test
    void belowTheLimitEverythingStaysAsPlanned() {
        var guard = new PeakGuard(List.of(planned(Profile.of(-3), Profile.of(6))), 10, 0.5);

        assertEquals(0, guard.step(10, Profile.of(5)).get(0), EXACT);
        assertEquals(0, guard.beyondKwh(0), EXACT);
    }

    @Test
    void whoNeedsItGivesFirstThenAllInProportion() {
        var full = planned(Profile.of(0), Profile.of(10));
        var charging = planned(Profile.of(-4), Profile.of(10));
        var guard = new PeakGuard(List.of(full, charging), 10, 0.5);

        // Of 8 kW, 2 are the first one's own; of the other 6 it can give 2 more, the second one 8.
        Profile given = guard.step(18, Profile.of(2, -1));

        assertEquals(2 + 0.6 * 2, given.get(0), EXACT);
        assertEquals(0.6 * 8, given.get(1), EXACT);
    }

    @Test
    void lengthsThatDifferAreNamed() {
        Profile one = Profile.of(1);
        Profile two = Profile.of(1, 2);

        var wrong = assertThrows(IllegalArgumentException.class, () -> new Planned(BATTERY, one, two));

        assertEquals("A guarded battery has 1 planned powers and 2 energies, expected as many.", wrong
                .getMessage());
    }

    /// Whatever comes: what is planned later can be done, powers hold, and the limit is passed only where nothing more can be given.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void theLimitHoldsAsLongAsThePlanAllows(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Planned> batteries = List.of(plan(random), plan(random), plan(random));
        var guard = new PeakGuard(batteries, 5, 0.5);
        double[] energyKwh = {5, 5, 5};
        for (int t = 0; t < 24; t++) {
            double meteredKw = random.nextDouble(-5, 14);
            Profile given = guard.step(meteredKw, Profile.of(random.doubles(3, -3, 3).toArray()));

            double sum = 0;
            boolean more = false;
            for (int k = 0; k < 3; k++) {
                Planned planned = batteries.get(k);
                double supplyKw = planned.supplyKw().get(t) + given.get(k);
                energyKwh[k] = BATTERY.energyAfterKwh(energyKwh[k], Math.max(0, -supplyKw), Math.max(0,
                        supplyKw), 0.5);
                assertEquals(planned.energyKwh().get(t) + guard.beyondKwh(k), energyKwh[k], 1e-9);
                assertTrue(given.get(k) >= 0 && supplyKw <= 4 + 1e-9, "power");
                double spareKwh = Double.POSITIVE_INFINITY;
                for (int s = t; s < 24; s++) {
                    spareKwh = Math.min(spareKwh, planned.energyKwh().get(s) + guard.beyondKwh(k) - 1);
                }
                assertTrue(spareKwh >= -1e-9, "energy for the later plan");
                more |= supplyKw < 4 - 1e-9 && spareKwh > 1e-9;
                sum += given.get(k);
            }
            double overKw = Math.max(0, meteredKw - 5);
            assertTrue(sum <= overKw + 1e-9 && (sum >= overKw - 1e-9 || !more), "beyond the limit");
        }
    }

    /// From 5 kWh, within the limits.
    private static Planned plan(RandomGenerator random) {
        List<Double> supplyKw = new ArrayList<>();
        List<Double> energies = new ArrayList<>();
        double energyKwh = 5;
        for (int t = 0; t < 24; t++) {
            double kw = random.nextDouble(-4, 4);
            double after = BATTERY.energyAfterKwh(energyKwh, Math.max(0, -kw), Math.max(0, kw), 0.5);
            boolean within = after >= 1 && after <= 10;
            energyKwh = within ? after : energyKwh;
            supplyKw.add(within ? kw : 0);
            energies.add(energyKwh);
        }
        return planned(Profile.of(supplyKw.stream().mapToDouble(x -> x).toArray()), Profile.of(energies
                .stream()
                .mapToDouble(x -> x)
                .toArray()));
    }
}
