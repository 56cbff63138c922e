package org.tavan.streams.forecast;

import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// What the forecaster of one prosumer carries from interval to interval: performance sums, the last
/// measured values, and the newest forecast of the next interval.
public final class ForecastState {
    double weatherMeasured;
    double weatherModelled;
    double clearMeasured;
    double clearModelled;
    double lastLoadKw;
    double lastPvKw;
    private double nextLoadKw;
    private double nextPvKw;
    private boolean issued;

    /// Newest forecast of the next interval's load (kW); 0 before the first.
    public double nextLoadKw() {
        return nextLoadKw;
    }

    /// Newest forecast of the next interval's PV (kW); 0 before the first.
    public double nextPvKw() {
        return nextPvKw;
    }

    /// Whether there was a forecast.
    public boolean issued() {
        return issued;
    }

    void issue(double loadKw, double pvKw) {
        nextLoadKw = loadKw;
        nextPvKw = pvKw;
        issued = true;
    }

    /// Writes the state.
    public void write(BinaryWriter out) {
        out.putDouble(weatherMeasured)
                .putDouble(weatherModelled)
                .putDouble(clearMeasured)
                .putDouble(clearModelled)
                .putDouble(lastLoadKw)
                .putDouble(lastPvKw)
                .putDouble(nextLoadKw)
                .putDouble(nextPvKw)
                .putByte(issued ? 1 : 0);
    }

    /// Restores what [#write] wrote.
    public void read(BinaryReader in) {
        weatherMeasured = in.getDouble();
        weatherModelled = in.getDouble();
        clearMeasured = in.getDouble();
        clearModelled = in.getDouble();
        lastLoadKw = in.getDouble();
        lastPvKw = in.getDouble();
        nextLoadKw = in.getDouble();
        nextPvKw = in.getDouble();
        issued = in.getByte() == 1;
    }
}
