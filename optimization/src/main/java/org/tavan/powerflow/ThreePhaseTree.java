package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The closed branches of a feeder as a tree from its source: each bus after the one that feeds it.
///
/// @param buses in the order of the tree, the source first
/// @param nodes what feeds each of them, in the same order; the source has itself as parent and all phases
record ThreePhaseTree(List<ThreePhaseBus> buses, List<Node> nodes) {

    /// How a bus is fed.
    ///
    /// @param parent index of the bus that feeds it
    /// @param branch index among the branches of the feeder, −1 at the source
    /// @param isReversed whether power comes in at `toBus`
    /// @param phases that it has
    record Node(int parent, int branch, boolean isReversed, Phases phases) {}

    /// Follows the closed branches from the source.
    ///
    /// @throws IllegalArgumentException if a branch ends at an unknown bus, closes a loop, has a phase that its feeding bus lacks, joins different
    ///         nominal voltages or is fed from the wrong side; or if a bus is not reached
    static ThreePhaseTree of(String sourceBus, List<ThreePhaseBus> buses, List<ThreePhaseBranch> branches) {
        Map<String, ThreePhaseBus> byName = new LinkedHashMap<>();
        buses.forEach(bus -> byName.put(bus.name(), bus));
        Map<String, List<Integer>> incident = incident(branches, byName.keySet());
        List<ThreePhaseBus> ordered = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        ordered.add(at(byName, sourceBus));
        nodes.add(new Node(0, -1, false, Phases.ABC));
        index.put(sourceBus, 0);
        for (int k = 0; k < ordered.size(); k++) {
            ThreePhaseBus bus = ordered.get(k);
            for (int b : incident.getOrDefault(bus.name(), List.of())) {
                if (b == nodes.get(k).branch()) {
                    continue;
                }
                ThreePhaseBranch branch = branches.get(b);
                boolean isReversed = branch.toBus().equals(bus.name());
                ThreePhaseBus child = at(byName, isReversed ? branch.fromBus() : branch.toBus());
                if (index.containsKey(child.name())) {
                    throw new IllegalArgumentException(
                            "The branch %s closes a loop between bus %s and bus %s; the feeder must be radial. Open a switch of the loop."
                                    .formatted(branch.name(), bus.name(), child.name()));
                }
                requireFits(branch, isReversed, bus, child, nodes.get(k).phases());
                index.put(child.name(), ordered.size());
                ordered.add(child);
                nodes.add(new Node(k, b, isReversed, branch.phases()));
            }
        }
        for (ThreePhaseBus bus : buses) {
            if (!index.containsKey(bus.name())) {
                throw new IllegalArgumentException("""
                        The bus %s is islanded: no closed branches join it to the source %s.
                        Maybe a line is missing, or a switch is open.""".formatted(bus.name(), sourceBus));
            }
        }
        return new ThreePhaseTree(List.copyOf(ordered), List.copyOf(nodes));
    }

    private static Map<String, List<Integer>> incident(List<ThreePhaseBranch> branches, Set<String> known) {
        Map<String, List<Integer>> incident = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (int b = 0; b < branches.size(); b++) {
            ThreePhaseBranch branch = branches.get(b);
            if (!names.add(branch.name())) {
                throw new IllegalArgumentException("There are two branches %s.".formatted(branch.name()));
            }
            for (String end : List.of(branch.fromBus(), branch.toBus())) {
                if (!known.contains(end)) {
                    throw new IllegalArgumentException(
                            "The branch %s ends at bus %s, which the feeder does not have."
                                    .formatted(branch.name(), end));
                }
                if (branch.isClosed()) {
                    incident.computeIfAbsent(end, name -> new ArrayList<>()).add(b);
                }
            }
        }
        return incident;
    }

    private static void requireFits(ThreePhaseBranch branch, boolean isReversed, ThreePhaseBus parent,
            ThreePhaseBus child, Phases parentPhases) {
        if (!parentPhases.cover(branch.phases())) {
            throw new IllegalArgumentException(
                    "The branch %s has phases %s, but bus %s, which feeds it, only %s."
                            .formatted(branch.name(), branch.phases(), parent.name(), parentPhases));
        }
        boolean isTransformer = branch instanceof ThreePhaseBranch.Transformer;
        if (isReversed && (isTransformer || branch instanceof ThreePhaseBranch.Regulator)) {
            throw new IllegalArgumentException(
                    "The branch %s is fed from bus %s, its toBus. Maybe its ends are swapped."
                            .formatted(branch.name(), parent.name()));
        }
        if (!isTransformer && parent.nominalKv() != child.nominalKv()) {
            throw new IllegalArgumentException(
                    "The branch %s joins bus %s of %s kV to bus %s of %s kV, which takes a transformer."
                            .formatted(
                                    branch.name(), parent.name(), parent.nominalKv(), child.name(),
                                    child.nominalKv()));
        }
    }

    private static ThreePhaseBus at(Map<String, ThreePhaseBus> byName, String name) {
        ThreePhaseBus bus = byName.get(name);
        if (bus == null) {
            throw new IllegalArgumentException(
                    "The source is at bus %s, which the feeder does not have.".formatted(name));
        }
        return bus;
    }
}
