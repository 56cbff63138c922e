package org.tavan.simulator.source;

import java.time.Instant;
import java.util.List;
import org.tavan.schema.Price;
import org.tavan.schema.Weather;

/// Prices and weather that become known in one step of a source.
///
/// @param end end of the step (UTC); every knowledge time lies in it, the end included
/// @param prices in the order of their knowledge time
/// @param weather in the order of their knowledge time
public record Context(Instant end, List<Price> prices, List<Weather> weather) {

    /// Copies the lists.
    public Context {
        prices = List.copyOf(prices);
        weather = List.copyOf(weather);
    }
}
