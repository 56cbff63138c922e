package org.tavan.recourse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.recourse.StorageRule.Action;
import org.tavan.recourse.StorageRule.Clipping;

class StorageRuleTest {
    private static final Battery BATTERY = new Battery(1, 9, 1, 4, 3, 0.9, 0.8, 0);
    private static final CausalRecourse NOTHING = new CausalRecourse(2, Profile.of(0, 0, 0));
    private static final CausalRecourse MORE = new CausalRecourse(2, Profile.of(10, 5, 10));

    private static StorageRule rule(double charge, double discharge) {
        return new StorageRule("b", BATTERY, Profile.of(charge, charge), Profile.of(discharge, discharge),
                NOTHING, MORE);
    }

    @Test
    void itAnswersWhatItHasSeenSoFar() {
        Action action = rule(0, 0.5).respond(1, Profile.of(0.1, 0.05), 5, 1);

        assertEquals(0.5 + 5 * 0.1 + 10 * 0.05, action.dischargeKw(), 1e-15);
        assertEquals(0, action.chargeKw());
        assertEquals(Clipping.NONE, action.clipping());
    }

    @Test
    void bothFlowsBecomeTheOneThatChangesTheEnergyAsMuch() {
        Action action = rule(2, 0).respond(0, Profile.of(0.1), 5, 1);

        double asRuled = BATTERY.energyAfterKwh(5, 2, 1, 1);
        assertEquals(asRuled, BATTERY.energyAfterKwh(5, action.chargeKw(), action.dischargeKw(), 1), 1e-12);
        assertEquals(0, action.chargeKw() * action.dischargeKw());
        assertEquals(Clipping.NONE, action.clipping());
    }

    @Test
    void beyondItsPowerItIsClippedAndFlagged() {
        Action most = rule(0, 1).respond(0, Profile.of(0.3), 8, 1);
        Action least = rule(0, 1).respond(0, Profile.of(-0.3), 8, 1);

        assertEquals(new Action(0, 3, Clipping.AT_POWER_LIMIT), most);
        assertEquals(new Action(0, 0, Clipping.AT_POWER_LIMIT), least);
    }

    @Test
    void anEmptyOrFullBatteryStops() {
        Action empty = rule(0, 2).respond(0, Profile.of(0.05), 2, 0.5);
        Action full = rule(3, 0).respond(0, Profile.of(0), 8.5, 1);

        assertEquals(1 * 0.8 / 0.5, empty.dischargeKw(), 1e-12);
        assertEquals(Clipping.AT_ENERGY_LIMIT, empty.clipping());
        assertEquals(0.5 / 0.9, full.chargeKw(), 1e-12);
        assertEquals(Clipping.AT_ENERGY_LIMIT, full.clipping());
    }

    @Test
    void whatBatteriesAddToTheSupplyCountsBesideTheExchange() {
        StorageRecourse rule = new StorageRecourse(new DiagonalRecourse(Profile.of(3, 4)),
                List.of(new StorageRule("b", BATTERY, Profile.of(0, 0), Profile.of(0, 0),
                        new CausalRecourse(2, Profile.of(-1, 0, 0)), MORE)));

        assertEquals(3, rule.gainKw(0, 0));
        assertEquals(3 + 10 + 1, rule.supplyGainKw(0, 0));
        assertEquals(5, rule.supplyGainKw(1, 0));
        assertEquals(Profile.of(3, 4), rule.packedKw());
    }

    @Test
    void rulesOfBatteriesAreOrderedByTheirIdsWhichDiffer() {
        StorageRule second = rule(1, 0);
        StorageRule first = new StorageRule("a", BATTERY, Profile.of(0, 0), Profile.of(2, 2), NOTHING,
                NOTHING);
        DiagonalRecourse exchange = new DiagonalRecourse(Profile.of(1, 1));

        assertEquals(List.of(first, second),
                new StorageRecourse(exchange, List.of(second, first)).storages());
        assertThrows(IllegalArgumentException.class,
                () -> new StorageRecourse(exchange, List.of(second, rule(0, 1))));
    }

    /// 2 kW in and 1 kW out change the energy as 2 − 1/0.72 kW in do.
    @Test
    void asPlannedItDoesOneThingAsWellAndSparesTheLossOfBoth() {
        StorageRule rule = rule(2, 1);

        assertEquals(2 - 1 / 0.72, rule.planned(0).chargeKw(), 1e-12);
        assertEquals(0, rule.planned(0).dischargeKw());
        assertEquals(1 / 0.72 - 1, rule.spareKw(0), 1e-12);
        assertEquals(0, rule(2, 0).spareKw(0), 1e-12);
    }

    @Test
    void theEnergyThatAnAnswerTookIsMissingInTheNext() {
        StorageRecourse rule = new StorageRecourse(new DiagonalRecourse(Profile.of(0, 0)),
                List.of(rule(0, 1)));
        StorageReplay replay = new StorageReplay(rule, id -> id.equals("b") ? 4 : 0, 1);

        // ξ = 0.1 and 0.2: asked are 2 and 1.5 + 2 kW; 4 kWh less 2 / 0.8 leave 1.5, of which 0.5 are above the least: 0.4 kW.
        StorageReplay.Step first = replay.step(Profile.of(0.1, 0.2));
        StorageReplay.Step second = replay.step(Profile.of(0.1, 0.2));

        assertEquals(new StorageReplay.Step(1, 0, 0, false), first);
        assertEquals(0.4 - 1, second.supplyKw(), 1e-12);
        assertEquals(true, second.clipped());
        assertEquals(1 - (4 - 2 / 0.8), replay.beyondKwh(), 1e-12);
    }

    @Test
    void anIntervalOutsideTheRuleIsRefused() {
        assertThrows(IllegalArgumentException.class,
                () -> rule(0, 0).respond(2, Profile.of(0, 0, 0), 5, 1));
        assertThrows(IllegalArgumentException.class,
                () -> rule(0, 0).respond(1, Profile.of(0), 5, 1));
        assertThrows(IllegalArgumentException.class,
                () -> new StorageRule("b", BATTERY, Profile.of(0), Profile.of(0, 0), NOTHING, MORE));
        assertThrows(IllegalArgumentException.class, () -> new StorageRecourse(
                new DiagonalRecourse(Profile.of(1)), List.of(rule(0, 0))));
    }
}
