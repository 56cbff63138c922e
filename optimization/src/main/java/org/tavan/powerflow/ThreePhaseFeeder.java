package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A radial three-phase feeder with missing phases: what a [ThreePhaseFlow] is compiled from. A list without entries is an empty list.
///
/// @param sourceBus where the voltage is held; it has all three phases
/// @param buses all of them, the source too
/// @param branches the closed ones form a tree that reaches every bus
/// @param loads wye or delta, at a bus or along a line
/// @param capacitors banks at buses
public record ThreePhaseFeeder(String sourceBus, List<ThreePhaseBus> buses, List<ThreePhaseBranch> branches,
        List<ThreePhaseLoad> loads, List<ThreePhaseCapacitor> capacitors) {

    /// Checks names, topology and phases.
    ///
    /// @throws IllegalArgumentException if a name is unknown or comes twice, a bus is islanded, a branch closes a loop, or an element uses a phase that
    ///         its bus lacks; names the element
    public ThreePhaseFeeder {
        buses = List.copyOf(buses);
        branches = List.copyOf(branches);
        loads = List.copyOf(loads);
        capacitors = List.copyOf(capacitors);
        Set<String> names = new HashSet<>();
        for (ThreePhaseBus bus : buses) {
            requireNew(names, "buses", bus.name());
        }
        ThreePhaseTree tree = ThreePhaseTree.of(sourceBus, buses, branches);
        Map<String, Phases> phases = new HashMap<>();
        for (int k = 0; k < buses.size(); k++) {
            phases.put(tree.buses().get(k).name(), tree.nodes().get(k).phases());
        }
        names.clear();
        for (ThreePhaseLoad load : loads) {
            requireNew(names, "loads", load.name());
            for (String bus : busesOf(load, branches)) {
                requirePhases(load, bus, phases.get(bus));
            }
        }
        names.clear();
        for (ThreePhaseCapacitor capacitor : capacitors) {
            requireNew(names, "capacitors", capacitor.name());
            Phases there = phases.get(capacitor.bus());
            requireKnown("capacitor", capacitor.name(), capacitor.bus(), there != null);
            for (Phase phase : Phase.values()) {
                if (capacitor.kvarPerStep().get(phase) != 0 && there != null) {
                    requirePhase("capacitor", capacitor.name(), capacitor.bus(), there, phase);
                    if (capacitor.connection() == ThreePhaseLoad.Connection.DELTA) {
                        requirePhase("capacitor", capacitor.name(), capacitor.bus(), there, phase.next());
                    }
                }
            }
        }
    }

    /// {@return the names of the regulators, in the order of the branches}
    public List<String> regulators() {
        List<String> names = new ArrayList<>();
        for (ThreePhaseBranch branch : branches) {
            if (branch instanceof ThreePhaseBranch.Regulator) {
                names.add(branch.name());
            }
        }
        return List.copyOf(names);
    }

    /// The tree of the closed branches.
    ThreePhaseTree tree() {
        return ThreePhaseTree.of(sourceBus, buses, branches);
    }

    /// Where a load is: one bus with all of it, or two with half of it each.
    static List<String> busesOf(ThreePhaseLoad load, List<ThreePhaseBranch> branches) {
        return switch (load.place()) {
            case ThreePhaseLoad.Place.At(String bus) -> List.of(bus);
            case ThreePhaseLoad.Place.Along(String line) -> {
                for (ThreePhaseBranch branch : branches) {
                    if (branch instanceof ThreePhaseBranch.Line && branch.name().equals(line)) {
                        yield List.of(branch.fromBus(), branch.toBus());
                    }
                }
                throw new IllegalArgumentException(
                        "The load %s lies along line %s, which the feeder does not have."
                                .formatted(load.name(), line));
            }
        };
    }

    private static void requirePhases(ThreePhaseLoad load, String bus, @Nullable Phases there) {
        requireKnown("load", load.name(), bus, there != null);
        for (Phase phase : Phase.values()) {
            if (load.isOn(phase) && there != null) {
                requirePhase("load", load.name(), bus, there, phase);
                if (load.connection() == ThreePhaseLoad.Connection.DELTA) {
                    requirePhase("load", load.name(), bus, there, phase.next());
                }
            }
        }
    }

    private static void requireKnown(String kind, String name, String bus, boolean isKnown) {
        if (!isKnown) {
            throw new IllegalArgumentException(
                    "The %s %s is at bus %s, which the feeder does not have.".formatted(kind, name, bus));
        }
    }

    private static void requirePhase(String kind, String name, String bus, Phases there, Phase phase) {
        if (!there.has(phase)) {
            throw new IllegalArgumentException(
                    "The %s %s uses phase %s, but bus %s only has %s.".formatted(kind,
                            name, phase, bus, there));
        }
    }

    private static void requireNew(Set<String> names, String kind, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("There are two %s named %s.".formatted(kind, name));
        }
    }
}
