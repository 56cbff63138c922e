package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.plan;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.asset.EnergyWindow;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.plan.BindingLimit;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.plan.Slack;
import org.tavan.plan.StoragePlan;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Curtailment;
import org.tavan.problem.ElectricVehicle;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// Each device by itself, against costs worked out by hand. Forecasts are certain, so nothing is left to the rule.
class DevicesTest {
    private static final double CENTS = 1e-4;
    private static final GridLimits WIDE = new GridLimits(50, 50);

    static Member certain(String id, GridLimits grid, double... forecastKw) {
        Profile zero = Profile.of(new double[forecastKw.length]);
        return new Member(id, 10, grid, new GridLimits(5, 5), Profile.of(forecastKw),
                EmpiricalDistribution.of(List.of(zero)), new SupportBox(zero, zero), null, null);
    }

    /// Real time is dearer than day-ahead by 30 ¢, and pays 30 ¢ less.
    static EnergyPrices prices(double... dayAheadCents) {
        double[] buy = dayAheadCents.clone();
        double[] sell = dayAheadCents.clone();
        for (int t = 0; t < buy.length; t++) {
            buy[t] += 30;
            sell[t] -= 30;
        }
        return new EnergyPrices(Profile.of(dayAheadCents), Profile.of(buy), Profile.of(sell))
                .withFreeSurplus();
    }

    private static PlanOutcome.Planned optimal(CommunityProblem problem) {
        PlanOutcome.Planned planned = plan(problem);
        assertEquals(PlanStatus.OPTIMAL, planned.status(), planned::reason);
        return planned;
    }

    private static PlanOutcome.Planned optimal(EnergyPrices prices, Member... members) {
        return optimal(TestPlans.problem(prices, List.of(members), List.of(), 0));
    }

