package org.tavan.conic;

import java.util.Arrays;

/// A fill-reducing elimination order by approximate minimum degree on a quotient graph.
///
/// Eliminated nodes turn into elements (cliques, kept as the list of their members); a node's list holds its elements
/// first, then the neighbours that no element covers. Nodes with equal lists are merged, nodes that only the newest
/// element covers go with it, elements inside the newest are absorbed.
///
/// Source: Amestoy, Davis and Duff, "An approximate minimum degree ordering algorithm", SIAM J. Matrix Anal. Appl. 17
/// (1996) 886–905, doi 10.1137/S0895479894278952.
/// Departs from it: what is left of a large graph once its simplest nodes are gone is cut first (`NestedDissection`), and nodes
/// of cuts wait for those of the parts; live lists are copied to a second array when room runs out, instead of being compacted in place.
final class MinimumDegree {
    private static final byte NODE = 0;
    private static final byte ELEMENT = 1;
    private static final byte GONE = 2;
    private static final int NONE = -1;
    /// From this size on the graph is cut first.
    private static final int LARGE = 20_000;
    /// Up to this degree nodes are eliminated before it is cut.
    private static final int SIMPLE_DEGREE = 3;

    private final int n;
    private int[] pool;
    private int[] spare;
    private int free;
    /// List of a node or element in `pool`; `elements` counts a node's leading elements.
    private final int[] begin;
    private final int[] length;
    private final int[] elements;
    private final byte[] kind;
    /// Merged nodes count as one of this weight; negative while in the element being formed; 0 once gone.
    private final int[] weight;
    /// Bound on a node's outside degree; the weight of an element's members.
    private final int[] degree;
    private final int[] mergedInto;
    private final DegreeLists queue;
    private final long[] mark;
    private long stamp = 1;
    private final int[] bucketHead;
    private final int[] bucketNext;
    private final int[] bucketOf;
    private final int[] pivots;
    private int pivotCount;
    private int eliminated;
    private int total;
    /// Nodes of a later stage wait until those of the present one are eliminated.
    private final int[] stage;
    private int present;
    /// Weight of the nodes of each stage.
    private int[] left;

    private MinimumDegree(int n, int[] start, int[] adjacent) {
        this.n = n;
        int entries = start[n];
        pool = Arrays.copyOf(adjacent, entries + entries / 5 + 2 * n + 1);
        spare = new int[pool.length];
        free = entries;
        begin = Arrays.copyOf(start, n);
        length = new int[n];
        elements = new int[n];
        kind = new byte[n];
        weight = new int[n];
        degree = new int[n];
        mergedInto = new int[n];
        queue = new DegreeLists(n);
        mark = new long[n];
        bucketHead = new int[n];
        bucketNext = new int[n];
        bucketOf = new int[n];
        pivots = new int[n];
        stage = new int[n];
        Arrays.fill(mergedInto, NONE);
        Arrays.fill(bucketHead, NONE);
        int dense = (int) Math.max(16, 10 * Math.sqrt(n));
        for (int i = 0; i < n; i++) {
            length[i] = start[i + 1] - start[i];
            if (length[i] > dense) {
                kind[i] = GONE;
            } else {
                weight[i] = 1;
                total++;
            }
        }
        for (int i = 0; i < n; i++) {
            if (kind[i] == NODE) {
                degree[i] = length[i];
                queue.insert(i, degree[i]);
            }
        }
        left = new int[]{total};
    }

    /// Finds an order.
    ///
    /// Shape: node `i` has the neighbours `adjacent[start[i] .. start[i + 1])`, both directions listed, no loops.
    ///
    /// @return the nodes in the order of their elimination
    static int[] order(int n, int[] start, int[] adjacent) {
        MinimumDegree graph = new MinimumDegree(n, start, adjacent);
        if (n >= LARGE) {
            graph.dissect();
        }
        graph.eliminateAll();
        return MergedNodes.order(graph.pivots, graph.pivotCount, graph.mergedInto);
    }

    /// Eliminates the nodes of few neighbours, which hardly adds any; cuts what is left.
    private void dissect() {
        while (left[0] > 0 && queue.least() <= SIMPLE_DEGREE) {
            eliminate(queue.removeLeast());
        }
        CoreGraph core = core();
        int[] stages = NestedDissection.stages(core);
        int last = Arrays.stream(stages).max().orElse(0);
        left = new int[last + 1];
        for (int k = 0; k < stages.length; k++) {
            int node = core.node[k];
            left[stages[k]] += weight[node];
            if (stages[k] > 0) {
                stage[node] = stages[k];
                queue.remove(node, degree[node]);
            }
        }
    }

