package org.tavan.powerflow;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a feeder is operated in one interval.
///
/// @param sourceVoltagePu magnitudes at the source (pu), positive; its angles are 0°, −120° and 120°
/// @param taps of the regulators by name; one that is not named stands at the neutral tap
/// @param capacitorSteps steps switched in by name of the bank; one that is not named has all
/// @param loadFactors multiple of each load's power by name, non-negative; one that is not named draws what it is rated
/// @param injections of generators, batteries and inverters; those at one bus add up
public record ThreePhaseOperation(PerPhase sourceVoltagePu, Map<String, ThreePhaseTaps> taps,
        Map<String, Integer> capacitorSteps, Map<String, Double> loadFactors,
        List<ThreePhaseInjection> injections) {
    /// 1 pu at the source, neutral taps, all capacitors, rated loads, no injection.
    public static final ThreePhaseOperation RATED = new ThreePhaseOperation(PerPhase.ONE, Map.of(), Map.of(),
            Map.of(), List.of());

    /// Checks the values that can be checked without the feeder.
    ///
    /// @throws IllegalArgumentException if a voltage is not positive or a load factor negative
    public ThreePhaseOperation {
        // Sorted, so that of several errors always the same one is found first.
        taps = Collections.unmodifiableMap(new TreeMap<>(taps));
        capacitorSteps = Collections.unmodifiableMap(new TreeMap<>(capacitorSteps));
        loadFactors = Collections.unmodifiableMap(new TreeMap<>(loadFactors));
        injections = List.copyOf(injections);
        if (!(sourceVoltagePu.a() > 0 && sourceVoltagePu.b() > 0 && sourceVoltagePu.c() > 0
                && sourceVoltagePu.isFinite())) {
            throw new IllegalArgumentException("The sourceVoltagePu (%s, %s, %s) must be positive and finite."
                    .formatted(sourceVoltagePu.a(), sourceVoltagePu.b(), sourceVoltagePu.c()));
        }
        loadFactors.forEach(ThreePhaseOperation::requireFactor);
    }

    /// {@return the same with other taps}
    public ThreePhaseOperation withTaps(Map<String, ThreePhaseTaps> others) {
        return new ThreePhaseOperation(sourceVoltagePu, others, capacitorSteps, loadFactors, injections);
    }

    /// {@return the same with other capacitor steps}
    public ThreePhaseOperation withCapacitorSteps(Map<String, Integer> others) {
        return new ThreePhaseOperation(sourceVoltagePu, taps, others, loadFactors, injections);
    }

    /// {@return the same with other load factors}
    public ThreePhaseOperation withLoadFactors(Map<String, Double> others) {
        return new ThreePhaseOperation(sourceVoltagePu, taps, capacitorSteps, others, injections);
    }

    /// {@return the same with other injections}
    public ThreePhaseOperation withInjections(List<ThreePhaseInjection> others) {
        return new ThreePhaseOperation(sourceVoltagePu, taps, capacitorSteps, loadFactors, others);
    }

    /// {@return the same with another voltage at the source}
    public ThreePhaseOperation withSourceVoltagePu(PerPhase other) {
        return new ThreePhaseOperation(other, taps, capacitorSteps, loadFactors, injections);
    }

    static void requireFactor(String load, double factor) {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The factor (%s) of load %s must be non-negative and finite.".formatted(factor, load));
        }
    }
}
