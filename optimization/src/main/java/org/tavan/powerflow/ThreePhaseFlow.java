package org.tavan.powerflow;

import java.util.Arrays;

/// The flow in an unbalanced three-phase feeder by backward and forward sweeps; the truth that a schedule has to pass.
///
/// Compiled once, then solved for any operation. What is set stays until it is set otherwise, and a solution depends on what is set alone,
/// never on the solution before. [#solve()] allocates nothing; the figures of the last solution are read one by one, or together as
/// [#outcome()]. Not for several threads at a time.
///
/// Source: the microgrid paper, eq. (27)–(38), which are single-phase. Departs from it: three phases with their mutual impedances, since the
/// single-phase equations hide the lowest voltage of an unbalanced feeder; integer taps.
public final class ThreePhaseFlow {
    private final ThreePhaseFeeder feeder;
    private final ThreePhaseArrays arrays;
    private final double toleranceSquared;
    private final int sweepsMax;
    private final double[] ratio;
    private final double[] susceptance;
    private final int[] capacitorSteps;
    /// Kilowatts and kvar per unit in turn, at the places of the voltages.
    private final double[] injection;
    private final int[] partFrom;
    private final int[] partTo;
    private final double[] partPower;
    private final double[] v;
    private final double[] current;
    private final double[] change;
    private int parts;
    private boolean isInjectionNew;
    private int sweeps;
    private boolean hasConverged;

    /// Compiles a feeder, as if [ThreePhaseOperation#RATED].
    public ThreePhaseFlow(ThreePhaseFeeder feeder, ThreePhaseSettings settings) {
        this.feeder = feeder;
        arrays = new ThreePhaseArrays(feeder);
        toleranceSquared = settings.tolerancePu() * settings.tolerancePu();
        sweepsMax = settings.sweepsMax();
        int n = arrays.busCount();
        ratio = arrays.ratio.clone();
        susceptance = arrays.susceptance.clone();
        capacitorSteps = arrays.capacitorSteps.clone();
        injection = new double[6 * n];
        int capacity = arrays.partFrom.length + 3 * n;
        partFrom = Arrays.copyOf(arrays.partFrom, capacity);
        partTo = Arrays.copyOf(arrays.partTo, capacity);
        partPower = Arrays.copyOf(arrays.partPower, 6 * capacity);
        parts = arrays.partFrom.length;
        v = new double[arrays.neutral(capacity)];
        current = new double[arrays.neutral(capacity)];
        change = new double[3 * n];
        set(ThreePhaseOperation.RATED);
    }

    /// Compiles a feeder and solves it once.
    ///
    /// @throws IllegalArgumentException if the operation names what the feeder does not have
    public static ThreePhaseOutcome solve(ThreePhaseFeeder feeder, ThreePhaseOperation operation) {
        ThreePhaseFlow flow = new ThreePhaseFlow(feeder, ThreePhaseSettings.DEFAULT);
        flow.set(operation);
        flow.solve();
        return flow.outcome();
    }

    /// Sets all of an operation, and everything it does not name to what [ThreePhaseOperation] says of that.
    ///
    /// @throws IllegalArgumentException if it names what the feeder does not have, or has a value out of range
    public void set(ThreePhaseOperation operation) {
        ThreePhaseNames names = new ThreePhaseNames(feeder);
        for (Phase phase : Phase.values()) {
            setSourceVoltage(phase, operation.sourceVoltagePu().get(phase));
            for (int r = 0; r < arrays.regulatorBus.length; r++) {
                setTap(r, phase, 0);
            }
        }
        operation.taps().forEach((name, taps) -> setTaps(names.regulator(name), taps));
        for (int i = 0; i < capacitorSteps.length; i++) {
            setCapacitorSteps(i, arrays.capacitorSteps[i]);
        }
        operation.capacitorSteps().forEach((name, steps) -> setCapacitorSteps(names.capacitor(name), steps));
        setLoadFactors(1);
        operation.loadFactors().forEach((name, factor) -> setLoadFactor(names.load(name), factor));
        clearInjections();
        for (ThreePhaseInjection at : operation.injections()) {
            int bus = busIndex(at.bus());
            for (Phase phase : Phase.values()) {
                if (at.kw().get(phase) != 0 || at.kvar().get(phase) != 0) {
                    inject(bus, phase, at.kw().get(phase), at.kvar().get(phase));
                }
            }
        }
    }

    /// {@return the index of a bus, for the calls below}
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public int busIndex(String bus) {
        return arrays.at(bus);
    }

    /// {@return the number of buses; their indices are 0 for the source and then in the order of the tree}
    public int busCount() {
        return arrays.busCount();
    }

