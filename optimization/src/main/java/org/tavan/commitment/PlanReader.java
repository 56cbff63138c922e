package org.tavan.commitment;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

import org.tavan.conic.Profile;

/// Profiles from values by interval.
final class PlanReader {
    private PlanReader() {}

    static Profile read(int intervals, IntToDoubleFunction valueAt) {
        double[] values = new double[intervals];
        Arrays.setAll(values, valueAt);
        return Profile.of(values);
    }
}
