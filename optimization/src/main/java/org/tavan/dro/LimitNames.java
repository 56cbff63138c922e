package org.tavan.dro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// Which limits of the input the rows, or the bounds of the variables, of one round's program stand for. What the rule of a member added
/// has no names of its own.
final class LimitNames {
    private record Pair(@Nullable Limit low, @Nullable Limit high) {}

    private static final Pair UNLIMITED = new Pair(null, null);

    /// By index; null where a rule added it.
    private final List<@Nullable Pair> pairs = new ArrayList<>();
    /// Where the rule of each member begins.
    private final NavigableMap<Integer, String> ruleBegins = new TreeMap<>();

    /// Says that an index stands for these limits.
    ///
    /// @param index above all before; those between belong to a rule
    void put(int index, @Nullable Limit low, @Nullable Limit high) {
        while (pairs.size() < index) {
            pairs.add(null);
        }
        pairs.add(low == null && high == null ? UNLIMITED : new Pair(low, high));
    }

    /// Says that the next indices without names are those of the rule of a member.
    void beginRule(String memberId) {
        ruleBegins.put(pairs.size(), memberId);
    }

    /// Collects what some indices stand for.
    ///
    /// @param limits gets the limits
    /// @param rules gets the members whose rules take part
    void collect(List<Integer> indices, Collection<Limit> limits, Collection<String> rules) {
        for (int index : indices) {
            Pair pair = index < pairs.size() ? pairs.get(index) : null;
            if (pair == null) {
                rules.add(ruleBegins.floorEntry(index).getValue());
                continue;
            }
            if (pair.low != null) {
                limits.add(pair.low);
            }
            if (pair.high != null) {
                limits.add(pair.high);
            }
        }
    }
}
