package org.tavan.reliability;

import java.util.List;

/// The distribution of capacity on outage, on a grid, by exact convolution over independent two-state units.
///
/// `f'(x) = (1 - q) f(x) + q f(x - C)`, one unit after the other. No state is dropped. A capacity between two grid points
/// is split between them so that its mean is kept: exact where all capacities are multiples of the grid, and otherwise
/// the expected shortfall is never less than the true one.
///
/// Source: Billinton and Allan, "Reliability Evaluation of Power Systems", 1996, section 2.2. Departs from it: its tables
/// are truncated at a small probability.
public final class CapacityOutageTable {
    /// A load counts as above the capacity that is there by more than this share of a grid step.
    private static final double EQUALITY = 1e-9;

    private final double gridKw;
    private final double installedKw;
    /// `tail[k] = P(outage >= k)` in grid steps, one entry more than there are states.
    private final double[] tail;
    /// `tailSteps[k] = Σ_{j>=k} j P(outage = j)`.
    private final double[] tailSteps;

    private CapacityOutageTable(double gridKw, double installedKw, double[] probability) {
        this.gridKw = gridKw;
        this.installedKw = installedKw;
        tail = new double[probability.length + 1];
        tailSteps = new double[probability.length + 1];
        for (int k = probability.length - 1; k >= 0; k--) {
            tail[k] = tail[k + 1] + probability[k];
            tailSteps[k] = tailSteps[k + 1] + k * probability[k];
        }
    }

    /// Convolves the units.
    ///
    /// @param units in any order
    /// @param gridKw step of the grid (kW), positive
    /// @return the table
    /// @throws IllegalArgumentException if the grid is not positive
    public static CapacityOutageTable of(List<CapacityUnit> units, double gridKw) {
        if (!(gridKw > 0 && gridKw < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The gridKw (%s) must be positive and finite.".formatted(gridKw));
        }
        double installedKw = 0;
        int states = 1;
        for (CapacityUnit unit : units) {
            installedKw += unit.capacityKw();
            states += (int) Math.ceil(unit.capacityKw() / gridKw);
        }
        double[] probability = new double[states];
        probability[0] = 1;
        for (CapacityUnit unit : units) {
            add(unit, gridKw, probability);
        }
        return new CapacityOutageTable(gridKw, installedKw, probability);
    }

    private static void add(CapacityUnit unit, double gridKw, double[] probability) {
        double steps = unit.capacityKw() / gridKw;
        int below = (int) Math.floor(steps + EQUALITY);
        double share = Math.max(0, steps - below);
        double q = unit.outageProbability();
        for (int x = probability.length - 1; x >= 0; x--) {
            double there = (1 - q) * probability[x];
            if (x >= below) {
                there += q * (1 - share) * probability[x - below];
            }
            if (share > 0 && x > below) {
                there += q * share * probability[x - below - 1];
            }
            probability[x] = there;
        }
    }

    /// {@return the capacity of all units (kW)}
    public double installedKw() {
        return installedKw;
    }

    /// {@return the probability that at least `outageKw` is on outage}
    ///
    /// @param outageKw kW
    public double probabilityOfOutageOfAtLeast(double outageKw) {
        return tail[state(Math.ceil(outageKw / gridKw - EQUALITY))];
    }

    /// {@return the probability that the load exceeds what is there}
    ///
    /// @param loadKw kW
    public double lossOfLoadProbability(double loadKw) {
        return tail[firstShort(loadKw)];
    }

    /// {@return the expected power not supplied (kW), times hours the expected energy not supplied}
    ///
    /// @param loadKw kW
    public double expectedShortfallKw(double loadKw) {
        int first = firstShort(loadKw);
        return Math.max(0, tailSteps[first] * gridKw + (loadKw - installedKw) * tail[first]);
    }

    /// The first state with less capacity than the load.
    private int firstShort(double loadKw) {
        return state(Math.floor((installedKw - loadKw) / gridKw + EQUALITY) + 1);
    }

    private int state(double steps) {
        return (int) Math.clamp(steps, 0, tail.length - 1);
    }
}
