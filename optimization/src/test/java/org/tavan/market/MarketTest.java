package org.tavan.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class MarketTest {
    private static final Profile ONE = Profile.of(1);

    @Test
    void pricesMayBeNegativeButSellingNeverPaysMoreThanBuyingCosts() {
        assertEquals(1, new EnergyPrices(Profile.of(-3), Profile.of(-1), Profile.of(-2)).intervals());
        assertThrows(IllegalArgumentException.class, () -> new EnergyPrices(ONE, ONE, Profile.of(2)));
        assertThrows(IllegalArgumentException.class, () -> new EnergyPrices(ONE, ONE, Profile.of(1, 1)));
        assertThrows(IllegalArgumentException.class,
                () -> new EnergyPrices(Profile.of(Double.NaN), ONE, ONE));
        assertThrows(IllegalArgumentException.class,
                () -> new EnergyPrices(Profile.of(), Profile.of(), Profile.of()));
    }

    @Test
    void aLinkJoinsTwoMembersAtNoNegativeFee() {
        assertNull(new PeerLink("a", "b", 5, 0.5, 0).committed());
        assertThrows(IllegalArgumentException.class, () -> new PeerLink("a", "a", 5, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new PeerLink("a", "b", -5, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new PeerLink("a", "b", 5, -0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new PeerLink("a", "b", 5, 0.5, Double.NaN));
    }

    @Test
    void aTradeIsTwoNonNegativeFlows() {
        assertThrows(IllegalArgumentException.class, () -> new PeerTrade(Profile.of(-1), Profile.of(0)));
        assertThrows(IllegalArgumentException.class, () -> new PeerTrade(Profile.of(1), Profile.of(0, 0)));
    }
}
