package org.tavan.cvr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import org.tavan.powerflow.Phase;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseFlow;
import org.tavan.powerflow.ThreePhaseOperation;
import org.tavan.powerflow.ThreePhaseSettings;
import org.tavan.powerflow.ThreePhaseTaps;

/// Finds the tap of every phase of every regulator, and the steps of every bank of capacitors, at which an unbalanced feeder takes the least power within its
/// limits.
///
/// The three-phase flow judges every position. Where there are at most [#ENUMERATED_MAX] of them all are tried, so the answer is the best there is. Beyond, the
/// search starts at the best positions with one tap for all phases of a regulator, moves one device to wherever it is best, or two by a step each, and ends when
/// no such move is better: an answer that is feasible, not proven the best. Positions that break the limits are ranked by how far, so that a start
/// that breaks them leads to one that keeps them.
///
/// One interval at a time: switching limits tie the taps of a day together, and only [CvrPlanner] knows them. One thread at a time.
public final class PhaseTapSearch {
    /// So many positions of a feeder of a dozen buses are tried in about a second.
    public static final int ENUMERATED_MAX = 200_000;

    private static final double ROUNDING_PU = 1e-9;

    private final ThreePhaseFeeder feeder;
    private final ThreePhaseFlow flow;
    private final double lowestPu;
    private final double highestPu;
    private final long enumeratedMax;
    private final List<Axis> phases = new ArrayList<>();
    private final List<Axis> gangs = new ArrayList<>();
    /// Which of the gangs each of the phases belongs to.
    private final List<Integer> gangOf = new ArrayList<>();

    /// A device, or several that move together.
    private record Axis(IntConsumer mover, int lowest, int highest, int start) {}

    /// What positions come to: the less beyond the limits the better, then the less power.
    private record Score(double excessPu, double kw) {
        boolean isBetterThan(Score other) {
            return excessPu < other.excessPu || (excessPu == other.excessPu && kw < other.kw);
        }
    }

    /// The best positions so far, and what was tried on the way.
    private static final class Best {
        private int[] at = {};
        private Score score = new Score(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        private long tried;
        private long kept;
    }

    /// A search on a feeder.
    ///
    /// @param limits kept by every phase of every bus but the source; the loads' own lowest voltage is kept as well
    public PhaseTapSearch(ThreePhaseFeeder feeder, VoltageLimits limits) {
        this(feeder, limits, ENUMERATED_MAX);
    }

    PhaseTapSearch(ThreePhaseFeeder feeder, VoltageLimits limits, long enumeratedMax) {
        this.feeder = feeder;
        this.enumeratedMax = enumeratedMax;
        flow = new ThreePhaseFlow(feeder, ThreePhaseSettings.DEFAULT);
        lowestPu = Math.max(limits.lowestPu(), ThreePhaseCheck.believedPu(feeder));
        highestPu = limits.highestPu();
        for (ThreePhaseBranch branch : feeder.branches()) {
            if (branch instanceof ThreePhaseBranch.Regulator) {
                addRegulator(branch, gangs.size());
            }
        }
        for (int k = 0; k < feeder.capacitors().size(); k++) {
            int bank = k;
            int steps = feeder.capacitors().get(k).steps();
            gangOf.add(gangs.size());
            Axis axis = new Axis(position -> flow.setCapacitorSteps(bank, position), 0, steps, steps);
            phases.add(axis);
            gangs.add(axis);
        }
    }

    private void addRegulator(ThreePhaseBranch branch, int regulator) {
        for (Phase phase : Phase.values()) {
            if (branch.phases().has(phase)) {
                gangOf.add(regulator);
                phases.add(tap(position -> flow.setTap(regulator, phase, position)));
            }
        }
        gangs.add(tap(position -> flow.setTaps(regulator, ThreePhaseTaps.equal(position))));
    }

    private static Axis tap(IntConsumer mover) {
        return new Axis(mover, ThreePhaseTaps.LOWEST, ThreePhaseTaps.HIGHEST, 0);
    }

    /// The best positions for one interval.
    ///
    /// @param operation voltage at the source, loads and injections; its own taps and capacitor steps do not matter
    /// @throws IllegalArgumentException if it names what the feeder does not have
    public PhaseTapOutcome search(ThreePhaseOperation operation) {
        flow.set(operation);
        Best best = new Best();
        boolean proven = size(phases) <= enumeratedMax;
        if (proven) {
            enumerate(phases, best);
        } else {
            Best ganged = new Best();
            if (size(gangs) <= enumeratedMax) {
                enumerate(gangs, ganged);
            } else {
                descend(gangs, gangs.stream().mapToInt(Axis::start).toArray(), ganged);
            }
            best.tried = ganged.tried;
            best.kept = ganged.kept;
            descend(phases, gangOf.stream().mapToInt(gang -> ganged.at[gang]).toArray(), best);
        }
        return outcome(operation, best, proven);
    }

