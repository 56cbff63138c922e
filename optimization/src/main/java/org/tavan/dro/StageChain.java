package org.tavan.dro;

import java.util.Arrays;

/// The cheapest way through levels `E[t] = E[t−1] + u[t]`, `low[t] ≤ E[t] ≤ high[t]`, at the cost `Σ φ_t(u[t]) + q[t] E[t]² − τ E[T]` with convex
/// `φ_t`: a battery, or a shifted load, at given prices. Exact up to rounding
/// where levels are bounded and at most two points of an interval have the same value; elsewhere it may miss the cheapest way, or say that there is none.
///
/// Backwards over the intervals it follows the graph `A_t(μ)`, the levels at which a unit of the level is worth `μ`, which falls. An
/// interval takes `u_t(μ) = argmin φ_t(u) − μu` from it, its bounds cut it, and a square shears it; all keep it piecewise linear. Forwards the graphs say
/// what each level is worth. Where a unit is worth another amount before than behind an interval, a bound is the reason.
///
/// Source: dynamic programming on derivatives, Bellman 1957. Departs from it: the derivative is kept as its inverse, in which a stage is a sum.
final class StageChain {
    /// Of levels and values, relative to the largest.
    private static final double ROUNDING = 1e-10;

    /// A range of values is one from so many times the rounding on.
    private static final double WIDE = 1e3;

    /// Which bound of the level holds the value of a unit apart from that of the next interval.
    enum Held {
        NO, LOW, HIGH
    }

    /// One interval: `u(μ)` runs through its points, not falling, and is constant before and behind them.
    private static final class Stage {
        final double[] value;
        final double[] flow;
        double low;
        double high;
        double square;
        /// The graph before the interval: levels `level` worth `worth`.
        double[] worth = {};
        double[] level = {};

        Stage(double[] value, double[] flow) {
            this.value = value;
            this.flow = flow;
        }
    }

    private final Stage[] stages;
    /// The piece of `u(μ)`: 0 before the first point, `k` between the points `k − 1` and `k`, and behind the last.
    private final int[] piece;
    private final Held[] held;
    private final double[] flow;
    private double[] worth = new double[16];
    private double[] level = new double[16];
    private double[] nextWorth = new double[16];
    private double[] nextLevel = new double[16];
    private int size;
    /// What a unit may be worth since the last bound that was named, and the intervals that say so.
    private double least;
    private double most;
    private int leastAt;
    private int mostAt;
    private double levelUnit = 1;
    private double worthUnit = 1;

    StageChain(int intervals) {
        stages = new Stage[intervals];
        piece = new int[intervals];
        held = new Held[intervals];
        flow = new double[intervals];
    }

    /// Describes an interval.
    ///
    /// @param value of its points, not falling
    /// @param flow as many, not falling
    /// @param square `q`
    void stage(int t, double[] value, double[] flow, double low, double high, double square) {
        Stage stage = new Stage(value, flow);
        stage.low = low;
        stage.high = high;
        stage.square = square;
        stages[t] = stage;
        levelUnit = Math.max(levelUnit, Math.max(Math.abs(low), Math.abs(high)));
        worthUnit = Math.max(worthUnit, Math.max(Math.abs(value[0]), Math.abs(value[value.length - 1])));
    }

    /// Finds the way.
    ///
    /// @param start `E` before the first interval
    /// @param terminal `τ`
    /// @return whether there is one, and its value is clear
    boolean solve(double start, double terminal) {
        for (Stage stage : stages) {
            if (!(stage.low <= stage.high)) {
                return false;
            }
        }
        Stage last = stages[stages.length - 1];
        size = 0;
        add(terminal, last.high);
        add(terminal, last.low);
        swap();
        for (int t = stages.length - 1; t >= 0; t--) {
            shear(stages[t].square);
            takeFlow(stages[t]);
            if (t > 0 && !cut(stages[t - 1].low, stages[t - 1].high)) {
                return false;
            }
        }
        return forwards(start, terminal);
    }

