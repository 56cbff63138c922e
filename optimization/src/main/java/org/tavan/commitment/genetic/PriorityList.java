package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.tavan.commitment.Unit;

/// The oldest heuristic of commitment: units run in the order of what a kWh costs at full power.
final class PriorityList {
    private PriorityList() {}

    /// {@return the units, the cheapest at full power first}
    static int[] order(List<Unit> units) {
        return IntStream.range(0, units.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer u) -> centsPerKwhAtFullPower(units.get(u))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// {@return a commitment for each number of units that always run, repaired; the rest runs where capacity asks for it; the first option
    /// of every choice}
    static List<OnOff> seeds(List<Unit> units, DemandTable demand, CommitmentRepair repair) {
        List<OnOff> seeds = new ArrayList<>();
        int[] order = order(units);
        long mask = 0;
        for (int k = 0; k <= order.length; k++) {
            long[] masks = new long[demand.intervals()];
            Arrays.fill(masks, mask);
            long[] code = demand.code(masks, List.of());
            repair.repair(code);
            seeds.add(OnOff.of(code));
            mask |= k < order.length ? 1L << order[k] : 0;
        }
        return seeds;
    }

    private static double centsPerKwhAtFullPower(Unit unit) {
        return (unit.cost().noLoadCentsPerHour() + unit.cost().energyCentsPerHour(unit.maxKw()))
                / unit.maxKw();
    }
}
