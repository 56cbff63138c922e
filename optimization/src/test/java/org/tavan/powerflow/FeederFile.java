package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;
import tools.jackson.databind.JsonNode;

/// Reads feeders in the form of the recorded IEEE 13 bus feeder, for tests and benchmarks: the library itself reads no files.
public final class FeederFile {
    private static final double FEET_PER_MILE = 5280;

    private FeederFile() {}

    /// The single-phase equivalent, with a tap changer wherever a branch is said to be tapped.
    ///
    /// @param data the whole file
    public static RadialFeeder equivalent(JsonNode data) {
        JsonNode part = data.get("singlePhaseEquivalent");
        double ohmPerPu = part.get("zBaseOhm").asDouble();
        List<RadialFeeder.Bus> buses = new ArrayList<>();
        List<RadialFeeder.Capacitor> capacitors = new ArrayList<>();
        for (JsonNode bus : part.get("buses")) {
            JsonNode zip = bus.get("zip");
            buses.add(new RadialFeeder.Bus(text(bus, "bus"), bus.get("kw").asDouble(),
                    bus.get("kvar").asDouble(),
                    ZipLoad.of(zip.get(0).asDouble(), zip.get(1).asDouble(), zip.get(2).asDouble())));
            if (bus.get("capKvar").asDouble() > 0) {
                capacitors
                        .add(new RadialFeeder.Capacitor(text(bus, "bus"), bus.get("capKvar").asDouble(), 1));
            }
        }
        List<RadialFeeder.Branch> branches = new ArrayList<>();
        List<RadialFeeder.TapChanger> taps = new ArrayList<>();
        for (JsonNode branch : part.get("branches")) {
            branches.add(new RadialFeeder.Branch(text(branch, "frm"), text(branch, "to"),
                    ohmPerPu * branch.get("r").asDouble(), ohmPerPu * branch.get("x").asDouble()));
            if (branch.get("tapped").asBoolean()) {
                taps.add(new RadialFeeder.TapChanger(text(branch, "frm"), text(branch, "to")));
            }
        }
        return new RadialFeeder(buses.getFirst().name(), 1, part.get("baseKV").asDouble(), buses, branches,
                taps, capacitors, List.of());
    }

    /// The three phases, with a regulator at the source and without the substation's transformer.
    ///
    /// @param data the whole file
    /// @param switchOhm resistance of a switch (ohm), 0 for none: some recorded solutions have one
    public static ThreePhaseFeeder threePhase(JsonNode data, double switchOhm) {
        double kv = data.get("baseKvLL").asDouble();
        List<ThreePhaseBranch> branches = new ArrayList<>();
        List<ThreePhaseLoad> loads = new ArrayList<>();
        JsonNode regulator = data.get("regulator");
        branches.add(
                new ThreePhaseBranch.Regulator("regulator", text(regulator, "frm"), text(regulator, "to"),
                        Phases.ABC));
        for (JsonNode line : data.get("lines")) {
            branches.add(line(line, data.get("lineConfigs").get(text(line, "config"))));
        }
        for (JsonNode part : data.get("switches")) {
            branches.add(switchOhm > 0
                    ? new ThreePhaseBranch.Line(ends(part), text(part, "frm"), text(part, "to"), Phases.ABC,
                            PhaseMatrix.diagonal(Phases.ABC, switchOhm), PhaseMatrix.ZERO, PhaseMatrix.ZERO)
                    : new ThreePhaseBranch.Switch(ends(part), text(part, "frm"), text(part, "to"), Phases.ABC,
                            part.get("normallyClosed").asBoolean()));
        }
        Set<ThreePhaseBus> buses = new LinkedHashSet<>();
        branches.forEach(branch -> {
            buses.add(new ThreePhaseBus(branch.fromBus(), kv));
            buses.add(new ThreePhaseBus(branch.toBus(), kv));
        });
        for (JsonNode part : data.get("transformers")) {
            branches.add(
                    new ThreePhaseBranch.Transformer(text(part, "name"), text(part, "frm"), text(part, "to"),
                            Phases.ABC, part.get("kVA").asDouble(), part.get("hv").asDouble(),
                            part.get("lv").asDouble(),
                            part.get("rPercent").asDouble(), part.get("xPercent").asDouble()));
            buses.add(new ThreePhaseBus(text(part, "to"), part.get("lv").asDouble()));
        }
        for (JsonNode part : data.get("spotLoads")) {
            loads.add(load("at " + text(part, "bus"), new Place.At(text(part, "bus")), part));
        }
        for (JsonNode part : data.get("distributedLoads")) {
            loads.add(load("along " + ends(part), new Place.Along(ends(part)), part));
        }
        List<ThreePhaseCapacitor> capacitors = new ArrayList<>();
        for (JsonNode part : data.get("capacitors")) {
            capacitors.add(new ThreePhaseCapacitor("at " + text(part, "bus"), text(part, "bus"),
                    perPhase(part.get("kvar")), 1));
        }
        return new ThreePhaseFeeder(text(regulator, "frm"), List.copyOf(buses), branches, loads, capacitors);
    }

    private static ThreePhaseBranch.Line line(JsonNode line, JsonNode config) {
        double miles = line.get("ft").asDouble() / FEET_PER_MILE;
        String phases = text(config, "phases");
        return new ThreePhaseBranch.Line(ends(line), text(line, "frm"), text(line, "to"), Phases.of(phases),
                matrix(phases, config.get("R")).times(miles), matrix(phases, config.get("X")).times(miles),
                matrix(phases, config.get("B_uS")).times(miles));
    }

    private static PhaseMatrix matrix(String phases, JsonNode rows) {
        double[][] full = new double[3][3];
        for (int i = 0; i < phases.length(); i++) {
            for (int j = 0; j < phases.length(); j++) {
                full["ABC".indexOf(phases.charAt(i))]["ABC".indexOf(phases.charAt(j))] = rows.get(i)
                        .get(j)
                        .asDouble();
            }
        }
        return new PhaseMatrix(full[0][0], full[0][1], full[0][2], full[1][1], full[1][2], full[2][2]);
    }

    private static ThreePhaseLoad load(String name, Place place, JsonNode part) {
        String model = text(part, "model");
        ZipLoad zip = switch (model.substring(2)) {
            case "PQ" -> ZipLoad.CONSTANT_POWER;
            case "I" -> ZipLoad.CONSTANT_CURRENT;
            case "Z" -> ZipLoad.CONSTANT_IMPEDANCE;
            default -> throw new IllegalArgumentException(
                    "The load %s has an unknown model %s.".formatted(name, model));
        };
        return new ThreePhaseLoad(name, place, model.startsWith("D") ? Connection.DELTA : Connection.WYE,
                perPhase(part.get("kw")), perPhase(part.get("kvar")), zip);
    }

    private static PerPhase perPhase(JsonNode array) {
        return new PerPhase(array.get(0).asDouble(), array.get(1).asDouble(), array.get(2).asDouble());
    }

    private static String ends(JsonNode part) {
        return text(part, "frm") + "-" + text(part, "to");
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
