package org.tavan.dro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A limit of the input, by the name the input has for it.
///
/// @param name of the input, such as `energyMaxKwh`
/// @param owner whose it is, such as `b1 of home-3`
/// @param interval in which it is at work; −1 for one that is about no interval
record Limit(String name, String owner, int interval) {
    static final int ALWAYS = -1;

    private record Input(String name, String owner) {}

    /// {@return in words, one part an input: `importMaxKw of home-3 in interval 17; chargeMaxKw of b1 of home-3 in intervals 0–3, 5`}
    static String words(Collection<Limit> limits) {
        Map<Input, SortedSet<Integer>> intervals = new LinkedHashMap<>();
        for (Limit limit : limits) {
            intervals.computeIfAbsent(new Input(limit.name, limit.owner), _ -> new TreeSet<>())
                    .add(limit.interval);
        }
        return intervals.entrySet()
                .stream()
                .map(entry -> "%s of %s%s".formatted(entry.getKey().name, entry.getKey().owner,
                        when(entry.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static String when(SortedSet<Integer> intervals) {
        if (intervals.first() == ALWAYS) {
            return "";
        }
        List<String> ranges = new ArrayList<>();
        int from = intervals.first();
        int to = from;
        for (int t : intervals) {
            if (t > to + 1) {
                ranges.add(range(from, to));
                from = t;
            }
            to = t;
        }
        ranges.add(range(from, to));
        return " in interval%s %s".formatted(intervals.size() == 1 ? "" : "s", String.join(", ", ranges));
    }

    private static String range(int from, int to) {
        return from == to ? Integer.toString(from) : "%d–%d".formatted(from, to);
    }
}
