package org.tavan.solver.state;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;

/// Between lists on the wire and profiles.
public final class Vectors {
    private Vectors() {}

    public static Profile profile(List<Double> list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return Profile.of(values);
    }

    public static List<Double> list(Profile profile) {
        List<Double> list = new ArrayList<>(profile.length());
        for (int i = 0; i < profile.length(); i++) {
            list.add(profile.get(i));
        }
        return list;
    }

    public static boolean finite(List<Double> list) {
        return list.stream().allMatch(value -> value != null && Double.isFinite(value));
    }
}
