package org.tavan.standalone.report;

/// Round ticks around the values of an axis.
record Scale(double low, double high, double step) {
    private static final int TICKS = 5;

    static Scale around(double least, double most) {
        if (!(least <= most)) {
            return new Scale(0, 1, 0.2);
        }
        double range = Math.max(most - least, Math.max(1e-9, 1e-3 * Math.abs(most)));
        double power = Math.pow(10, Math.floor(Math.log10(range / TICKS)));
        double ratio = range / TICKS / power - 1e-9;
        double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        double low = step * Math.floor(least / step + 1e-9);
        double high = step * Math.ceil(most / step - 1e-9);
        return new Scale(low, high > low ? high : low + step, step);
    }

    /// Place of a value between the ends of the axis.
    double at(double value, double lowEnd, double highEnd) {
        return lowEnd + (highEnd - lowEnd) * (value - low) / (high - low);
    }

    /// Number of ticks beside the first.
    int ticks() {
        return (int) Math.round((high - low) / step);
    }

    double tick(int i) {
        return low + i * step;
    }

    String text(int i) {
        double tick = tick(i);
        int digits = Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 6);
        return Markup.format("%." + digits + "f", Math.abs(tick) < step / 1e6 ? 0 : tick);
    }
}
