package org.tavan.powerflow;

import java.util.Collections;
import java.util.List;

/// Where the tap changers and capacitor banks of a feeder stand.
///
/// @param taps position of each tap changer, in the feeder's order
/// @param capacitorSteps steps switched in at each bank, in the feeder's order
public record FeederPositions(List<Integer> taps, List<Integer> capacitorSteps) {
    public FeederPositions {
        taps = List.copyOf(taps);
        capacitorSteps = List.copyOf(capacitorSteps);
    }

    /// Every tap changer at one position, every capacitor switched in.
    public static FeederPositions allIn(RadialFeeder feeder, int tap) {
        return new FeederPositions(Collections.nCopies(feeder.tapChangers().size(), tap),
                feeder.capacitors().stream().map(RadialFeeder.Capacitor::steps).toList());
    }
}