    /// Sets the magnitude of one phase at the source.
    ///
    /// @param voltagePu pu, positive
    public void setSourceVoltage(Phase phase, double voltagePu) {
        double radians = Math.toRadians(phase.sourceDegrees());
        v[2 * phase.index()] = voltagePu * Math.cos(radians);
        v[2 * phase.index() + 1] = voltagePu * Math.sin(radians);
    }

    /// Sets the taps of a regulator.
    ///
    /// @param regulator index in [ThreePhaseFeeder#regulators()]
    public void setTaps(int regulator, ThreePhaseTaps taps) {
        setTap(regulator, Phase.A, taps.a());
        setTap(regulator, Phase.B, taps.b());
        setTap(regulator, Phase.C, taps.c());
    }

    /// Sets one tap of a regulator; nothing happens where it lacks the phase.
    ///
    /// @param regulator index in [ThreePhaseFeeder#regulators()]
    /// @param tap in −16..16
    public void setTap(int regulator, Phase phase, int tap) {
        ThreePhaseTaps.require(tap);
        int at = 3 * arrays.regulatorBus[regulator] + phase.index();
        ratio[at] = arrays.ratio[at] * ThreePhaseTaps.ratio(tap);
    }

    /// Switches a bank of capacitors.
    ///
    /// @param capacitor index in [ThreePhaseFeeder#capacitors()]
    /// @param steps switched in, from 0 to all of its steps
    public void setCapacitorSteps(int capacitor, int steps) {
        if (steps < 0 || steps > arrays.capacitorSteps[capacitor]) {
            throw new IllegalArgumentException("The steps (%d) of capacitor %s must lie in 0..%d.".formatted(
                    steps, feeder.capacitors().get(capacitor).name(), arrays.capacitorSteps[capacitor]));
        }
        capacitorSteps[capacitor] = steps;
        // Afresh from the lines, so that nothing of the way here stays in the digits.
        int bus = arrays.capacitorBus[capacitor];
        System.arraycopy(arrays.susceptance, 6 * bus, susceptance, 6 * bus, 6);
        for (int i = 0; i < capacitorSteps.length; i++) {
            if (arrays.capacitorBus[i] == bus) {
                for (int entry = 0; entry < 6; entry++) {
                    susceptance[6 * bus + entry] += capacitorSteps[i] * arrays.capacitorStep[6 * i + entry];
                }
            }
        }
    }

    /// Sets what every load draws as a multiple of its rated power.
    public void setLoadFactors(double factor) {
        for (int load = 0; load < feeder.loads().size(); load++) {
            setLoadFactor(load, factor);
        }
    }

    /// Sets what a load draws as a multiple of its rated power.
    ///
    /// @param load index in [ThreePhaseFeeder#loads()]
    /// @param factor non-negative
    public void setLoadFactor(int load, double factor) {
        ThreePhaseOperation.requireFactor(feeder.loads().get(load).name(), factor);
        for (int i = 0; i < arrays.partLoad.length; i++) {
            if (arrays.partLoad[i] == load) {
                for (int c = 6 * i; c < 6 * i + 6; c++) {
                    partPower[c] = factor * arrays.partPower[c];
                }
            }
        }
    }

    /// Takes all injections away.
    public void clearInjections() {
        Arrays.fill(injection, 0);
        isInjectionNew = true;
    }

    /// Adds constant power put into a phase of a bus.
    ///
    /// @param bus index of a bus
    /// @param kw into the feeder (kW), any sign
    /// @param kvar into the feeder (kvar), any sign
    /// @throws IllegalArgumentException if the bus lacks the phase
    public void inject(int bus, Phase phase, double kw, double kvar) {
        if (!hasPhase(bus, phase)) {
            throw new IllegalArgumentException(
                    "There is an injection on phase %s of bus %s, which only has %s."
                            .formatted(phase, arrays.buses.get(bus).name(), arrays.nodes.get(bus).phases()));
        }
        injection[6 * bus + 2 * phase.index()] += kw / ThreePhaseArrays.BASE_KW;
        injection[6 * bus + 2 * phase.index() + 1] += kvar / ThreePhaseArrays.BASE_KW;
        isInjectionNew = true;
    }

    /// Solves for what is set, from the voltages without load.
    ///
    /// @return whether it converged; if not, only [#outcome()] says anything of use
    public boolean solve() {
        if (isInjectionNew) {
            gatherInjections();
        }
        int[] parent = arrays.parent;
        ThreePhaseSweep.start(parent, arrays.isDelta, ratio, v);
        hasConverged = false;
        sweeps = 0;
        boolean isFinite = true;
        while (!hasConverged && isFinite && sweeps < sweepsMax) {
            gatherCurrents();
            double moved = ThreePhaseSweep.forward(parent, arrays.isDelta, arrays.hasImpedance,
                    arrays.impedance, ratio, v, current, change);
            sweeps++;
            hasConverged = moved <= toleranceSquared;
            isFinite = moved < Double.POSITIVE_INFINITY;
        }
        gatherCurrents();
        return hasConverged;
    }

