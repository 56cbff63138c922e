package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tavan.powerflow.FeederDemand.BusPower;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.Site;
import org.tavan.powerflow.RadialFeeder.TapChanger;

/// Single-phase load flow of a radial feeder: the branch flow equations, solved by sweeps in `(P, Q, V²)`.
///
/// With `P`, `Q` the power that arrives at bus `j` over branch `ij` and `l = (P² + Q²) / V_j²` its squared current:
/// - backward, children first: `P_ij = Σ_k (P_jk + r_jk l_jk) - p_j`, likewise `Q` with `x`;
/// - forward, parents first: `V_j² = t² V_i² - 2 (r P + x Q) - (r² + x²) l`.
///
/// Source: the microgrid paper, eq. (27)–(38); its powers are those that leave bus `i`, the same equations seen from the other end. Departs from it:
/// - (27) sums over the neighbours of `i`; the branches that leave `j` are meant, as in (28): the children of `j`;
/// - (34) has the reactive loss with `r`; it is `x`;
/// - (36), (38) tap ratio and susceptance between two limits; here whole steps, `t = 1 / a = 1 + step n` and `q = steps · B V²`;
/// - (31), (32) a load may restore its energy within the interval: a share runs longer at less power, until it runs all the time.
///
/// A flow is compiled once from a feeder and then solved for many demands and positions; [#converge()] allocates nothing. Every solve starts from
/// the voltages without load, so its answer depends on nothing solved before. One thread at a time.
public final class DistFlow {
    /// Largest change of `V²` (pu²), and of an inverter's reactive power (share of its rating), at which a flow counts as found.
    public static final double USUAL_TOLERANCE = 1e-9;

    private static final double BASE_KVA = 1000;
    private static final int SWEEPS_MAX = 100;
    private static final int SWEEPS_MAX_WITH_INVERTERS = 300;

    private final RadialFeeder feeder;
    private final double tolerance;
    private final int buses;
    private final int[] order;
    private final int[] placeOfBus;
    private final int[] tapPlace;
    private final int[] capacitorPlace;
    private final InverterLoop inverters;

    // By place in the order; entry 0 is the source, parents stand before children.
    private final int[] parent;
    private final double[] resistance;
    private final double[] reactance;
    private final double[] impedanceSquared;
    private final double[] ratioSquared;
    private final ZipLoad[] zip;
    private final boolean[] bent;
    private final double[] loadP;
    private final double[] capacitor;
    private final double[] injectedP;
    private final double[] injectedQ;
    private final double[] restored;
    private final double[] duty;
    // Coefficients of V², V and 1 in the power taken.
    private final double[] squareP;
    private final double[] squareQ;
    private final double[] linearP;
    private final double[] linearQ;
    private final double[] constantP;
    private final double[] constantQ;

    private final double[] voltageSquared;
    private final double[] flowP;
    private final double[] flowQ;
    private final double[] currentSquared;
    private int sweeps;
    private int worst;

    /// Compiles a feeder, with its own loads, taps at 0 and capacitors switched out.
    public DistFlow(RadialFeeder feeder) {
        this(feeder, USUAL_TOLERANCE);
    }