    private void add(double mu, double e) {
        if (size == nextWorth.length) {
            nextWorth = Arrays.copyOf(nextWorth, 2 * size);
            nextLevel = Arrays.copyOf(nextLevel, 2 * size);
        }
        nextWorth[size] = mu;
        nextLevel[size++] = e;
    }

    private void swap() {
        double[] w = worth;
        double[] l = level;
        worth = nextWorth;
        level = nextLevel;
        nextWorth = w;
        nextLevel = l;
    }

    private void shear(double square) {
        for (int i = 0; i < size && square != 0; i++) {
            worth[i] -= 2 * square * level[i];
        }
    }

    /// `A(μ) − u(μ)`, at the points of both; keeps the result for the way forwards.
    private void takeFlow(Stage stage) {
        int points = size;
        size = 0;
        int i = 0;
        int k = 0;
        while (i < points || k < stage.value.length) {
            boolean own = k == stage.value.length || (i < points && worth[i] <= stage.value[k]);
            double mu = own ? worth[i] : stage.value[k];
            double e = own ? level[i] : between(worth, level, points, i, mu);
            double u = own ? between(stage.value, stage.flow, stage.value.length, k, mu) : stage.flow[k];
            add(mu, e - u);
            i += own ? 1 : 0;
            k += own ? 0 : 1;
        }
        swap();
        stage.worth = Arrays.copyOf(worth, size);
        stage.level = Arrays.copyOf(level, size);
    }

    /// {@return the value at `x`, which lies between the points `next − 1` and `next`}
    private static double between(double[] xs, double[] ys, int size, int next, double x) {
        if (next == 0) {
            return ys[0];
        }
        if (next == size) {
            return ys[size - 1];
        }
        double width = xs[next] - xs[next - 1];
        double share = width > 0 ? (x - xs[next - 1]) / width : 0;
        return ys[next - 1] + share * (ys[next] - ys[next - 1]);
    }

    /// Keeps the levels within bounds.
    ///
    /// @return whether any are
    private boolean cut(double low, double high) {
        int points = size;
        if (level[points - 1] > high + tolerance() || level[0] < low - tolerance()) {
            return false;
        }
        size = 0;
        for (int i = 0; i < points; i++) {
            if (i > 0) {
                addCrossing(i, high);
                addCrossing(i, low);
            }
            if (low <= level[i] && level[i] <= high) {
                add(worth[i], level[i]);
            }
        }
        if (size == 0) {
            add(worth[0], Math.clamp(level[0], low, high));
        }
        swap();
        return true;
    }

    private void addCrossing(int i, double bound) {
        if (level[i - 1] > bound && bound > level[i]) {
            double share = (level[i - 1] - bound) / (level[i - 1] - level[i]);
            add(worth[i - 1] + share * (worth[i] - worth[i - 1]), bound);
        }
    }

    /// Follows the level. What a unit is worth stays within `[least, most]` from one bound that holds it apart to the next: a bound is only named where
    /// no value suits both sides of it, so that none is named twice.
    private boolean forwards(double start, double terminal) {
        double e = start;
        least = Double.NEGATIVE_INFINITY;
        most = Double.POSITIVE_INFINITY;
        for (int t = 0; t < stages.length; t++) {
            Stage stage = stages[t];
            int n = stage.level.length;
            if (e > stage.level[0] + tolerance() || e < stage.level[n - 1] - tolerance()) {
                return false;
            }
            double from = worthAbove(stage, e + tolerance());
            double to = worthBelow(stage, e - tolerance());
            if (Math.max(least, from) > Math.min(most, to) + ROUNDING * worthUnit) {
                hold(t - 1, e);
            }
            narrow(t, from, to);
            e += take(t, snapped(stage, middle(from, to)), e);
            if (!(e >= stage.low - tolerance() && e <= stage.high + tolerance())) {
                return false;
            }
            e = Math.clamp(e, stage.low, stage.high);
            held[t] = Held.NO;
            least += 2 * stage.square * e;
            most += 2 * stage.square * e;
        }
        if (terminal < least - ROUNDING * worthUnit || terminal > most + ROUNDING * worthUnit) {
            hold(stages.length - 1, e);
        }
        return true;
    }

