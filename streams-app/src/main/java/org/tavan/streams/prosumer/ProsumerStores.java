package org.tavan.streams.prosumer;

import org.tavan.streams.forecast.ExternalForecast;
import org.tavan.streams.forecast.WeatherRecord;
import org.tavan.streams.store.AsOfBook;
import org.tavan.streams.store.BytesStore;

/// Stores of the prosumer stage.
///
/// @param prosumers small state by prosumer
/// @param profiles like-day profiles by prosumer
/// @param ticks intervals in blocks
/// @param gates forecasts issued at gate closures, by prosumer and target day
/// @param rows residual rows by prosumer and day
/// @param weather weather by community
/// @param external forecasts from outside by prosumer
public record ProsumerStores(
        BytesStore prosumers,
        BytesStore profiles,
        BytesStore ticks,
        BytesStore gates,
        BytesStore rows,
        AsOfBook<WeatherRecord> weather,
        AsOfBook<ExternalForecast> external) {}
