package org.tavan.commitment.genetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.DemandChoice;
import org.tavan.commitment.DemandOption;

/// What the options of a code do to demand: kernels on codes.
///
/// A code is what the search breeds, an array of longs: the masks of the intervals, then the index of the option taken of each
/// demand choice. A code that ends with the masks takes the first option of every choice.
final class DemandTable {
    private final int intervals;
    private final double[] demandKw;
    /// Per choice, option and interval.
    private final double[][][] changeKw;
    private final double[][] cents;

    DemandTable(CommitmentProblem problem) {
        intervals = problem.intervals();
        demandKw = problem.demandKw().toArray();
        int choices = problem.demandChoices().size();
        changeKw = new double[choices][][];
        cents = new double[choices][];
        for (int c = 0; c < choices; c++) {
            DemandChoice choice = problem.demandChoices().get(c);
            changeKw[c] = choice.options().stream().map(o -> o.changeKw().toArray()).toArray(double[][]::new);
            cents[c] = choice.options().stream().mapToDouble(DemandOption::cents).toArray();
        }
    }

    int intervals() {
        return intervals;
    }

    int choices() {
        return cents.length;
    }

    /// {@return how many options a choice has}
    int options(int choice) {
        return cents[choice].length;
    }

    /// {@return the masks, with these options behind them; the first where one is missing or does not exist}
    long[] code(long[] masks, List<Integer> options) {
        long[] code = Arrays.copyOf(masks, intervals + choices());
        for (int c = 0; c < choices(); c++) {
            int option = c < options.size() ? options.get(c) : 0;
            code[intervals + c] = option >= 0 && option < options(c) ? option : 0;
        }
        return code;
    }

    /// {@return the option taken of a choice}
    int option(long[] code, int choice) {
        return code.length > intervals ? (int) code[intervals + choice] : 0;
    }

    void take(long[] code, int choice, int option) {
        code[intervals + choice] = option;
    }

    /// {@return the options taken, one of each choice}
    List<Integer> taken(long[] code) {
        List<Integer> taken = new ArrayList<>();
        for (int c = 0; c < choices(); c++) {
            taken.add(option(code, c));
        }
        return List.copyOf(taken);
    }

    /// {@return what the options add to the demand of an interval (kW)}
    double changeKw(long[] code, int t) {
        double kw = 0;
        for (int c = 0; c < changeKw.length; c++) {
            kw += changeKw[c][option(code, c)][t];
        }
        return kw;
    }

    /// {@return the demand of an interval (kW)}
    double demandKw(long[] code, int t) {
        return Math.max(0, demandKw[t] + changeKw(code, t));
    }

    /// {@return what the options cost (¢)}
    double cents(long[] code) {
        double sum = 0;
        for (int c = 0; c < cents.length; c++) {
            sum += cents[c][option(code, c)];
        }
        return sum;
    }
}
