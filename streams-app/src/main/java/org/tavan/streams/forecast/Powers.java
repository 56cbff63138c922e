package org.tavan.streams.forecast;

import java.util.AbstractList;
import java.util.RandomAccess;

/// Powers per interval (kW): an unmodifiable list over an array, without boxes until someone asks for them.
public final class Powers extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    private Powers(double[] values) {
        this.values = values;
    }

    /// Takes the array over; the caller must not change it.
    public static Powers owning(double[] values) {
        return new Powers(values);
    }

    @Override
    public Double get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
