package org.tavan.settlement;

/// What a traded kWh costs its taker and earns its giver, beside the fee, which the taker pays to the grid.
public enum PeerPriceRule {
    /// Halfway between the prices of buying and selling in real time: what both would get of the grid at short notice.
    MID_MARKET,
    /// Halfway between what the kWh is worth to the two, by the shadow prices of their balances, the fee taken off: what a congested link earns is shared by its ends.
    SHADOW_PRICES,
    /// One price for all trades of an interval: the mean of the members' shadow prices, weighted with what each trades.
    UNIFORM
}
