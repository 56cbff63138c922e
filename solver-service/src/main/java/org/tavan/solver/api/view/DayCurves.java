package org.tavan.solver.api.view;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Curves of one local day by group, element and quantity, e.g. `units`, `chp`, `powerKw`; NaN where nothing is known.
final class DayCurves {
    /// A feeder of three hundred buses with three phases fits.
    static final int CURVES_MAX = 1_000;

    private final int length;
    private final Map<Key, double[]> curves = new LinkedHashMap<>();

    /// Names a curve.
    private record Key(String group, String element, String quantity) {}

    /// A part of a curve.
    ///
    /// @param group kind of element, e.g. `units`
    /// @param element one of them; empty where there is but one
    /// @param quantity what it is, with its unit, as in the contract
    /// @param values one per interval
    record Part(String group, String element, String quantity, List<Double> values) {}

    /// @param length intervals of the day
    DayCurves(int length) {
        this.length = length;
    }

    /// Takes the place of everything from `offset` on; what stood before it stays.
    ///
    /// @throws IllegalArgumentException if a part does not fit the day; nothing is changed then
    void replaceFrom(int offset, List<Part> parts) {
        for (Part part : parts) {
            if (!(offset >= 0 && part.values().size() <= length - offset)) {
                throw new IllegalArgumentException(
                        "%s has %d values from interval %d on, expected at most %d in all"
                                .formatted(part.quantity(), part.values().size(), offset, length));
            }
        }
        curves.values().forEach(values -> Arrays.fill(values, offset, length, Double.NaN));
        for (Part part : parts) {
            double[] values = curve(new Key(part.group(), part.element(), part.quantity()));
            for (int i = 0; i < part.values().size(); i++) {
                values[offset + i] = part.values().get(i);
            }
        }
    }

    /// Adds a value to what is known of that interval, which counts as 0 where nothing is.
    void add(String group, String element, String quantity, int index, double value) {
        double[] values = curve(new Key(group, element, quantity));
        values[index] = (Double.isNaN(values[index]) ? 0 : values[index]) + value;
    }

    /// Adds copies to `into`: group, element, quantity.
    void copyTo(Map<String, Map<String, Map<String, double[]>>> into) {
        curves.forEach((key, values) -> {
            if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value))) {
                into.computeIfAbsent(key.group(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(key.element(), _ -> new LinkedHashMap<>())
                        .put(key.quantity(), values.clone());
            }
        });
    }

    private double[] curve(Key key) {
        double[] known = curves.get(key);
        if (known != null) {
            return known;
        }
        if (curves.size() >= CURVES_MAX) {
            throw new IllegalArgumentException("more than %d curves in a day".formatted(CURVES_MAX));
        }
        double[] added = new double[length];
        Arrays.fill(added, Double.NaN);
        curves.put(key, added);
        return added;
    }
}
