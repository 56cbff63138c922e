package org.tavan.cvr;

import java.util.ArrayList;
import java.util.List;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;

/// All positions that the devices of a feeder can take together, and the steps between any two of them.
final class PositionSpace {
    /// Beyond it, trying every position of every interval is no longer a matter of a second.
    private static final int POSITIONS_MAX = 5_000;

    private final List<FeederPositions> positions;
    private final int[][] taps;
    private final int[][] capacitors;

    PositionSpace(RadialFeeder feeder) {
        List<List<Integer>> tapChoices = List.of(List.of());
        for (TapChanger changer : feeder.tapChangers()) {
            tapChoices = extend(tapChoices, changer.lowest(), changer.highest());
        }
        List<List<Integer>> capacitorChoices = List.of(List.of());
        for (Capacitor bank : feeder.capacitors()) {
            capacitorChoices = extend(capacitorChoices, 0, bank.steps());
        }
        if ((long) tapChoices.size() * capacitorChoices.size() > POSITIONS_MAX) {
            throw tooMany((long) tapChoices.size() * capacitorChoices.size());
        }
        positions = new ArrayList<>();
        for (List<Integer> tap : tapChoices) {
            for (List<Integer> steps : capacitorChoices) {
                positions.add(new FeederPositions(tap, steps));
            }
        }
        taps = numbers(positions.stream().map(FeederPositions::taps).toList());
        capacitors = numbers(positions.stream().map(FeederPositions::capacitorSteps).toList());
    }

    private static List<List<Integer>> extend(List<List<Integer>> choices, int lowest, int highest) {
        long size = (long) choices.size() * ((long) highest - lowest + 1);
        if (size > POSITIONS_MAX) {
            throw tooMany(size);
        }
        List<List<Integer>> longer = new ArrayList<>();
        for (List<Integer> choice : choices) {
            for (int position = lowest; position <= highest; position++) {
                List<Integer> next = new ArrayList<>(choice);
                next.add(position);
                longer.add(next);
            }
        }
        return longer;
    }

    private static IllegalArgumentException tooMany(long size) {
        return new IllegalArgumentException("""
                The tap changers and capacitors must have at most %d positions together, not %d.
                Maybe tap changers that always move together can be one.""".formatted(POSITIONS_MAX, size));
    }

    private static int[][] numbers(List<List<Integer>> lists) {
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    int size() {
        return positions.size();
    }

    FeederPositions at(int state) {
        return positions.get(state);
    }

    int indexOf(FeederPositions wanted) {
        return positions.indexOf(wanted);
    }

    int tapSteps(int from, int to) {
        return distance(taps[from], taps[to]);
    }

    int capacitorSteps(int from, int to) {
        return distance(capacitors[from], capacitors[to]);
    }

    private static int distance(int[] from, int[] to) {
        int distance = 0;
        for (int k = 0; k < from.length; k++) {
            distance += Math.abs(from[k] - to[k]);
        }
        return distance;
    }
}
