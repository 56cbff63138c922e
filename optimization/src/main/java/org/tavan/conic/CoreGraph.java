package org.tavan.conic;

/// A graph of weighted nodes that stand for those of another.
///
/// Shape: node `k` is `node[k]` of the other and has the neighbours `adjacent[start[k] .. start[k + 1])`, both directions listed, no loops.
final class CoreGraph {
    final int[] node;
    final int[] weight;
    final int[] start;
    final int[] adjacent;

    CoreGraph(int[] node, int[] weight, int[] start, int[] adjacent) {
        this.node = node;
        this.weight = weight;
        this.start = start;
        this.adjacent = adjacent;
    }

    int size() {
        return node.length;
    }
}
