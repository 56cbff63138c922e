package org.tavan.powerflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A radial distribution feeder: one source, a tree of branches, loads at its buses, and what moves its voltages.
///
/// Every record here is checked when it is made; a feeder that exists is a tree that reaches each of its buses. Impedances are referred to the
/// feeder's nominal voltage, so a distribution transformer is a branch like another.
///
/// Source: the microgrid paper, section 2.7 (its bus 0 is [#source()]). Departs from it: branches have no direction of their own; tap ratio and
/// susceptance take whole steps, for (36) and (38) would let them be anything between two limits.
///
/// @param source name of the bus that is held at [#sourceVoltagePu()]
/// @param sourceVoltagePu its voltage (pu), positive
/// @param nominalKv line-to-line voltage (kV) of 1 pu, positive
/// @param buses all buses, in the caller's order: every list by bus follows it
/// @param branches all closed branches, one fewer than buses
/// @param tapChangers the branches whose ratio moves, in the caller's order
/// @param capacitors the switched banks, in the caller's order
/// @param inverters the inverters that hold voltage or power factor by themselves, in the caller's order
public record RadialFeeder(String source, double sourceVoltagePu, double nominalKv, List<Bus> buses,
        List<Branch> branches, List<TapChanger> tapChangers, List<Capacitor> capacitors,
        List<Site> inverters) {

    /// A bus and the load that it has at 1 pu.
    ///
    /// @param name unique name
    /// @param loadKw active power at 1 pu (kW), non-negative: what feeds in is an injection of [FeederDemand]
    /// @param loadKvar reactive power at 1 pu (kvar), finite, negative where it leads
    /// @param zip how the load follows its voltage
    public record Bus(String name, double loadKw, double loadKvar, ZipLoad zip) {
        public Bus {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A bus must have a name that is not blank.");
            }
            if (!(loadKw >= 0 && loadKw < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("""
                        The loadKw (%s) of bus %s must be non-negative and finite.
                        Maybe it is generation: that is an injection.""".formatted(loadKw, name));
            }
            if (!Double.isFinite(loadKvar)) {
                throw new IllegalArgumentException(
                        "The loadKvar (%s) of bus %s must be finite.".formatted(loadKvar, name));
            }
        }
    }

    /// A closed line, cable, transformer or switch between two buses.
    ///
    /// @param from one end
    /// @param to the other end
    /// @param resistanceOhm `r` (ohm), non-negative; 0 with `x` = 0 is a switch
    /// @param reactanceOhm `x` (ohm), finite
    public record Branch(String from, String to, double resistanceOhm, double reactanceOhm) {
        public Branch {
            if (!(resistanceOhm >= 0 && resistanceOhm < Double.POSITIVE_INFINITY
                    && Double.isFinite(reactanceOhm))) {
                throw new IllegalArgumentException(
                        """
                                Branch %s–%s must have a resistanceOhm (%s) that is not negative and a finite reactanceOhm (%s)."""
                                .formatted(from, to, resistanceOhm, reactanceOhm));
            }
        }
    }

    /// An on-load tap changer at the source side of a branch: voltage behind it `= V_from (1 + step n)`, the paper's `1 / a_ij`.
    ///
    /// @param from the end nearer to the source
    /// @param to the end that it regulates
    /// @param lowest lowest position `n`
    /// @param highest highest position `n`, at least `lowest`
    /// @param stepPu ratio per position, such that the lowest ratio stays positive
    public record TapChanger(String from, String to, int lowest, int highest, double stepPu) {
        /// A step of the usual regulator, 5/8 %.
        public static final double USUAL_STEP_PU = 0.00625;

        public TapChanger {
            if (!(lowest <= highest && stepPu > 0 && 1 + stepPu * lowest > 0 && stepPu * highest < 1)) {
                throw new IllegalArgumentException(
                        """
                                The tap changer %s–%s must have lowest (%s) ≤ highest (%s) and a positive stepPu (%s) that keeps its ratio within (0, 2).
                                Maybe the step is in per cent."""
                                .formatted(from, to, lowest, highest, stepPu));
            }
        }

        /// The usual regulator: ±16 positions of 5/8 %.
        public TapChanger(String from, String to) {
            this(from, to, -16, 16, USUAL_STEP_PU);
        }

        /// The ratio at a position.
        public double ratio(int position) {
            return 1 + stepPu * position;
        }
    }

    /// A bank of equal capacitors that switch one after another: `q = B V²`, source eq. (37).
    ///
    /// @param bus where it stands
    /// @param stepKvar reactive power of one step at 1 pu (kvar), positive
    /// @param steps number of steps, at least 1
    public record Capacitor(String bus, double stepKvar, int steps) {
        public Capacitor {
            if (!(stepKvar > 0 && stepKvar < Double.POSITIVE_INFINITY && steps >= 1)) {
                throw new IllegalArgumentException(
                        "The capacitor at bus %s must have a positive stepKvar (%s) and at least one step (%s)."
                                .formatted(bus, stepKvar, steps));
            }
        }
    }

    /// An inverter and the bus it feeds.
    ///
    /// @param bus where it stands
    /// @param inverter what it is able to do and how it is set
    public record Site(String bus, Inverter inverter) {}

    /// Checks the values and that the branches are a tree that reaches every bus.
    ///
    /// @throws IllegalArgumentException naming the element: an unknown or doubled name, a loop, an islanded bus, a tap changer without branch
    public RadialFeeder {
        buses = List.copyOf(buses);
        branches = List.copyOf(branches);
        tapChangers = List.copyOf(tapChangers);
        capacitors = List.copyOf(capacitors);
        inverters = List.copyOf(inverters);
        if (!(sourceVoltagePu > 0 && sourceVoltagePu < 2)) {
            throw new IllegalArgumentException("""
                    The sourceVoltagePu (%s) must lie in (0, 2).
                    Maybe it is in kV.""".formatted(sourceVoltagePu));
        }
        if (!(nominalKv > 0 && nominalKv < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The nominalKv (%s) must be positive.".formatted(nominalKv));
        }
        Map<String, Integer> names = names(buses);
        FeederTree.index(names, source, "the source");
        capacitors.forEach(capacitor -> FeederTree.index(names, capacitor.bus(), "a capacitor"));
        inverters.forEach(site -> FeederTree.index(names, site.bus(), "an inverter"));
        new FeederTree(source, names, branches).tapChangers(tapChangers);
    }

    /// A feeder whose voltages nothing moves.
    public RadialFeeder(String source, double sourceVoltagePu, double nominalKv, List<Bus> buses,
            List<Branch> branches) {
        this(source, sourceVoltagePu, nominalKv, buses, branches, List.of(), List.of(), List.of());
    }

    /// The place of a bus in [#buses()].
    ///
    /// @throws IllegalArgumentException if there is no such bus
    public int indexOf(String bus) {
        return FeederTree.index(names(buses), bus, "the question");
    }

    /// The same feeder with every load following its voltage in the same way.
    public RadialFeeder withLoads(ZipLoad zip) {
        return new RadialFeeder(source, sourceVoltagePu, nominalKv,
                buses.stream().map(bus -> new Bus(bus.name(), bus.loadKw(), bus.loadKvar(), zip)).toList(),
                branches, tapChangers, capacitors, inverters);
    }

    /// The same feeder with these inverters.
    public RadialFeeder withInverters(List<Site> sites) {
        return new RadialFeeder(source, sourceVoltagePu, nominalKv, buses, branches, tapChangers, capacitors,
                sites);
    }

    FeederTree tree() {
        return new FeederTree(source, names(buses), branches);
    }

    private static Map<String, Integer> names(List<Bus> buses) {
        Map<String, Integer> names = HashMap.newHashMap(buses.size());
        for (int i = 0; i < buses.size(); i++) {
            if (names.put(buses.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        "The bus name %s must be unique, but stands twice.".formatted(buses.get(i).name()));
            }
        }
        return names;
    }
}