    /// What is left, with elements written out as edges.
    private CoreGraph core() {
        int[] index = new int[n];
        int[] nodes = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (kind[i] == NODE) {
                nodes[count] = i;
                index[i] = count++;
            }
        }
        int[] start = new int[count + 1];
        int[] adjacent = new int[4 * count];
        int[] weights = new int[count];
        int end = 0;
        for (int k = 0; k < count; k++) {
            int node = nodes[k];
            weights[k] = weight[node];
            stamp++;
            mark[node] = stamp;
            for (int q = begin[node]; q < begin[node] + length[node]; q++) {
                int other = pool[q];
                boolean element = q < begin[node] + elements[node];
                int from = element ? begin[other] : q;
                int to = element ? kind[other] == ELEMENT ? from + length[other] : from : q + 1;
                for (int r = from; r < to; r++) {
                    int neighbour = pool[r];
                    if (kind[neighbour] == NODE && mark[neighbour] < stamp) {
                        mark[neighbour] = stamp;
                        if (end == adjacent.length) {
                            adjacent = Arrays.copyOf(adjacent, 2 * end);
                        }
                        adjacent[end++] = index[neighbour];
                    }
                }
            }
            start[k + 1] = end;
        }
        return new CoreGraph(Arrays.copyOf(nodes, count), weights, start, adjacent);
    }

    private void eliminateAll() {
        while (true) {
            while (left[present] > 0) {
                eliminate(queue.removeLeast());
            }
            if (++present == left.length) {
                return;
            }
            for (int i = 0; i < n; i++) {
                if (stage[i] == present && kind[i] == NODE) {
                    queue.insert(i, degree[i]);
                }
            }
        }
    }

    private void eliminate(int pivot) {
        int pivotWeight = weight[pivot];
        makeRoom(pivot);
        int members = formElement(pivot);
        eliminated += pivotWeight;
        left[stage[pivot]] -= pivotWeight;
        measureOverlaps(pivot);
        for (int k = begin[pivot]; k < begin[pivot] + length[pivot]; k++) {
            members -= updateNode(pool[k], pivot);
        }
        stamp += n + 1;
        mergeEqualNodes(pivot);
        finish(pivot, members);
        pivots[pivotCount++] = pivot;
    }

    /// The pivot's list becomes all its neighbours, direct or by an element; those elements are absorbed.
    ///
    /// @return the weight of the members
    private int formElement(int pivot) {
        weight[pivot] = -weight[pivot];
        int first = free;
        int members = 0;
        int split = begin[pivot] + elements[pivot];
        for (int k = begin[pivot]; k < split; k++) {
            int element = pool[k];
            if (kind[element] == ELEMENT) {
                members += takeMembers(begin[element], begin[element] + length[element]);
                kind[element] = GONE;
            }
        }
        members += takeMembers(split, begin[pivot] + length[pivot]);
        kind[pivot] = ELEMENT;
        begin[pivot] = first;
        length[pivot] = free - first;
        return members;
    }

    private int takeMembers(int from, int to) {
        int taken = 0;
        for (int k = from; k < to; k++) {
            int node = pool[k];
            if (weight[node] > 0) {
                taken += weight[node];
                weight[node] = -weight[node];
                pool[free++] = node;
                if (stage[node] <= present) {
                    queue.remove(node, degree[node]);
                }
            }
        }
        return taken;
    }

    /// Afterwards `mark[e] - stamp` is the weight of element `e` outside the new one, for all that touch it.
    private void measureOverlaps(int pivot) {
        stamp++;
        for (int k = begin[pivot]; k < begin[pivot] + length[pivot]; k++) {
            int node = pool[k];
            for (int q = begin[node]; q < begin[node] + elements[node]; q++) {
                int element = pool[q];
                if (kind[element] == ELEMENT) {
                    mark[element] = (mark[element] < stamp ? stamp + degree[element] : mark[element])
                            + weight[node];
                }
            }
        }
    }

    /// Rewrites a member's list with the new element in front, bounds its degree and files it by its hash.
    ///
    /// @return the weight that leaves the element, because nothing else touches the node; 0 otherwise
    private int updateNode(int node, int pivot) {
        int write = begin[node];
        int split = write + elements[node];
        int end = write + length[node];
        int outside = 0;
        int hash = 0;
        for (int k = write; k < split; k++) {
            int element = pool[k];
            if (kind[element] != ELEMENT) {
                continue;
            }
            int beyond = (int) (mark[element] - stamp);
            if (beyond > 0) {
                outside += beyond;
                hash += element;
                pool[write++] = element;
            } else {
                kind[element] = GONE;
            }
        }
        int slot = write;
        for (int k = split; k < end; k++) {
            int neighbour = pool[k];
            if (weight[neighbour] > 0) {
                outside += weight[neighbour];
                hash += neighbour;
                pool[write++] = neighbour;
            }
        }
        assert write < end
                : "the pivot or an absorbed element leaves the list, so that there is room for one";
        if (write == begin[node]) {
            int leaving = -weight[node];
            merge(node, pivot);
            eliminated += leaving;
            left[stage[node]] -= leaving;
            return leaving;
        }
        pool[write] = pool[slot];
        pool[slot] = pivot;
        elements[node] = slot - begin[node] + 1;
        length[node] = write + 1 - begin[node];
        degree[node] = Math.min(degree[node], outside);
        int bucket = Math.floorMod(hash, n);
        bucketOf[node] = bucket;
        bucketNext[node] = bucketHead[bucket];
        bucketHead[bucket] = node;
        return 0;
    }

    private void mergeEqualNodes(int pivot) {
        for (int k = begin[pivot]; k < begin[pivot] + length[pivot]; k++) {
            int node = pool[k];
            if (weight[node] == 0) {
                continue;
            }
            int candidate = bucketHead[bucketOf[node]];
            bucketHead[bucketOf[node]] = NONE;
            for (; candidate != NONE; candidate = bucketNext[candidate]) {
                mergeTwins(candidate);
            }
        }
    }

    /// Merges into `node` all that follow it in its bucket and have the same list.
    private void mergeTwins(int node) {
        if (bucketNext[node] == NONE) {
            return;
        }
        stamp++;
        for (int q = begin[node]; q < begin[node] + length[node]; q++) {
            mark[pool[q]] = stamp;
        }
        int previous = node;
        for (int other = bucketNext[node]; other != NONE; other = bucketNext[other]) {
            if (isMarkedTwin(node, other)) {
                weight[node] += weight[other];
                merge(other, node);
                bucketNext[previous] = bucketNext[other];
            } else {
                previous = other;
            }
        }
    }

    private boolean isMarkedTwin(int node, int other) {
        boolean same = stage[node] == stage[other] && length[node] == length[other]
                && elements[node] == elements[other];
        for (int q = begin[other]; same && q < begin[other] + length[other]; q++) {
            same = mark[pool[q]] == stamp;
        }
        return same;
    }

    private void merge(int node, int target) {
        weight[node] = 0;
        kind[node] = GONE;
        mergedInto[node] = target;
    }

    /// Files the members by their new degrees and drops those that are gone from the element.
    private void finish(int pivot, int members) {
        int write = begin[pivot];
        for (int k = begin[pivot], end = begin[pivot] + length[pivot]; k < end; k++) {
            int node = pool[k];
            if (weight[node] != 0) {
                weight[node] = -weight[node];
                int others = members - weight[node];
                degree[node] = Math.min(degree[node] + others, total - eliminated - weight[node]);
                if (stage[node] <= present) {
                    queue.insert(node, degree[node]);
                }
                pool[write++] = node;
            }
        }
        length[pivot] = write - begin[pivot];
        free = write;
        degree[pivot] = members;
        weight[pivot] = 0;
        if (length[pivot] == 0) {
            kind[pivot] = GONE;
        }
    }

    /// Copies the live lists together if the pool might be too small for the next element.
    private void makeRoom(int pivot) {
        if (free + Math.min(degree[pivot], n) < pool.length) {
            return;
        }
        int next = 0;
        for (int i = 0; i < n; i++) {
            if (kind[i] != GONE) {
                System.arraycopy(pool, begin[i], spare, next, length[i]);
                begin[i] = next;
                next += length[i];
            }
        }
        int[] full = pool;
        pool = spare;
        spare = full;
        free = next;
    }
}