    private static long size(List<Axis> axes) {
        double size = 1;
        for (Axis axis : axes) {
            size *= axis.highest - axis.lowest + 1;
        }
        return (long) size;
    }

    private void enumerate(List<Axis> axes, Best best) {
        int[] at = axes.stream().mapToInt(Axis::lowest).toArray();
        best.at = at.clone();
        enumerate(axes, 0, at, best);
    }

    private void enumerate(List<Axis> axes, int from, int[] at, Best best) {
        if (from == at.length) {
            tried(at, best);
            return;
        }
        Axis axis = axes.get(from);
        for (int position = axis.lowest; position <= axis.highest; position++) {
            at[from] = position;
            axis.mover.accept(position);
            enumerate(axes, from + 1, at, best);
        }
    }

    private void descend(List<Axis> axes, int[] start, Best best) {
        best.at = start;
        tried(axes, start.clone(), best);
        boolean isBetter = true;
        while (isBetter) {
            isBetter = movedOne(axes, best) || movedTwo(axes, best);
        }
    }

    private boolean movedOne(List<Axis> axes, Best best) {
        boolean isBetter = false;
        for (int a = 0; a < axes.size(); a++) {
            for (int position = axes.get(a).lowest; position <= axes.get(a).highest; position++) {
                int[] at = best.at.clone();
                at[a] = position;
                isBetter |= tried(axes, at, best);
            }
        }
        return isBetter;
    }

    private boolean movedTwo(List<Axis> axes, Best best) {
        boolean isBetter = false;
        for (int a = 0; a < axes.size(); a++) {
            for (int b = a + 1; b < axes.size(); b++) {
                for (int sign = 0; sign < 4; sign++) {
                    int[] at = best.at.clone();
                    at[a] += (sign & 1) == 0 ? -1 : 1;
                    at[b] += (sign & 2) == 0 ? -1 : 1;
                    isBetter |= isWithin(axes.get(a), at[a]) && isWithin(axes.get(b), at[b])
                            && tried(axes, at, best);
                }
            }
        }
        return isBetter;
    }

    private static boolean isWithin(Axis axis, int position) {
        return axis.lowest <= position && position <= axis.highest;
    }

    private boolean tried(List<Axis> axes, int[] at, Best best) {
        for (int a = 0; a < at.length; a++) {
            axes.get(a).mover.accept(at[a]);
        }
        return tried(at, best);
    }

    /// Solves as the devices stand.
    ///
    /// @return whether that is better than all before
    private boolean tried(int[] at, Best best) {
        Score score = score();
        best.tried++;
        best.kept += score.excessPu == 0 ? 1 : 0;
        if (!score.isBetterThan(best.score)) {
            return false;
        }
        best.score = score;
        best.at = at.clone();
        return true;
    }

    private Score score() {
        if (!flow.solve()) {
            return new Score(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double beyond = Math.max(lowestPu - flow.lowestVoltagePu(), flow.highestVoltagePu() - highestPu);
        return new Score(beyond > ROUNDING_PU ? beyond : 0, flow.sourceKw());
    }

    private PhaseTapOutcome outcome(ThreePhaseOperation operation, Best best, boolean proven) {
        int[] at = best.at;
        Map<String, ThreePhaseTaps> taps = new HashMap<>();
        Map<String, Integer> steps = new HashMap<>();
        int next = 0;
        for (ThreePhaseBranch branch : feeder.branches()) {
            if (branch instanceof ThreePhaseBranch.Regulator) {
                int a = branch.phases().has(Phase.A) ? at[next++] : 0;
                int b = branch.phases().has(Phase.B) ? at[next++] : 0;
                int c = branch.phases().has(Phase.C) ? at[next++] : 0;
                taps.put(branch.name(), new ThreePhaseTaps(a, b, c));
            }
        }
        for (ThreePhaseCapacitor bank : feeder.capacitors()) {
            steps.put(bank.name(), at[next++]);
        }
        ThreePhaseOperation chosen = operation.withTaps(taps).withCapacitorSteps(steps);
        if (best.score.excessPu > 0) {
            return new PhaseTapOutcome.NoneFound(chosen, best.score.excessPu, proven, best.tried);
        }
        flow.set(chosen);
        flow.solve();
        return new PhaseTapOutcome.Found(chosen, flow.sourceKw(), flow.lossKw(), proven, best.tried,
                best.kept);
    }
}
