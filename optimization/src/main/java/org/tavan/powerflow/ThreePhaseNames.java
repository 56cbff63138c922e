package org.tavan.powerflow;

import java.util.List;

/// Finds the elements of a feeder by their names.
///
/// @param feeder where to look
record ThreePhaseNames(ThreePhaseFeeder feeder) {

    int regulator(String name) {
        return require("regulator", name, feeder.regulators());
    }

    int capacitor(String name) {
        return require("capacitor", name,
                feeder.capacitors().stream().map(ThreePhaseCapacitor::name).toList());
    }

    int load(String name) {
        return require("load", name, feeder.loads().stream().map(ThreePhaseLoad::name).toList());
    }

    private static int require(String kind, String name, List<String> names) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "The operation names a %s %s, but the feeder has only %s.".formatted(
                            kind, name, names));
        }
        return index;
    }
}
