package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.TapChanger;

/// The order in which a sweep visits a feeder: parents before children, bus `order[0]` the source.
///
/// Building it is the proof that the branches are a tree: each of them joins two parts that were apart, and together they reach every bus.
/// Its arrays count in bus indices of the feeder.
final class FeederTree {
    /// Bus index at each place of the order.
    final int[] order;
    /// Bus index of the parent of each bus, -1 for the source.
    final int[] parent;
    /// Index of the branch that feeds each bus, -1 for the source.
    final int[] feeding;

    private final Map<String, Integer> names;
    private final int[] from;
    private final int[] to;

    FeederTree(String source, Map<String, Integer> names, List<Branch> branches) {
        this.names = names;
        int buses = names.size();
        from = new int[branches.size()];
        to = new int[branches.size()];
        List<List<Integer>> touching = new ArrayList<>();
        for (int i = 0; i < buses; i++) {
            touching.add(new ArrayList<>());
        }
        joinWithoutLoop(branches, touching);
        order = new int[buses];
        parent = new int[buses];
        feeding = new int[buses];
        Arrays.fill(parent, -1);
        Arrays.fill(feeding, -1);
        visit(index(names, source, "the source"), touching);
    }

    /// The place of a name among the buses.
    static int index(Map<String, Integer> names, String bus, String asker) {
        Integer index = names.get(bus);
        if (index == null) {
            throw new IllegalArgumentException("""
                    The bus %s that %s names must be one of the feeder's %d buses.
                    Maybe it is misspelt.""".formatted(bus, asker, names.size()));
        }
        return index;
    }

    /// The bus that each tap changer feeds.
    ///
    /// @throws IllegalArgumentException if one has no branch, stands the wrong way round, or shares its branch
    int[] tapChangers(List<TapChanger> tapChangers) {
        int[] fed = new int[tapChangers.size()];
        for (int k = 0; k < fed.length; k++) {
            TapChanger changer = tapChangers.get(k);
            int near = index(names, changer.from(), "a tap changer");
            fed[k] = index(names, changer.to(), "a tap changer");
            if (parent[fed[k]] != near) {
                throw new IllegalArgumentException("""
                        The tap changer %s–%s must stand in a branch, its from end nearer to the source.
                        Maybe its ends are swapped.""".formatted(changer.from(), changer.to()));
            }
            for (int other = 0; other < k; other++) {
                if (fed[other] == fed[k]) {
                    throw new IllegalArgumentException("Branch %s–%s must have one tap changer, but has two."
                            .formatted(changer.from(), changer.to()));
                }
            }
        }
        return fed;
    }

    private void joinWithoutLoop(List<Branch> branches, List<List<Integer>> touching) {
        int[] part = new int[names.size()];
        for (int i = 0; i < part.length; i++) {
            part[i] = i;
        }
        for (int k = 0; k < branches.size(); k++) {
            Branch branch = branches.get(k);
            from[k] = index(names, branch.from(), "a branch");
            to[k] = index(names, branch.to(), "a branch");
            int one = root(part, from[k]);
            int two = root(part, to[k]);
            if (one == two) {
                throw new IllegalArgumentException("""
                        Branch %s–%s must not close a loop: a radial feeder has one way to each bus.
                        Maybe it is a tie line that is open.""".formatted(branch.from(), branch.to()));
            }
            part[one] = two;
            touching.get(from[k]).add(k);
            touching.get(to[k]).add(k);
        }
    }

    private static int root(int[] part, int bus) {
        int at = bus;
        while (part[at] != at) {
            part[at] = part[part[at]];
            at = part[at];
        }
        return at;
    }

    private void visit(int source, List<List<Integer>> touching) {
        order[0] = source;
        int reached = 1;
        for (int at = 0; at < reached; at++) {
            int bus = order[at];
            for (int branch : touching.get(bus)) {
                if (branch != feeding[bus]) {
                    int child = from[branch] == bus ? to[branch] : from[branch];
                    parent[child] = bus;
                    feeding[child] = branch;
                    order[reached] = child;
                    reached++;
                }
            }
        }
        if (reached < order.length) {
            String islanded = names.entrySet()
                    .stream()
                    .filter(name -> name.getValue() != source && parent[name.getValue()] < 0)
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            throw new IllegalArgumentException("""
                    Bus %s must be reached from the source, but is islanded (%d of %d buses are).
                    Maybe a branch is missing or its switch is open."""
                    .formatted(islanded, order.length - reached, order.length));
        }
    }
}