    private void narrow(int t, double from, double to) {
        if (from >= least - ROUNDING * worthUnit) {
            least = Math.max(least, from);
            leastAt = t;
        }
        if (to <= most + ROUNDING * worthUnit) {
            most = Math.min(most, to);
            mostAt = t;
        }
    }

    /// Names a bound. Where the value since the bound before is not clear, all flows between are at ends of theirs and one constraint is
    /// one too many: at the end of the range of values that the bound pulls to, an interval's flow is about to leave its end, which is then not named.
    private void hold(int t, double e) {
        held[t] = heldAt(stages[t], e);
        if (most - least > WIDE * ROUNDING * worthUnit) {
            if (held[t] == Held.HIGH && least > Double.NEGATIVE_INFINITY) {
                piece[leastAt]--;
            } else if (held[t] == Held.LOW && most < Double.POSITIVE_INFINITY) {
                piece[mostAt]++;
            }
        }
        least = Double.NEGATIVE_INFINITY;
        most = Double.POSITIVE_INFINITY;
    }

    private double tolerance() {
        return ROUNDING * levelUnit;
    }

    private static double middle(double from, double to) {
        if (from == Double.NEGATIVE_INFINITY) {
            return to == Double.POSITIVE_INFINITY ? 0 : to - 1;
        }
        return to == Double.POSITIVE_INFINITY ? from + 1 : 0.5 * (from + to);
    }

    /// {@return the flow of an interval from a level whose unit is worth `mu`}
    private double take(int t, double mu, double e) {
        Stage stage = stages[t];
        int k = 0;
        while (k < stage.value.length && stage.value[k] < mu) {
            k++;
        }
        boolean jumps = k + 1 < stage.value.length && stage.value[k] == mu && stage.value[k + 1] == mu;
        piece[t] = jumps ? k + 1 : k;
        flow[t] = jumps
                ? Math.clamp(levelBehind(stage, mu, k) - e, stage.flow[k], stage.flow[k + 1])
                : between(stage.value, stage.flow, stage.value.length, k, mu);
        return flow[t];
    }

    private Held heldAt(Stage stage, double e) {
        if (e - stage.low <= tolerance()) {
            return Held.LOW;
        }
        return stage.high - e <= tolerance() ? Held.HIGH : Held.NO;
    }

    /// {@return a value at which `u` jumps, where it is that but for rounding}
    private double snapped(Stage stage, double mu) {
        for (int k = 0; k + 1 < stage.value.length; k++) {
            if (stage.value[k] == stage.value[k + 1]
                    && Math.abs(stage.value[k] - mu) <= ROUNDING * worthUnit) {
                return stage.value[k];
            }
        }
        return mu;
    }

    /// {@return the least worth of a unit at levels not above one}
    private static double worthAbove(Stage stage, double e) {
        int i = 0;
        while (stage.level[i] > e) {
            i++;
        }
        return i == 0 ? Double.NEGATIVE_INFINITY : crossing(stage, i, e);
    }

    /// {@return the largest worth of a unit at levels not below one}
    private static double worthBelow(Stage stage, double e) {
        int i = stage.level.length;
        while (stage.level[i - 1] < e) {
            i--;
        }
        return i == stage.level.length ? Double.POSITIVE_INFINITY : crossing(stage, i, e);
    }

    private static double crossing(Stage stage, int i, double e) {
        double share = (stage.level[i - 1] - e) / (stage.level[i - 1] - stage.level[i]);
        return stage.worth[i - 1] + share * (stage.worth[i] - stage.worth[i - 1]);
    }

    /// {@return the level behind an interval at the value where its flow jumps from the point `k` on}
    private static double levelBehind(Stage stage, double mu, int k) {
        int from = 0;
        while (from < stage.worth.length && stage.worth[from] < mu) {
            from++;
        }
        return between(stage.worth, stage.level, stage.worth.length, from, mu) + stage.flow[k];
    }

    int piece(int t) {
        return piece[t];
    }

    Held held(int t) {
        return held[t];
    }

    double flow(int t) {
        return flow[t];
    }
}