    /// Compiles a feeder.
    ///
    /// @param tolerance see [#USUAL_TOLERANCE], positive
    public DistFlow(RadialFeeder feeder, double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("The tolerance (%s) must be positive.".formatted(tolerance));
        }
        this.feeder = feeder;
        this.tolerance = tolerance;
        FeederTree tree = feeder.tree();
        order = tree.order;
        buses = order.length;
        placeOfBus = new int[buses];
        for (int place = 0; place < buses; place++) {
            placeOfBus[order[place]] = place;
        }
        parent = new int[buses];
        resistance = new double[buses];
        reactance = new double[buses];
        impedanceSquared = new double[buses];
        ratioSquared = new double[buses];
        zip = new ZipLoad[buses];
        bent = new boolean[buses];
        loadP = new double[buses];
        capacitor = new double[buses];
        injectedP = new double[buses];
        injectedQ = new double[buses];
        restored = new double[buses];
        duty = new double[buses];
        squareP = new double[buses];
        squareQ = new double[buses];
        linearP = new double[buses];
        linearQ = new double[buses];
        constantP = new double[buses];
        constantQ = new double[buses];
        voltageSquared = new double[buses];
        flowP = new double[buses];
        flowQ = new double[buses];
        currentSquared = new double[buses];
        compile(tree);
        tapPlace = places(tree.tapChangers(feeder.tapChangers()));
        capacitorPlace = places(
                feeder.capacitors().stream().mapToInt(c -> feeder.indexOf(c.bus())).toArray());
        inverters = new InverterLoop(feeder.inverters().stream().map(Site::inverter).toList(),
                places(feeder.inverters().stream().mapToInt(site -> feeder.indexOf(site.bus())).toArray()),
                BASE_KVA);
        set(FeederDemand.scaled(feeder, 1));
    }

    private void compile(FeederTree tree) {
        double ohmPerPu = feeder.nominalKv() * feeder.nominalKv() * 1000 / BASE_KVA;
        for (int place = 0; place < buses; place++) {
            int bus = order[place];
            zip[place] = feeder.buses().get(bus).zip();
            bent[place] = zip[place].ip() != 0 || zip[place].iq() != 0;
            ratioSquared[place] = 1;
            if (place > 0) {
                parent[place] = placeOfBus[tree.parent[bus]];
                RadialFeeder.Branch branch = feeder.branches().get(tree.feeding[bus]);
                resistance[place] = branch.resistanceOhm() / ohmPerPu;
                reactance[place] = branch.reactanceOhm() / ohmPerPu;
                impedanceSquared[place] = resistance[place] * resistance[place]
                        + reactance[place] * reactance[place];
            }
        }
    }

    private int[] places(int[] bus) {
        int[] places = new int[bus.length];
        for (int k = 0; k < bus.length; k++) {
            places[k] = placeOfBus[bus[k]];
        }
        return places;
    }

    /// The feeder that this flow is compiled from.
    public RadialFeeder feeder() {
        return feeder;
    }

    /// Takes over what an interval asks.
    ///
    /// @throws IllegalArgumentException if it has not one entry for each bus and each inverter
    public void set(FeederDemand demand) {
        if (demand.buses().size() != buses || demand.inverterKw().size() != inverters.count()) {
            throw new IllegalArgumentException(
                    "A demand must have %d buses and %d inverters, not %d and %d.".formatted(buses,
                            inverters.count(), demand.buses().size(), demand.inverterKw().size()));
        }
        for (int place = 0; place < buses; place++) {
            BusPower power = demand.buses().get(order[place]);
            loadP[place] = power.loadKw() / BASE_KVA;
            double loadQ = power.loadKvar() / BASE_KVA;
            injectedP[place] = power.injectionKw() / BASE_KVA;
            injectedQ[place] = power.injectionKvar() / BASE_KVA;
            restored[place] = power.restoredShare();
            duty[place] = power.duty();
            ZipLoad load = zip[place];
            squareP[place] = load.zp() * loadP[place];
            linearP[place] = load.ip() * loadP[place];
            constantP[place] = load.pp() * loadP[place];
            squareQ[place] = load.zq() * loadQ;
            linearQ[place] = load.iq() * loadQ;
            constantQ[place] = load.pq() * loadQ;
        }
        for (int k = 0; k < inverters.count(); k++) {
            inverters.available(k, demand.inverterKw().get(k));
        }
    }

    /// Takes over tap positions and capacitor steps.
    ///
    /// @throws IllegalArgumentException if one is missing or beyond its limits
    public void set(FeederPositions positions) {
        if (positions.taps().size() != tapPlace.length
                || positions.capacitorSteps().size() != capacitorPlace.length) {
            throw new IllegalArgumentException(
                    "Positions must name %d tap changers and %d capacitors, not %d and %d.".formatted(
                            tapPlace.length, capacitorPlace.length, positions.taps().size(),
                            positions.capacitorSteps().size()));
        }
        for (int k = 0; k < tapPlace.length; k++) {
            tap(k, positions.taps().get(k));
        }
        Arrays.fill(capacitor, 0);
        for (int k = 0; k < capacitorPlace.length; k++) {
            Capacitor bank = feeder.capacitors().get(k);
            int steps = positions.capacitorSteps().get(k);
            if (!(steps >= 0 && steps <= bank.steps())) {
                throw new IllegalArgumentException(
                        "The capacitor at bus %s must have 0 to %d steps in, not %d."
                                .formatted(bank.bus(), bank.steps(), steps));
            }
            capacitor[capacitorPlace[k]] += steps * bank.stepKvar() / BASE_KVA;
        }
    }

    private void tap(int changer, int position) {
        TapChanger tapChanger = feeder.tapChangers().get(changer);
        if (!(position >= tapChanger.lowest() && position <= tapChanger.highest())) {
            throw new IllegalArgumentException(
                    "The tap changer %s–%s must stand at %d to %d, not at %d.".formatted(
                            tapChanger.from(), tapChanger.to(), tapChanger.lowest(), tapChanger.highest(),
                            position));
        }
        double ratio = tapChanger.ratio(position);
        ratioSquared[tapPlace[changer]] = ratio * ratio;
    }

    /// Solves and tells all.
    public DistFlowOutcome solve() {
        if (!converge()) {
            return new DistFlowOutcome.Diverged(bus(worst).name(), voltageSquared[worst], sweeps);
        }
        int lowest = 0;
        int highest = 0;
        List<Double> voltages = new ArrayList<>(buses);
        for (int bus = 0; bus < buses; bus++) {
            voltages.add(voltagePu(bus));
            lowest = voltages.get(bus) < voltages.get(lowest) ? bus : lowest;
            highest = voltages.get(bus) > voltages.get(highest) ? bus : highest;
        }
        return new DistFlowOutcome.Converged(sourceKw(), sourceKvar(), loadKw(), lossKw(), lossKvar(),
                voltages,
                feeder.buses().get(lowest).name(), feeder.buses().get(highest).name(), inverters.activeKw(),
                inverters.reactiveKvar(), sweeps);
    }

    /// Solves for the demand and positions in force; the getters below then hold.
    ///
    /// @return whether voltages were found; where not, the getters mean nothing
    public boolean converge() {
        start();
        int limit = inverters.count() == 0 ? SWEEPS_MAX : SWEEPS_MAX_WITH_INVERTERS;
        for (sweeps = 1; sweeps <= limit; sweeps++) {
            backward();
            double change = forward();
            if (!(change < Double.POSITIVE_INFINITY)) {
                return false;
            }
            if (inverters.count() > 0) {
                change = Math.max(change, inverters.follow(voltageSquared, flowP, flowQ, sweeps));
            }
            if (change <= tolerance) {
                backward();
                return true;
            }
        }
        sweeps = limit;
        return false;
    }

    private void start() {
        voltageSquared[0] = feeder.sourceVoltagePu() * feeder.sourceVoltagePu();
        for (int j = 1; j < buses; j++) {
            voltageSquared[j] = ratioSquared[j] * voltageSquared[parent[j]];
        }
        inverters.start(voltageSquared);
        for (int j = 0; j < buses; j++) {
            take(j);
        }
    }

    /// From power taken at each bus to power that arrives there.
    private void backward() {
        for (int j = buses - 1; j > 0; j--) {
            double p = flowP[j];
            double q = flowQ[j];
            double l = (p * p + q * q) / voltageSquared[j];
            currentSquared[j] = l;
            int i = parent[j];
            flowP[i] += p + resistance[j] * l;
            flowQ[i] += q + reactance[j] * l;
        }
    }

    /// From power that arrives at each bus to its voltage, and to the power that it then takes itself.
    ///
    /// @return the largest change of `V²`, infinite where a voltage collapsed
    private double forward() {
        double largest = 0;
        take(0);
        for (int j = 1; j < buses; j++) {
            double next = ratioSquared[j] * voltageSquared[parent[j]]
                    - 2 * (resistance[j] * flowP[j] + reactance[j] * flowQ[j])
                    - impedanceSquared[j] * currentSquared[j];
            double change = Math.abs(next - voltageSquared[j]);
            voltageSquared[j] = next;
            if (!(next > 0)) {
                worst = j;
                return Double.POSITIVE_INFINITY;
            }
            if (change > largest) {
                largest = change;
                worst = j;
            }
            take(j);
        }
        return largest;
    }

    /// Writes the power that a bus takes itself at its voltage into the flow that arrives there.
    private void take(int j) {
        double square = voltageSquared[j];
        double p = squareP[j] * square + constantP[j];
        double q = squareQ[j] * square + constantQ[j];
        if (bent[j]) {
            double voltage = Math.sqrt(square);
            p += linearP[j] * voltage;
            q += linearQ[j] * voltage;
        }
        if (restored[j] > 0) {
            double running = runningTime(j, p);
            p *= running;
            q *= running;
        }
        flowP[j] = p - injectedP[j] - inverters.injectedP(j);
        flowQ[j] = q - injectedQ[j] - inverters.injectedQ(j) - capacitor[j] * square;
    }

    /// How much longer a bus's load runs at this power than at 1 pu: its restoring part until its energy is back or it runs all the time.
    private double runningTime(int j, double power) {
        double factor = loadP[j] > 0 ? power / loadP[j] : 1;
        return 1 - restored[j] + restored[j] * Math.min(1 / factor, 1 / duty[j]);
    }

    /// Voltage (pu) of a bus, by its place in the feeder's order.
    public double voltagePu(int bus) {
        return Math.sqrt(voltageSquared[placeOfBus[bus]]);
    }

    /// Active power (kW) that the source delivers.
    public double sourceKw() {
        return flowP[0] * BASE_KVA;
    }

    /// Reactive power (kvar) that the source delivers.
    public double sourceKvar() {
        return flowQ[0] * BASE_KVA;
    }

    /// Active power (kW) lost in the branches.
    public double lossKw() {
        double loss = 0;
        for (int j = 1; j < buses; j++) {
            loss += resistance[j] * currentSquared[j];
        }
        return loss * BASE_KVA;
    }

    /// Reactive power (kvar) taken by the branches.
    public double lossKvar() {
        double loss = 0;
        for (int j = 1; j < buses; j++) {
            loss += reactance[j] * currentSquared[j];
        }
        return loss * BASE_KVA;
    }

    /// Active power (kW) of the loads at their voltages, before injections and inverters.
    public double loadKw() {
        double injected = 0;
        for (int j = 0; j < buses; j++) {
            injected += injectedP[j] + inverters.injectedP(j);
        }
        return sourceKw() - lossKw() + injected * BASE_KVA;
    }

    private Bus bus(int place) {
        return feeder.buses().get(order[place]);
    }
}
