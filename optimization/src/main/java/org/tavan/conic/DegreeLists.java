package org.tavan.conic;

import java.util.Arrays;

/// The nodes that may be eliminated next, by degree, doubly linked.
final class DegreeLists {
    private static final int NONE = -1;

    private final int[] head;
    private final int[] next;
    private final int[] previous;
    private int least;

    DegreeLists(int n) {
        head = new int[n + 1];
        next = new int[n];
        previous = new int[n];
        Arrays.fill(head, NONE);
    }

    void insert(int node, int degree) {
        next[node] = head[degree];
        previous[node] = NONE;
        if (head[degree] != NONE) {
            previous[head[degree]] = node;
        }
        head[degree] = node;
        least = Math.min(least, degree);
    }

    void remove(int node, int degree) {
        if (previous[node] == NONE) {
            head[degree] = next[node];
        } else {
            next[previous[node]] = next[node];
        }
        if (next[node] != NONE) {
            previous[next[node]] = previous[node];
        }
    }

    /// {@return the least degree; there must be a node}
    int least() {
        while (head[least] == NONE) {
            least++;
        }
        return least;
    }

    int removeLeast() {
        int node = head[least()];
        remove(node, least);
        return node;
    }
}
