package org.tavan.benchmarks.optimiser;

import java.util.List;

/// Measurements beside one another; ratios are to the first.
///
/// @param title what they have in common
/// @param note what to know when reading them; may be empty
/// @param measurements the first is Tavan's own
/// @param timesFirst median CPU time of each as a multiple of the first's
record Comparison(String title, String note, List<Measurement> measurements, List<Double> timesFirst) {
    Comparison(String title, String note, List<Measurement> measurements) {
        this(title, note, List.copyOf(measurements), measurements.stream()
                .map(one -> one.cpuP50Millis() / measurements.getFirst().cpuP50Millis())
                .toList());
    }
}
