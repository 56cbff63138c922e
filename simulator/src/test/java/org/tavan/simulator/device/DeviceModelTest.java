package org.tavan.simulator.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.simulator.device.DeviceFixture.BATTERY_HOME;
import static org.tavan.simulator.device.DeviceFixture.COMMUNITY;
import static org.tavan.simulator.device.DeviceFixture.FLEXIBLE_HOME;
import static org.tavan.simulator.device.DeviceFixture.dispatch;
import static org.tavan.simulator.device.DeviceFixture.hour;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Battery;
import org.tavan.schema.DeviceState;
import org.tavan.topic.ProsumerKey;

class DeviceModelTest {
    private static final double EXACT = 1e-9;

    @Test
    void chargingStoresTheEnergyTimesTheEfficiency() {
        DeviceModel model = model(BATTERY_HOME);

        DeviceState state = model.after(model.initial(), dispatch(BATTERY_HOME, 0, 10, 0, 0), hour(1));

        assertEquals(40 + 0.96 * 10, state.getEnergyKwh(), EXACT);
        assertEquals(state.getEnergyKwh() / 80, state.getSocFraction(), EXACT);
        assertEquals(10, state.getChargeKw(), EXACT);
        assertEquals(dispatch(BATTERY_HOME, 0, 0, 0, 0).getDispatchId(), state.getDispatchId());
        assertEquals(hour(1), state.getTime());
    }

    @Test
    void dischargingTakesTheEnergyDividedByTheEfficiency() {
        DeviceModel model = model(BATTERY_HOME);

        DeviceState state = model.after(model.initial(), dispatch(BATTERY_HOME, 0, 0, 12, 0), hour(1));

        assertEquals(40 - 12 / 0.96, state.getEnergyKwh(), EXACT);
    }

    @Test
    void aBatteryNeverLeavesItsLimitsAndReportsWhatItAchieved() {
        DeviceModel model = model(BATTERY_HOME);
        Battery battery = DeviceFixture.prosumer(BATTERY_HOME).getBattery();

        DeviceState full = model.initial();
        for (int hour = 0; hour < 4; hour++) {
            full = model.after(full, dispatch(BATTERY_HOME, hour, 50, 0, 0), hour(hour + 1));
        }
        DeviceState empty = full;
        for (int hour = 4; hour < 10; hour++) {
            empty = model.after(empty, dispatch(BATTERY_HOME, hour, 0, 50, 0), hour(hour + 1));
        }

        assertEquals(battery.getEnergyMaxKwh(), full.getEnergyKwh(), EXACT);
        assertEquals(0, full.getChargeKw(), EXACT);
        assertEquals(battery.getEnergyMinKwh(), empty.getEnergyKwh(), EXACT);
        assertEquals(0, empty.getDischargeKw(), EXACT);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whateverIsCommandedTheReportedPowersExplainTheEnergy(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        DeviceModel model = model(BATTERY_HOME);
        Battery battery = DeviceFixture.prosumer(BATTERY_HOME).getBattery();

        DeviceState state = model.initial();
        for (int hour = 0; hour < 200; hour++) {
            double energy = state.getEnergyKwh();
            state = model.after(state,
                    dispatch(BATTERY_HOME, hour, random.nextDouble(-5, 30), random.nextDouble(-5, 30), 0),
                    hour(hour + 1));

            assertEquals(energy + 0.96 * state.getChargeKw() - state.getDischargeKw() / 0.96,
                    state.getEnergyKwh(), 1e-6);
            assertTrue(state.getChargeKw() <= 20 && state.getDischargeKw() <= 20);
            assertTrue(state.getChargeKw() == 0 || state.getDischargeKw() == 0);
            assertTrue(state.getEnergyKwh() >= battery.getEnergyMinKwh()
                    && state.getEnergyKwh() <= battery.getEnergyMaxKwh());
        }
    }

    @Test
    void flexibleLoadShiftsAgainstItsDesiredPower() {
        DeviceModel model = model(FLEXIBLE_HOME);

        DeviceState morning = model.after(model.initial(), dispatch(FLEXIBLE_HOME, 0, 0, 0, 4), hour(1));
        DeviceState evening = model.after(model.after(morning, null, hour(18)),
                dispatch(FLEXIBLE_HOME, 18, 0, 0, 1), hour(19));

        assertEquals(4, morning.getShiftedKwh(), EXACT);
        assertEquals(4 + 1 - 3, evening.getShiftedKwh(), EXACT);
        assertEquals(0, evening.getEnergyKwh());
    }

    @Test
    void flexibleLoadStopsAtTheMostThatMayBeShifted() {
        DeviceModel model = model(FLEXIBLE_HOME);

        DeviceState state = model.initial();
        for (int hour = 0; hour < 4; hour++) {
            state = model.after(state, dispatch(FLEXIBLE_HOME, hour, 0, 0, 40), hour(hour + 1));
        }

        assertEquals(15, state.getShiftedKwh(), EXACT);
        assertEquals(0, state.getFlexibleKw(), EXACT);
    }

    @Test
    void setPointsHoldForOneIntervalAndThenDevicesRest() {
        DeviceModel model = model(BATTERY_HOME);

        DeviceState state = model.after(model.initial(), dispatch(BATTERY_HOME, 0, 10, 0, 0), hour(5));

        assertEquals(49.6, state.getEnergyKwh(), EXACT);
        assertEquals(0, state.getChargeKw());
        assertNull(state.getDispatchId());
        assertEquals(hour(5), state.getTime());
    }

    @Test
    void aSetPointThatIsNotANumberCommandsNothing() {
        DeviceModel model = model(BATTERY_HOME);

        DeviceState state = model.after(model.initial(),
                dispatch(BATTERY_HOME, 0, Double.NaN, Double.NaN, Double.NaN), hour(1));

        assertEquals(40, state.getEnergyKwh(), EXACT);
    }

    @Test
    void aStuckBatteryDoesNothingAndSaysSo() {
        var fault = new DeviceFault(new ProsumerKey("tehran", BATTERY_HOME), DeviceFault.Kind.STUCK, hour(0),
                hour(1));
        var model = new DeviceModel(COMMUNITY, DeviceFixture.prosumer(BATTERY_HOME), List.of(fault));

        DeviceState stuck = model.after(model.initial(), dispatch(BATTERY_HOME, 0, 10, 0, 0), hour(1));
        DeviceState well = model.after(stuck, dispatch(BATTERY_HOME, 1, 10, 0, 0), hour(2));

        assertEquals(40, stuck.getEnergyKwh(), EXACT);
        assertEquals("STUCK", stuck.getFault());
        assertEquals(49.6, well.getEnergyKwh(), EXACT);
        assertEquals("", well.getFault());
    }

    @Test
    void aDeratedBatteryDoesHalf() {
        var fault = new DeviceFault(new ProsumerKey("tehran", BATTERY_HOME), DeviceFault.Kind.DERATED,
                hour(0), hour(1));
        var model = new DeviceModel(COMMUNITY, DeviceFixture.prosumer(BATTERY_HOME), List.of(fault));

        DeviceState state = model.after(model.initial(), dispatch(BATTERY_HOME, 0, 18, 0, 0), hour(1));

        assertEquals(10, state.getChargeKw(), EXACT);
        assertEquals("DERATED", state.getFault());
    }

    private static DeviceModel model(String prosumerId) {
        return new DeviceModel(COMMUNITY, DeviceFixture.prosumer(prosumerId), List.of());
    }
}
