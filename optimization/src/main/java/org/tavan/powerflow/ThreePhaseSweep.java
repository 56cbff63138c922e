package org.tavan.powerflow;

/// The arithmetic of a backward/forward sweep on the arrays of [ThreePhaseArrays]; no allocation.
///
/// Source: Kersting, Distribution System Modeling and Analysis, the ladder iteration. Departs from it: complex numbers per unit rather than
/// matrices A, B, c, d in volts; shunts as one susceptance a bus; branches without impedance are ratios.
final class ThreePhaseSweep {
    /// Between the phases of a delta there are √3 times the volts of a phase.
    private static final double DELTA = 1 / Math.sqrt(3);

    private ThreePhaseSweep() {}

    /// Voltages without any current: those of the source through the ratios.
    static void start(int[] parent, boolean[] isDelta, double[] ratio, double[] v) {
        for (int k = 1; k < parent.length; k++) {
            for (int part = 0; part < 6; part++) {
                v[6 * k + part] = emf(isDelta[k], ratio[3 * k + part / 2], v, 6 * parent[k], part);
            }
        }
    }

    /// What feeds one part (phase and real or imaginary) of a bus before the drop of its branch: `t V_parent`, behind a delta
    /// `t (V_p − V_{p−1}) / √3`.
    static double emf(boolean isDelta, double ratio, double[] v, int from, int part) {
        return isDelta
                ? ratio * DELTA * (v[from + part] - v[from + (part + 4) % 6])
                : ratio * v[from + part];
    }

    /// What one part of the feeding bus gives into the branch: `t I`, into a delta `t (I_p − I_{p+1}) / √3`.
    static double drawn(boolean isDelta, double ratio, double[] current, int to, int part) {
        return isDelta
                ? ratio * DELTA * (current[to + part] - current[to + (part + 2) % 6])
                : ratio * current[to + part];
    }

    /// Currents into the shunts, `I = jBV`, overwriting `current`.
    static void shunts(int buses, double[] b, double[] v, double[] current) {
        for (int k = 0, s = 0; k < buses; k++, s += 6) {
            double ar = v[s];
            double ai = v[s + 1];
            double br = v[s + 2];
            double bi = v[s + 3];
            double cr = v[s + 4];
            double ci = v[s + 5];
            double aa = b[s];
            double ab = b[s + 1];
            double ac = b[s + 2];
            double bb = b[s + 3];
            double bc = b[s + 4];
            double cc = b[s + 5];
            current[s] = -(aa * ai + ab * bi + ac * ci);
            current[s + 1] = aa * ar + ab * br + ac * cr;
            current[s + 2] = -(ab * ai + bb * bi + bc * ci);
            current[s + 3] = ab * ar + bb * br + bc * cr;
            current[s + 4] = -(ac * ai + bc * bi + cc * ci);
            current[s + 5] = ac * ar + bc * br + cc * cr;
        }
    }

    /// Adds the currents of the first `parts` loads, `I = ((P + jQ) / U)*` with `U` the voltage across the load.
    ///
    /// Shape: `power` has six numbers a part: constant power, current and impedance, active and reactive in turn.
    static void loads(int parts, int[] from, int[] to, double[] power, double[] v, double[] current) {
        for (int i = 0, c = 0; i < parts; i++, c += 6) {
            int one = from[i];
            int other = to[i];
            double re = v[one] - v[other];
            double im = v[one + 1] - v[other + 1];
            double square = re * re + im * im;
            double inverse = 1 / square;
            double magnitude = Math.sqrt(square);
            double p = (power[c] + power[c + 2] * magnitude) * inverse + power[c + 4];
            double q = (power[c + 1] + power[c + 3] * magnitude) * inverse + power[c + 5];
            double currentRe = p * re + q * im;
            double currentIm = p * im - q * re;
            current[one] += currentRe;
            current[one + 1] += currentIm;
            current[other] -= currentRe;
            current[other + 1] -= currentIm;
        }
    }

