package org.tavan.streams.residual;

import org.jspecify.annotations.Nullable;

/// Mean absolute errors of a forecast and of two naive ones, each compared over the intervals where both are known.
public final class SkillScore {
    private int count;
    private double forecast;
    private int persistenceCount;
    private double persistence;
    private double forecastAtPersistence;
    private int seasonalCount;
    private double seasonal;
    private double forecastAtSeasonal;

    /// Takes an interval; NaN for what is not known, nothing happens unless measured and forecast are.
    public void add(double measuredKw, double forecastKw, double persistenceKw, double seasonalKw) {
        double error = Math.abs(forecastKw - measuredKw);
        if (Double.isNaN(error)) {
            return;
        }
        count++;
        forecast += error;
        if (!Double.isNaN(persistenceKw)) {
            persistenceCount++;
            persistence += Math.abs(persistenceKw - measuredKw);
            forecastAtPersistence += error;
        }
        if (!Double.isNaN(seasonalKw)) {
            seasonalCount++;
            seasonal += Math.abs(seasonalKw - measuredKw);
            forecastAtSeasonal += error;
        }
    }

    /// Intervals compared.
    public int intervals() {
        return count;
    }

    /// Of the forecast (kW).
    public double forecastMaeKw() {
        return count == 0 ? 0 : forecast / count;
    }

    /// Of persistence (kW); 0 without.
    public double persistenceMaeKw() {
        return persistenceCount == 0 ? 0 : persistence / persistenceCount;
    }

    /// Of the same slot a week before (kW); 0 without.
    public double seasonalMaeKw() {
        return seasonalCount == 0 ? 0 : seasonal / seasonalCount;
    }

    /// `1 − forecast / persistence`; null without persistence.
    public @Nullable Double skillAgainstPersistence() {
        return persistence > 0 ? 1 - forecastAtPersistence / persistence : null;
    }

    /// `1 − forecast / seasonal`; null without a week of history.
    public @Nullable Double skillAgainstSeasonal() {
        return seasonal > 0 ? 1 - forecastAtSeasonal / seasonal : null;
    }
}
