package org.tavan.conic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Splits the elimination tree of a large factor into two shares of whole subtrees, which do not touch each other, and the
/// panels above both. The split depends on the pattern alone, so results do not depend on who works on which.
///
/// Source: the subtree-to-processor mapping of Geist and Ng, "Task scheduling for parallel sparse Cholesky factorization", Int. J.
/// Parallel Program. 18 (1989) 291–314, doi 10.1007/BF01407861.
final class PanelShares {
    /// Multiplications from which on it pays to wake another thread.
    private static final double LARGE = 3e7;
    /// Subtrees heavier than a share of all work are taken apart; the best of these is taken.
    private static final double[] HEAVY = {0.55, 0.3, 0.15, 0.06};
    /// The longest way, of all work, that is still worth it.
    private static final double WORTH = 0.85;
    private static final int TOP = 2;

    /// Panels of both shares, ascending; empty where the factor is not split.
    final int[] first;
    final int[] second;
    /// Panels above, or all.
    final int[] top;

    private PanelShares(int[] first, int[] second, int[] top) {
        this.first = first;
        this.second = second;
        this.top = top;
    }

    boolean isSplit() {
        return first.length > 0;
    }

    /// @param parent of each panel, which is later, or `EliminationTree.ROOT`
    /// @param work of each panel
    static PanelShares of(int[] parent, double[] work) {
        int size = parent.length;
        double all = Arrays.stream(work).sum();
        int[] owner = new int[size];
        Arrays.fill(owner, TOP);
        if (all >= LARGE) {
            double shortest = WORTH * all;
            for (double heavy : HEAVY) {
                int[] trial = new int[size];
                double way = assign(parent, work, heavy * all, trial);
                if (way < shortest) {
                    shortest = way;
                    owner = trial;
                }
            }
        }
        return new PanelShares(panels(owner, 0), panels(owner, 1), panels(owner, TOP));
    }

    /// {@return the work that remains one after another: above, and in the larger share}
    private static double assign(int[] parent, double[] work, double heavy, int[] owner) {
        int size = parent.length;
        double[] subtree = work.clone();
        int[] child = new int[size];
        int[] sibling = new int[size];
        Arrays.fill(child, EliminationTree.ROOT);
        PriorityQueue<Integer> heaviest = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(p -> -subtree[p]).thenComparing(p -> p));
        for (int p = 0; p < size; p++) {
            int above = parent[p];
            if (above != EliminationTree.ROOT) {
                subtree[above] += subtree[p];
                sibling[p] = child[above];
                child[above] = p;
            }
        }
        for (int p = 0; p < size; p++) {
            if (parent[p] == EliminationTree.ROOT) {
                heaviest.add(p);
            }
        }
        Arrays.fill(owner, EliminationTree.ROOT);
        double above = 0;
        double[] share = new double[2];
        while (!heaviest.isEmpty()) {
            int p = heaviest.remove();
            if (subtree[p] > heavy) {
                owner[p] = TOP;
                above += work[p];
                for (int c = child[p]; c != EliminationTree.ROOT; c = sibling[c]) {
                    heaviest.add(c);
                }
            } else {
                owner[p] = share[0] <= share[1] ? 0 : 1;
                share[owner[p]] += subtree[p];
            }
        }
        for (int p = size - 1; p >= 0; p--) {
            owner[p] = owner[p] == EliminationTree.ROOT ? owner[parent[p]] : owner[p];
        }
        return above + Math.max(share[0], share[1]);
    }

    private static int[] panels(int[] owner, int who) {
        int[] panels = new int[owner.length];
        int count = 0;
        for (int p = 0; p < owner.length; p++) {
            if (owner[p] == who) {
                panels[count++] = p;
            }
        }
        return Arrays.copyOf(panels, count);
    }
}