    /// Adds the current of each bus to the one that feeds it, from the leaves to the source: `I_parent += t I`.
    static void backward(int[] parent, boolean[] isDelta, double[] ratio, double[] current) {
        for (int k = parent.length - 1; k > 0; k--) {
            int from = 6 * parent[k];
            int to = 6 * k;
            if (isDelta[k]) {
                for (int part = 0; part < 6; part++) {
                    current[from + part] += drawn(true, ratio[3 * k], current, to, part);
                }
                continue;
            }
            double a = ratio[3 * k];
            double b = ratio[3 * k + 1];
            double c = ratio[3 * k + 2];
            current[from] += a * current[to];
            current[from + 1] += a * current[to + 1];
            current[from + 2] += b * current[to + 2];
            current[from + 3] += b * current[to + 3];
            current[from + 4] += c * current[to + 4];
            current[from + 5] += c * current[to + 5];
        }
    }

    /// Voltages from the source to the leaves, `V = t V_parent − Z I`.
    ///
    /// @param change receives the squared change of each phase of each bus at `3k + p` (pu²)
    /// @return the largest sum over the phases of a bus; NaN if one is
    static double forward(int[] parent, boolean[] isDelta, boolean[] hasImpedance, double[] z,
            double[] ratio, double[] v, double[] current, double[] change) {
        double largest = 0;
        for (int k = 1; k < parent.length; k++) {
            int from = 6 * parent[k];
            int to = 6 * k;
            double ta = ratio[3 * k];
            double tb = ratio[3 * k + 1];
            double tc = ratio[3 * k + 2];
            double ar = ta * v[from];
            double ai = ta * v[from + 1];
            double br = tb * v[from + 2];
            double bi = tb * v[from + 3];
            double cr = tc * v[from + 4];
            double ci = tc * v[from + 5];
            if (isDelta[k]) {
                ar = emf(true, ta, v, from, 0);
                ai = emf(true, ta, v, from, 1);
                br = emf(true, tb, v, from, 2);
                bi = emf(true, tb, v, from, 3);
                cr = emf(true, tc, v, from, 4);
                ci = emf(true, tc, v, from, 5);
            }
            if (hasImpedance[k]) {
                int m = 12 * k;
                double iar = current[to];
                double iai = current[to + 1];
                double ibr = current[to + 2];
                double ibi = current[to + 3];
                double icr = current[to + 4];
                double ici = current[to + 5];
                ar -= z[m] * iar - z[m + 1] * iai + z[m + 2] * ibr - z[m + 3] * ibi + z[m + 4] * icr
                        - z[m + 5] * ici;
                ai -= z[m] * iai + z[m + 1] * iar + z[m + 2] * ibi + z[m + 3] * ibr + z[m + 4] * ici
                        + z[m + 5] * icr;
                br -= z[m + 2] * iar - z[m + 3] * iai + z[m + 6] * ibr - z[m + 7] * ibi + z[m + 8] * icr
                        - z[m + 9] * ici;
                bi -= z[m + 2] * iai + z[m + 3] * iar + z[m + 6] * ibi + z[m + 7] * ibr + z[m + 8] * ici
                        + z[m + 9] * icr;
                cr -= z[m + 4] * iar - z[m + 5] * iai + z[m + 8] * ibr - z[m + 9] * ibi + z[m + 10] * icr
                        - z[m + 11] * ici;
                ci -= z[m + 4] * iai + z[m + 5] * iar + z[m + 8] * ibi + z[m + 9] * ibr + z[m + 10] * ici
                        + z[m + 11] * icr;
            }
            double movedA = square(ar - v[to]) + square(ai - v[to + 1]);
            double movedB = square(br - v[to + 2]) + square(bi - v[to + 3]);
            double movedC = square(cr - v[to + 4]) + square(ci - v[to + 5]);
            v[to] = ar;
            v[to + 1] = ai;
            v[to + 2] = br;
            v[to + 3] = bi;
            v[to + 4] = cr;
            v[to + 5] = ci;
            change[3 * k] = movedA;
            change[3 * k + 1] = movedB;
            change[3 * k + 2] = movedC;
            largest = Math.max(largest, movedA + movedB + movedC);
        }
        return largest;
    }

    private static double square(double x) {
        return x * x;
    }
}