    /// {@return the last solution, or where there is none}
    public ThreePhaseOutcome outcome() {
        ThreePhaseFigures figures = new ThreePhaseFigures(this, arrays);
        return hasConverged ? figures.converged() : figures.diverged(change);
    }

    /// {@return the sweeps that the last solution took}
    public int sweeps() {
        return sweeps;
    }

    /// {@return whether a bus has a phase}
    public boolean hasPhase(int bus, Phase phase) {
        return arrays.nodes.get(bus).phases().has(phase);
    }

    /// {@return the magnitude of a voltage (pu); 0 where the bus lacks the phase}
    public double voltagePu(int bus, Phase phase) {
        int at = 6 * bus + 2 * phase.index();
        return Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1]);
    }

    /// {@return the lowest voltage at any phase of any bus but the source (pu)}
    public double lowestVoltagePu() {
        double lowest = Double.POSITIVE_INFINITY;
        for (int at = 6; at < arrays.places(); at += 2) {
            double square = v[at] * v[at] + v[at + 1] * v[at + 1];
            lowest = square > 0 ? Math.min(lowest, square) : lowest;
        }
        return Math.sqrt(lowest);
    }

    /// {@return the highest voltage at any phase of any bus but the source (pu)}
    public double highestVoltagePu() {
        double highest = 0;
        for (int at = 6; at < arrays.places(); at += 2) {
            highest = Math.max(highest, v[at] * v[at] + v[at + 1] * v[at + 1]);
        }
        return Math.sqrt(highest);
    }

    /// {@return what the source gives on all phases (kW)}
    public double sourceKw() {
        return ThreePhaseArrays.BASE_KW
                * (v[0] * current[0] + v[1] * current[1] + v[2] * current[2] + v[3] * current[3]
                        + v[4] * current[4] + v[5] * current[5]);
    }

    /// {@return what the source gives on all phases (kvar)}
    public double sourceKvar() {
        return ThreePhaseArrays.BASE_KW
                * (v[1] * current[0] - v[0] * current[1] + v[3] * current[2] - v[2] * current[3]
                        + v[5] * current[4] - v[4] * current[5]);
    }

    /// {@return what the series impedances take (kW)}
    public double lossKw() {
        return loss(true);
    }

    /// {@return what the series impedances take (kvar)}
    public double lossKvar() {
        return loss(false);
    }

    /// What the voltage drops by over each branch times its current (kW or kvar).
    private double loss(boolean isActive) {
        double loss = 0;
        for (int k = 1; k < arrays.busCount(); k++) {
            if (arrays.hasImpedance[k]) {
                int from = 6 * arrays.parent[k];
                int to = 6 * k;
                for (int part = 0; part < 6; part += 2, to += 2) {
                    double turns = ratio[3 * k + part / 2];
                    double re = ThreePhaseSweep.emf(arrays.isDelta[k], turns, v, from, part) - v[to];
                    double im = ThreePhaseSweep.emf(arrays.isDelta[k], turns, v, from, part + 1) - v[to + 1];
                    loss += isActive
                            ? re * current[to] + im * current[to + 1]
                            : im * current[to] - re * current[to + 1];
                }
            }
        }
        return ThreePhaseArrays.BASE_KW * loss;
    }

    double[] voltages() {
        return v;
    }

    double[] currents() {
        return current;
    }

    double[] ratios() {
        return ratio;
    }

    double[] injections() {
        return injection;
    }

    double[] susceptances() {
        return susceptance;
    }

    double[] powers() {
        return partPower;
    }

    private void gatherCurrents() {
        ThreePhaseSweep.shunts(arrays.busCount(), susceptance, v, current);
        ThreePhaseSweep.loads(parts, partFrom, partTo, partPower, v, current);
        ThreePhaseSweep.backward(arrays.parent, arrays.isDelta, ratio, current);
    }

    /// Injections are loads of constant negative power behind the others.
    private void gatherInjections() {
        parts = arrays.partFrom.length;
        for (int at = 0; at < injection.length; at += 2) {
            if (injection[at] != 0 || injection[at + 1] != 0) {
                partFrom[parts] = at;
                partTo[parts] = arrays.neutral(parts);
                partPower[6 * parts] = -injection[at];
                partPower[6 * parts + 1] = -injection[at + 1];
                parts++;
            }
        }
        isInjectionNew = false;
    }
}
