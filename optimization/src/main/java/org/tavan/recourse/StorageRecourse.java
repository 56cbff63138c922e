package org.tavan.recourse;

import java.util.List;

import org.tavan.conic.Profile;

/// A rule by which batteries follow the residuals as well as the exchange: `q(ξ) = r + Qξ` and, of each battery,
/// `c(ξ) = c + Γξ`, `d(ξ) = d + Dξ`.
///
/// `gainKw` and `packedKw` are those of `Q`; what a residual is answered with in all is `supplyGainKw`.
///
/// @param exchange `Q`
/// @param storages one rule a battery, in the order of the member's batteries
public record StorageRecourse(AffineRecourse exchange, List<StorageRule> storages) implements AffineRecourse {

    /// Copies the list and checks lengths.
    ///
    /// @throws IllegalArgumentException if a battery's rule has other intervals than the exchange
    public StorageRecourse {
        storages = List.copyOf(storages);
        for (StorageRule storage : storages) {
            if (storage.chargeGain().intervals() != exchange.intervals()) {
                throw new IllegalArgumentException(
                        "The rule of a battery has %d intervals, that of the exchange %d.".formatted(
                                storage.chargeGain().intervals(), exchange.intervals()));
            }
        }
    }

    @Override
    public int intervals() {
        return exchange.intervals();
    }

    @Override
    public double gainKw(int t, int j) {
        return exchange.gainKw(t, j);
    }

    @Override
    public Profile packedKw() {
        return exchange.packedKw();
    }

    @Override
    public double supplyGainKw(int t, int j) {
        double sum = exchange.supplyGainKw(t, j);
        for (StorageRule storage : storages) {
            sum += storage.dischargeGain().gainKw(t, j) - storage.chargeGain().gainKw(t, j);
        }
        return sum;
    }

    @Override
    public double exchangeKw(int t, double plannedKw, double[] xi) {
        return exchange.exchangeKw(t, plannedKw, xi);
    }
}
