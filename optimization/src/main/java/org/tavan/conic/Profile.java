package org.tavan.conic;

import java.util.Arrays;

/// An immutable vector of doubles with value equality (an array may not be a record component).
public final class Profile {
    private final double[] values;

    private Profile(double[] values) {
        this.values = values;
    }

    /// Copies the values.
    ///
    /// @param values any numbers
    /// @return a profile of the same length
    public static Profile of(double... values) {
        return new Profile(values.clone());
    }

    /// Takes the array over: nobody may write to it afterwards.
    static Profile owning(double[] values) {
        return new Profile(values);
    }

    /// {@return the number of entries}
    public int length() {
        return values.length;
    }

    /// {@return the entry at `index`, counted from 0}
    public double get(int index) {
        return values[index];
    }

    /// {@return a fresh array with the entries}
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Profile that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
