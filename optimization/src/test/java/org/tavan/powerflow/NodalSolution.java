package org.tavan.powerflow;

import java.util.Arrays;
import org.tavan.powerflow.FeederDemand.BusPower;

/// Solves a feeder as any network is solved: complex node voltages, dense admittances, current injections repeated until they stand still.
///
/// It shares nothing with the sweep but the feeder's data: no tree, no branch flows, no squares of voltages. A tapped branch needs an impedance.
final class NodalSolution {
    final double[] voltagePu;
    final double sourceKw;
    final double sourceKvar;

    private final int n;
    private final double[][] conductance;
    private final double[][] susceptance;

    private NodalSolution(RadialFeeder feeder, FeederDemand demand, FeederPositions positions) {
        n = feeder.buses().size();
        conductance = new double[n][n];
        susceptance = new double[n][n];
        admittances(feeder, positions);
        int source = feeder.indexOf(feeder.source());
        double[][] reduced = withoutRowsOf(source);
        double[] re = new double[n];
        double[] im = new double[n];
        Arrays.fill(re, feeder.sourceVoltagePu());
        for (int round = 0; round < 2000; round++) {
            double[] right = new double[2 * n];
            for (int i = 0; i < n; i++) {
                if (i == source) {
                    right[i] = feeder.sourceVoltagePu();
                    continue;
                }
                double square = re[i] * re[i] + im[i] * im[i];
                double p = -taken(feeder, demand, i, Math.sqrt(square), true) / 1000;
                double q = -taken(feeder, demand, i, Math.sqrt(square), false) / 1000;
                right[i] = (p * re[i] + q * im[i]) / square;
                right[n + i] = (p * im[i] - q * re[i]) / square;
            }
            double[] next = solve(reduced, right);
            double change = 0;
            for (int i = 0; i < n; i++) {
                change = Math.max(change, Math.abs(next[i] - re[i]) + Math.abs(next[n + i] - im[i]));
                re[i] = next[i];
                im[i] = next[n + i];
            }
            if (change < 1e-15) {
                break;
            }
        }
        voltagePu = new double[n];
        for (int i = 0; i < n; i++) {
            voltagePu[i] = Math.hypot(re[i], im[i]);
        }
        double currentRe = 0;
        double currentIm = 0;
        for (int j = 0; j < n; j++) {
            currentRe += conductance[source][j] * re[j] - susceptance[source][j] * im[j];
            currentIm += conductance[source][j] * im[j] + susceptance[source][j] * re[j];
        }
        sourceKw = 1000 * feeder.sourceVoltagePu() * currentRe
                + taken(feeder, demand, source, voltagePu[source], true);
        sourceKvar = -1000 * feeder.sourceVoltagePu() * currentIm
                + taken(feeder, demand, source, voltagePu[source], false);
    }

    static NodalSolution of(RadialFeeder feeder, FeederDemand demand, FeederPositions positions) {
        return new NodalSolution(feeder, demand, positions);
    }

    private static double taken(RadialFeeder feeder, FeederDemand demand, int bus, double voltage,
            boolean active) {
        BusPower power = demand.buses().get(bus);
        ZipLoad zip = feeder.buses().get(bus).zip();
        double factor = zip.zp() * voltage * voltage + zip.ip() * voltage + zip.pp();
        double longer = 1 - power.restoredShare()
                + power.restoredShare() * Math.min(1 / factor, 1 / power.duty());
        return active
                ? power.loadKw() * factor * longer - power.injectionKw()
                : power.loadKvar() * longer * (zip.zq() * voltage * voltage + zip.iq() * voltage + zip.pq())
                        - power.injectionKvar();
    }

    private void admittances(RadialFeeder feeder, FeederPositions positions) {
        double ohmPerPu = feeder.nominalKv() * feeder.nominalKv();
        for (RadialFeeder.Branch branch : feeder.branches()) {
            int i = feeder.indexOf(branch.from());
            int j = feeder.indexOf(branch.to());
            double ratioI = 1;
            double ratioJ = 1;
            for (int k = 0; k < feeder.tapChangers().size(); k++) {
                RadialFeeder.TapChanger changer = feeder.tapChangers().get(k);
                double ratio = 1 + changer.stepPu() * positions.taps().get(k);
                ratioI = changer.from().equals(branch.from()) && changer.to().equals(branch.to())
                        ? ratio
                        : ratioI;
                ratioJ = changer.from().equals(branch.to()) && changer.to().equals(branch.from())
                        ? ratio
                        : ratioJ;
            }
            double r = branch.resistanceOhm() / ohmPerPu;
            double x = branch.reactanceOhm() / ohmPerPu;
            double g = r / (r * r + x * x);
            double b = -x / (r * r + x * x);
            add(i, i, ratioI * ratioI, g, b);
            add(j, j, ratioJ * ratioJ, g, b);
            add(i, j, -ratioI * ratioJ, g, b);
            add(j, i, -ratioI * ratioJ, g, b);
        }
        for (int k = 0; k < feeder.capacitors().size(); k++) {
            int bus = feeder.indexOf(feeder.capacitors().get(k).bus());
            susceptance[bus][bus] += positions.capacitorSteps().get(k) * feeder.capacitors().get(k).stepKvar()
                    / 1000;
        }
    }

    private void add(int i, int j, double factor, double g, double b) {
        conductance[i][j] += factor * g;
        susceptance[i][j] += factor * b;
    }

    private double[][] withoutRowsOf(int source) {
        double[][] matrix = new double[2 * n][2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i == source) {
                    matrix[i][j] = i == j ? 1 : 0;
                    matrix[n + i][n + j] = i == j ? 1 : 0;
                } else {
                    matrix[i][j] = conductance[i][j];
                    matrix[i][n + j] = -susceptance[i][j];
                    matrix[n + i][j] = susceptance[i][j];
                    matrix[n + i][n + j] = conductance[i][j];
                }
            }
        }
        return matrix;
    }

    /// Gaussian elimination with row exchanges.
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[][] a = new double[size][];
        for (int i = 0; i < size; i++) {
            a[i] = Arrays.copyOf(matrix[i], size + 1);
            a[i][size] = right[i];
        }
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k + 1; i < size; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            for (int i = k + 1; i < size; i++) {
                double factor = a[i][k] / row[k];
                if (factor != 0) {
                    for (int j = k; j <= size; j++) {
                        a[i][j] -= factor * row[j];
                    }
                }
            }
        }
        double[] x = new double[size];
        for (int i = size - 1; i >= 0; i--) {
            double sum = a[i][size];
            for (int j = i + 1; j < size; j++) {
                sum -= a[i][j] * x[j];
            }
            x[i] = sum / a[i][i];
        }
        return x;
    }
}
