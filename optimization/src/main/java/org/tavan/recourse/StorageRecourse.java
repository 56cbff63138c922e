package org.tavan.recourse;

import java.util.Comparator;
import java.util.List;

import org.tavan.conic.Profile;

/// A rule by which batteries follow the residuals as well as the exchange: `q(ξ) = r + Qξ` and, of each battery,
/// `c(ξ) = c + Γξ`, `d(ξ) = d + Dξ`.
///
/// `gainKw` and `packedKw` are those of `Q`; what a residual is answered with in all is `supplyGainKw`.
///
/// @param exchange `Q`
/// @param storages one rule a battery that follows, by their ids, no two of which are the same
public record StorageRecourse(AffineRecourse exchange, List<StorageRule> storages) implements AffineRecourse {

    /// Orders the list, and checks lengths and ids.
    ///
    /// @throws IllegalArgumentException if a battery's rule has other intervals than the exchange, or two have the same id
    public StorageRecourse {
        storages = storages.stream().sorted(Comparator.comparing(StorageRule::storageId)).toList();
        for (int k = 0; k < storages.size(); k++) {
            StorageRule storage = storages.get(k);
            if (storage.intervals() != exchange.intervals()) {
                throw new IllegalArgumentException(
                        "The rule of %s has %d intervals, that of the exchange %d.".formatted(
                                storage.storageId(), storage.intervals(), exchange.intervals()));
            }
            if (k > 0 && storages.get(k - 1).storageId().equals(storage.storageId())) {
                throw new IllegalArgumentException(
                        "There are two rules of %s.".formatted(storage.storageId()));
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
            sum += storage.supplyGainKw(t, j);
        }
        return sum;
    }

    @Override
    public double spareKw(int t) {
        double sum = 0;
        for (StorageRule storage : storages) {
            sum += storage.spareKw(t);
        }
        return sum;
    }

    @Override
    public double exchangeKw(int t, double plannedKw, double[] xi) {
        return exchange.exchangeKw(t, plannedKw, xi);
    }
}
