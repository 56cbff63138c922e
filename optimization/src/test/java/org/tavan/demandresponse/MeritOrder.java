package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// A supply for tests: blocks of power in the order of their price, then shortage. Convex, increasing, and no commitment.
///
/// @param blockKw size of each block (kW)
/// @param blockCents price of each, rising (¢/kWh)
/// @param shortageCents price of what is missing (¢/kWh)
public record MeritOrder(Profile blockKw, Profile blockCents, double shortageCents) implements SupplyCost {

    @Override
    public double cents(Profile loadKw) {
        double cents = 0;
        for (int t = 0; t < loadKw.length(); t++) {
            double left = loadKw.get(t);
            for (int b = 0; b < blockKw.length(); b++) {
                double used = Math.min(left, blockKw.get(b));
                cents += used * blockCents.get(b);
                left -= used;
            }
            cents += left * shortageCents;
        }
        return cents;
    }
}
