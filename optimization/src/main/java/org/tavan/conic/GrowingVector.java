package org.tavan.conic;

import java.util.Arrays;

/// An array of doubles that grows at its end.
final class GrowingVector {
    private double[] values = new double[16];
    private int size;

    int size() {
        return size;
    }

    double get(int index) {
        assert index < size;
        return values[index];
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