    private static void assertRefused(String words, Supplier<?> made) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, made::get);
        assertTrue(Objects.requireNonNull(refused.getMessage()).contains(words), refused::toString);
    }

    private static void assertKw(Profile actual, double... expected) {
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], actual.get(t), 1e-4, "in interval " + t + " of " + actual);
        }
    }

    @Test
    void twoBatteriesEachKeepTheirOwnLimits() {
        var small = new BatteryState("small", new Battery(0, 2, 0, 5, 5, 1, 1, 0), 0, null);
        var slow = new BatteryState("slow", new Battery(0, 50, 0, 1, 1, 1, 1, 0), 0, null);
        Member member = certain("home", WIDE, 4, 4).withDevices(List.of(small, slow), List.of(), List.of());

        PlanOutcome.Planned planned = optimal(prices(10, 20), member);

        // 2 kWh by the small one, 1 by the slow one: 7 kWh at 10 ¢ and 1 at 20.
        assertEquals(90, planned.statistics().objectiveCents(), CENTS);
        MemberPlan own = planned.plan().member("home");
        assertKw(own.storages().get(0).chargeKw(), 2, 0);
        assertKw(own.storages().get(1).dischargeKw(), 0, 1);
        assertKw(own.chargeKw(), 3, 0);
        assertKw(own.energyKwh(), 3, 0);
    }

    @Test
    void whatIsLeftAtTheEndHasItsValue() {
        Battery battery = new Battery(0, 10, 4, 5, 5, 1, 1, 0).withTerminalCentsPerKwh(15);
        Member member = certain("home", new GridLimits(50, 0), 1, 1)
                .withDevices(List.of(new BatteryState("b", battery, 4, null)), List.of(), List.of());

        PlanOutcome.Planned planned = optimal(prices(10, 20), member);

        // 5 kWh bought at 10 ¢: one replaces a kWh at 20, four are left above the 4 due, worth 15 each.
        assertEquals(6 * 10 - 4 * 15, planned.statistics().objectiveCents(), CENTS);
        assertKw(planned.plan().member("home").energyKwh(), 9, 8);
    }

    @Test
    void aReserveIsKeptAndReachedAsSoonAsItCan() {
        Battery battery = new Battery(0, 10, 0, 2, 5, 1, 1, 0);
        var state = new BatteryState("b", battery, 1, null).withReserveKwh(6, 4);
        Member member = certain("home", WIDE, 1, 1, 1, 1).withDevices(List.of(state), List.of(), List.of());

        PlanOutcome.Planned planned = optimal(prices(30, 20, 10, 5), member);

        // Energy gets cheaper, so the reserve is filled no faster than it asks for: at 0.99 of full power.
        Profile energy = planned.plan().member("home").energyKwh();
        assertEquals(1 + 0.99 * 2, energy.get(0), 1e-4);
        assertEquals(1 + 0.99 * 4, energy.get(1), 1e-4);
        assertEquals(6, energy.get(2), 1e-4);
        assertEquals(6, energy.get(3), 1e-4);
        assertTrue(planned.plan().member("home").binding().get(3).contains(BindingLimit.BATTERY_RESERVE));
        assertRefused("reserveKwh of b in interval 0 (11.0)",
                () -> new BatteryState("b", battery, 1, null).withReserveKwh(11, 4));
    }

    @Test
    void aVehicleChargesWhileItIsThereForItsDeparture() {
        var car = new ElectricVehicle("car", new Battery(0, 40, 0, 5, 0, 0.9, 1, 0),
                List.of(new ChargingStay(0, 2, 10, 14.5), new ChargingStay(3, 5, 8, 8)));
        Member member = certain("home", WIDE, 1, 1, 1, 1, 1).withDevices(List.of(car), List.of(), List.of());

        PlanOutcome.Planned planned = optimal(prices(12, 10, 1, 30, 20), member);

        // 4.5 kWh through 0.9 take 5 kW for the hour at 10 ¢; the second stay needs nothing.
        assertEquals(12 + 10 + 1 + 30 + 20 + 50, planned.statistics().objectiveCents(), CENTS);
        StoragePlan own = planned.plan().member("home").storages().getFirst();
        assertKw(own.chargeKw(), 0, 5, 0, 0, 0);
        assertKw(own.energyKwh(), 10, 14.5, 0, 8, 8);
    }

    @Test
    void aVehicleThatMayDischargeServesTheHouse() {
        var car = new ElectricVehicle("car", new Battery(5, 40, 5, 5, 3, 1, 1, 0),
                List.of(new ChargingStay(0, 2, 20, 20)));
        Member member = certain("home", WIDE, 4, 4).withDevices(List.of(car), List.of(), List.of());

        PlanOutcome.Planned planned = optimal(prices(30, 10), member);

        // 3 kW from the car at 30 ¢, back at 10.
        assertEquals(1 * 30 + 7 * 10, planned.statistics().objectiveCents(), CENTS);
    }

    @Test
    void aDueLevelOutOfReachIsAnInputError() {
        var car = new ElectricVehicle("car", new Battery(0, 60, 0, 10, 0, 0.9, 1, 0),
                List.of(new ChargingStay(1, 3, 10, 30)));
        Member member = certain("home-3", WIDE, 1, 1, 1, 1).withDevices(List.of(car), List.of(), List.of());

        assertRefused(
                "Member home-3: The vehicle car is due 30.0 kWh at the end of interval 2, but only 28.0 kWh are reachable",
                () -> TestPlans.problem(prices(1, 1, 1, 1), List.of(member), List.of(), 0));
        assertRefused("The stay [2, 2) is empty", () -> new ChargingStay(2, 2, 0, 0));
        assertRefused("begins before the one before it ends, at 3", () -> new ElectricVehicle("car",
                car.battery(), List.of(new ChargingStay(1, 3, 1, 1), new ChargingStay(2, 4, 1, 1))));
        assertRefused("dueKwh of the stay [1, 3) (NaN)", () -> new ChargingStay(1, 3, 1, Double.NaN));
        assertRefused("ends after the last of 2 intervals",
                () -> TestPlans.problem(prices(1, 1), List.of(certain("home", WIDE, 1, 1)
                        .withDevices(List.of(car), List.of(), List.of())), List.of(), 0));
    }

    @Test
    void flexibleLoadsRunInTheirWindowsUnderTheirCaps() {
        var boiler = new FlexibleDemand("boiler", new FlexibleLoad(3, 20, 0), Profile.of(1, 1, 1, 1), 0,
                Profile.of(3, 0, 3, 1), List.of(new EnergyWindow(2, 4, 2, 2.5)));
        var washer = new FlexibleDemand("washer", new FlexibleLoad(2, 20, 0), Profile.of(2, 0, 0, 0), 0, null,
                List.of());
        Member member = certain("home", WIDE, 0, 0, 0, 0).withDevices(List.of(), List.of(boiler, washer),
                List.of());

        PlanOutcome.Planned planned = optimal(prices(20, 5, 30, 10), member);

        // Boiler: 4 kWh, of which 2 to 2.5 in the last two intervals, 1 of them at 10 ¢ and the rest at 30 as little as may be, 2 at 20.
        // Washer: 2 kWh at 5 ¢.
        assertEquals(2 * 20 + 1 * 30 + 1 * 10 + 2 * 5, planned.statistics().objectiveCents(), CENTS);
        MemberPlan own = planned.plan().member("home");
        assertKw(own.flexibleLoads().get(0).servedKw(), 2, 0, 1, 1);
        assertKw(own.flexibleLoads().get(1).servedKw(), 0, 2, 0, 0);
        assertKw(own.flexibleKw(), 2, 2, 1, 1);
        assertTrue(own.binding().get(3).contains(BindingLimit.WINDOW_LIMIT));
        assertRefused("The energy window [3, 3) is empty", () -> new EnergyWindow(3, 3, 0, 1));
        assertRefused("must not exceed its energyMaxKwh", () -> new EnergyWindow(1, 3, 2, 1));
    }

    @Test
    void generationIsCurtailedWhereItsSurplusCosts() {
        var roof = new Curtailment("roof", Profile.of(5, 5, 5), 2);
        Member member = certain("home", new GridLimits(20, 20), -5, -5, -5)
                .withDevices(List.of(), List.of(), List.of(roof));
        EnergyPrices prices = new EnergyPrices(Profile.of(8, -1, -9), Profile.of(20, 20, 20),
                Profile.of(5, -4, -9));

        PlanOutcome.Planned planned = optimal(prices, member);

        // Sold at 8; sold at −1, which costs less than to curtail at 2; curtailed at 2 instead of sold at −9.
        assertEquals(-5 * 8 + 5 * 1 + 5 * 2, planned.statistics().objectiveCents(), CENTS);
        assertKw(planned.plan().member("home").curtailments().getFirst().curtailedKw(), 0, 0, 5);
        assertEquals(10, planned.plan().member("home").costs().assetCents(), CENTS);
    }

    @Test
    void nothingIsCurtailedWhereSurplusIsFree() {
        var roof = new Curtailment("roof", Profile.of(6), 0);
        Member member = certain("home", new GridLimits(20, 0), -5)
                .withDevices(List.of(), List.of(), List.of(roof));

        PlanOutcome.Planned planned = optimal(prices(8), member);

        assertEquals(0, planned.statistics().objectiveCents(), CENTS);
        assertKw(planned.plan().member("home").curtailments().getFirst().curtailedKw(), 0);
    }

    @Test
    void thePeakIsPaidAboveWhatWasReached() {
        Battery battery = new Battery(0, 10, 0, 5, 5, 1, 1, 0);
        Member member = certain("home", WIDE, 2, 8)
                .withDevices(List.of(new BatteryState(battery, 0)), List.of(), List.of());
        CommunityProblem problem = TestPlans.problem(prices(10, 10), List.of(member), List.of(), 0);

        // The battery levels 2 and 8 to 5: 2 kW above the 3 reached. A member's own charge and the community's work alike.
        PlanOutcome.Planned shared = optimal(problem.withDemandCharge(new DemandCharge(50, 3, 100)));
        PlanOutcome.Planned own = optimal(
                problem.withMembers(List.of(member.withDemandCharge(new DemandCharge(50, 3, 100)))));

        assertEquals(100 + 2 * 50, shared.statistics().objectiveCents(), CENTS);
        assertEquals(100, shared.plan().peakCents(), CENTS);
        assertEquals(5, shared.plan().peakKw(), CENTS);
        assertEquals(200, own.statistics().objectiveCents(), CENTS);
        assertEquals(100, own.plan().member("home").costs().peakCents(), CENTS);
        assertTrue(own.plan().member("home").binding().getFirst().contains(BindingLimit.PEAK));
    }

    @Test
    void aPeakLimitThatCannotBeKeptIsANamedSlack() {
        Member member = certain("home", WIDE, 2, 8).withDemandCharge(new DemandCharge(0, 0, 5));

        PlanOutcome.Planned planned = plan(TestPlans.problem(prices(10, 10), List.of(member), List.of(), 0));

        // It is missed rather than the balance.
        assertEquals(PlanStatus.RELAXED, planned.status());
        assertEquals(1, planned.slacks().size(), planned::reason);
        assertEquals("peak import of home in interval 1", planned.slacks().getFirst().name());
        assertEquals(3, planned.slacks().getFirst().amount(), 1e-4);
    }

    @Test
    void theCommunitysPeakIsNamedAsSuch() {
        CommunityProblem problem = TestPlans.problem(prices(10, 10),
                List.of(certain("a", WIDE, 2, 4), certain("b", WIDE, 1, 4)), List.of(), 0)
                .withDemandCharge(new DemandCharge(0, 0, 6));

        PlanOutcome.Planned planned = plan(problem);

        assertEquals(List.of("peak import of the community in interval 1"),
                planned.slacks().stream().map(Slack::name).toList());
        assertEquals(2, planned.slacks().getFirst().amount(), 1e-4);
    }

    @Test
    void aPlanInForceIsKeptDeviceByDevice() {
        var first = new BatteryState("first", new Battery(0, 10, 5, 5, 5, 1, 1, 0.01), 5, null);
        var second = new BatteryState("second", new Battery(0, 10, 5, 5, 5, 1, 1, 0.01), 5, null);
        Member member = certain("home", WIDE, 4, 4).withDevices(List.of(first, second), List.of(), List.of())
                .withPrevious(new PreviousPlan(List.of(
                        new PreviousPlan.StoragePower("second", Profile.of(3, 0), Profile.of(0, 3))),
                        List.of()));

        PlanOutcome.Planned planned = optimal(
                TestPlans.problem(prices(10, 10), List.of(member), List.of(), 1e6));

        PreviousPlan own = planned.plan().member("home").asPrevious();
        assertEquals(3, own.storage("second").orElseThrow().chargeKw().get(0), 1e-3);
        assertEquals(3, own.storage("second").orElseThrow().dischargeKw().get(1), 1e-3);
        assertEquals(0, own.storage("first").orElseThrow().chargeKw().get(0), 1e-3);
    }

    @Test
    void contradictionsNameTheInput() {
        var battery = new BatteryState("b", new Battery(0, 10, 0, 5, 5, 1, 1, 0), 0, null);
        Member member = certain("home", WIDE, 1, 1);

        assertRefused("Member home: There are two devices b",
                () -> member.withDevices(List.of(battery, battery), List.of(), List.of()));
        assertRefused("reserveKwh of b has 3 intervals",
                () -> member.withDevices(List.of(battery.withReserveKwh(1, 3)), List.of(), List.of()));
        assertRefused("availableKw of roof of interval 1 (NaN)",
                () -> new Curtailment("roof", Profile.of(1, Double.NaN), 0));
        assertRefused("centsPerKwh of roof (-1.0)", () -> new Curtailment("roof", Profile.of(1), -1));
        assertRefused("terminalCentsPerKwh", () -> battery.battery().withTerminalCentsPerKwh(-1));
        assertRefused("limitKw (NaN)", () -> new DemandCharge(0, 0, Double.NaN));
        assertRefused("centsPerKw (-1.0)", () -> new DemandCharge(-1, 0, 1));
        assertRefused("powerCapKw of f has 1 intervals", () -> new FlexibleDemand("f",
                new FlexibleLoad(1, 1, 0), Profile.of(1, 1), 0, Profile.of(1), List.of()));
        assertRefused("The window [0, 3) of f ends after the last of 2 intervals",
                () -> new FlexibleDemand("f", new FlexibleLoad(1, 1, 0), Profile.of(1, 1), 0, null,
                        List.of(new EnergyWindow(0, 3, 0, 1))));
        assertRefused("surplusCentsPerKwh of interval 0 (-1.0)", () -> new EnergyPrices(Profile.of(1),
                Profile.of(1), Profile.of(1), Profile.of(-1)));
    }

    @Test
    void aTradeCostsItsFeeAndStaysWithinItsLink() {
        CommunityProblem problem = TestPlans.problem(prices(10),
                List.of(certain("roof", new GridLimits(0, 0), -3), certain("flat", WIDE, 4)),
                List.of(new PeerLink("roof", "flat", 2, 3, 0)), 0);

        PlanOutcome.Planned planned = optimal(problem);

        assertEquals(2 * 3 + 2 * 10, planned.statistics().objectiveCents(), CENTS);
        assertEquals(6, planned.plan().member("flat").costs().tradeCents(), CENTS);
    }
}
