package org.tavan.conic;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Cuts a graph in two, and the halves again, where that takes few nodes: the parts can then be eliminated on their own, and
/// the cuts last. Long structures, as a ring of members with their hours, are cut across.
///
/// Each cut is the least of the middle levels by distance from an end of the part.
///
/// Source: George and Liu, "An automatic nested dissection algorithm for irregular finite element problems", SIAM J.
/// Numer. Anal. 15 (1978) 1053–1069, doi 10.1137/0715069. Departs from it: parts are cut only as long as they are many times the cut.
final class NestedDissection {
    /// A part is cut if it weighs so many times the cut.
    private static final int WORTH = 24;
    /// Share of a part before the cut.
    private static final double LEAST_SHARE = 0.35;

    private static final int CUT = -1;

    private final CoreGraph graph;
    /// The part of each node; `CUT` once it is in a cut.
    private final int[] part;
    private int parts;
    private final int[] depth;
    private final int[] seen;
    private int stamp;
    private final int[] level;
    private final int[] queue;
    private int[] levelStart = new int[16];
    private int levels;

    private static final class Part {
        private final int label;
        private final int[] nodes;
        private final int depth;

        Part(int label, int[] nodes, int depth) {
            this.label = label;
            this.nodes = nodes;
            this.depth = depth;
        }
    }

    private NestedDissection(CoreGraph graph) {
        this.graph = graph;
        int n = graph.size();
        part = new int[n];
        depth = new int[n];
        seen = new int[n];
        level = new int[n];
        queue = new int[n];
    }

    /// {@return for each node 0 where it is in a part, else the stage of its cut: the last is that of the first cut}
    static int[] stages(CoreGraph graph) {
        return new NestedDissection(graph).stages();
    }

    private int[] stages() {
        Deque<Part> open = new ArrayDeque<>();
        int[] all = new int[graph.size()];
        Arrays.setAll(all, k -> k);
        open.push(new Part(parts++, all, 1));
        int deepest = 0;
        while (!open.isEmpty()) {
            Part whole = open.pop();
            if (whole.nodes.length > 0 && cut(whole, open)) {
                deepest = Math.max(deepest, whole.depth);
            }
        }
        for (int k = 0; k < depth.length; k++) {
            depth[k] = depth[k] == 0 ? 0 : deepest + 1 - depth[k];
        }
        return depth;
    }

    /// {@return whether the part was cut; its parts are open then}
    private boolean cut(Part whole, Deque<Part> open) {
        int end = queue[search(whole.nodes[0], whole.label) - 1];
        int count = search(end, whole.label);
        if (count < whole.nodes.length) {
            splitOff(whole, count, open);
            return false;
        }
        int best = bestLevel(count);
        if (best < 0) {
            return false;
        }
        int label = parts++;
        int first = levelStart[best + 1];
        int cutSize = 0;
        for (int q = levelStart[best]; q < first; q++) {
            if (isBorder(queue[q], best)) {
                depth[queue[q]] = whole.depth;
                part[queue[q]] = CUT;
                cutSize++;
            }
        }
        int[] near = new int[first - cutSize];
        int next = 0;
        for (int q = 0; q < first; q++) {
            if (part[queue[q]] != CUT) {
                near[next++] = queue[q];
            }
        }
        int[] far = Arrays.copyOfRange(queue, first, count);
        for (int node : far) {
            part[node] = label;
        }
        open.push(new Part(whole.label, near, whole.depth + 1));
        open.push(new Part(label, far, whole.depth + 1));
        return true;
    }

    /// {@return the middle level with the least cut, or -1 if none is worth it}
    private int bestLevel(int count) {
        long total = weight(0, count);
        long before = 0;
        long least = Long.MAX_VALUE;
        int best = -1;
        for (int l = 0; l + 1 < levels; l++) {
            long cut = 0;
            for (int q = levelStart[l]; q < levelStart[l + 1]; q++) {
                cut += isBorder(queue[q], l) ? graph.weight[queue[q]] : 0;
            }
            if (before >= LEAST_SHARE * total && before + cut <= (1 - LEAST_SHARE) * total && cut < least) {
                least = cut;
                best = l;
            }
            before += weight(levelStart[l], levelStart[l + 1]);
        }
        return best < 0 || least * WORTH > total ? -1 : best;
    }

    private void splitOff(Part whole, int count, Deque<Part> open) {
        int label = parts++;
        int[] component = Arrays.copyOf(queue, count);
        for (int node : component) {
            part[node] = label;
        }
        int[] rest = Arrays.stream(whole.nodes).filter(node -> part[node] == whole.label).toArray();
        open.push(new Part(label, component, whole.depth));
        open.push(new Part(whole.label, rest, whole.depth));
    }

    private long weight(int from, int to) {
        long sum = 0;
        for (int q = from; q < to; q++) {
            sum += graph.weight[queue[q]];
        }
        return sum;
    }

    private boolean isBorder(int node, int l) {
        for (int k = graph.start[node]; k < graph.start[node + 1]; k++) {
            int other = graph.adjacent[k];
            if (seen[other] == stamp && level[other] == l + 1) {
                return true;
            }
        }
        return false;
    }

    /// Lists the nodes of a part by their distance from one of them.
    ///
    /// @return how many were reached
    private int search(int root, int label) {
        stamp++;
        queue[0] = root;
        seen[root] = stamp;
        level[root] = 0;
        int end = 1;
        levels = 0;
        addLevel(0);
        for (int q = 0; q < end; q++) {
            int node = queue[q];
            if (level[node] == levels) {
                addLevel(q);
            }
            for (int k = graph.start[node]; k < graph.start[node + 1]; k++) {
                int other = graph.adjacent[k];
                if (part[other] == label && seen[other] != stamp) {
                    seen[other] = stamp;
                    level[other] = level[node] + 1;
                    queue[end++] = other;
                }
            }
        }
        addLevel(end);
        levels--;
        return end;
    }

    private void addLevel(int from) {
        if (levels == levelStart.length) {
            levelStart = Arrays.copyOf(levelStart, 2 * levels);
        }
        levelStart[levels++] = from;
    }
}
