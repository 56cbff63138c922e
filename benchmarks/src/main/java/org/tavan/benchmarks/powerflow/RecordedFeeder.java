package org.tavan.benchmarks.powerflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;
import org.tavan.powerflow.ZipLoad;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recorded IEEE 13 bus feeder.
///
/// @param threePhase as published, with a regulator, without the substation's transformer
/// @param equivalent its single-phase equivalent with a tap changer at its first branch
record RecordedFeeder(ThreePhaseFeeder threePhase, RadialFeeder equivalent) {
    private static final double FEET_PER_MILE = 5280;

    /// @param file `ieee13.json`
    static RecordedFeeder read(Path file) {
        JsonNode data = JsonMapper.shared().readTree(file);
        return new RecordedFeeder(threePhase(data), equivalent(data.get("singlePhaseEquivalent")));
    }

    private static ThreePhaseFeeder threePhase(JsonNode data) {
        double kv = data.get("baseKvLL").asDouble();
        JsonNode regulator = data.get("regulator");
        List<ThreePhaseBranch> branches = new ArrayList<>();
        branches.add(
                new ThreePhaseBranch.Regulator("regulator", text(regulator, "frm"), text(regulator, "to"),
                        Phases.ABC));
        for (JsonNode line : data.get("lines")) {
            branches.add(line(line, data.get("lineConfigs").get(text(line, "config"))));
        }
        for (JsonNode part : data.get("switches")) {
            branches.add(
                    new ThreePhaseBranch.Switch(ends(part), text(part, "frm"), text(part, "to"), Phases.ABC,
                            part.get("normallyClosed").asBoolean()));
        }
        Set<ThreePhaseBus> buses = new LinkedHashSet<>();
        for (ThreePhaseBranch branch : branches) {
            buses.add(new ThreePhaseBus(branch.fromBus(), kv));
            buses.add(new ThreePhaseBus(branch.toBus(), kv));
        }
        for (JsonNode part : data.get("transformers")) {
            branches.add(
                    new ThreePhaseBranch.Transformer(text(part, "name"), text(part, "frm"), text(part, "to"),
                            Phases.ABC, part.get("kVA").asDouble(), part.get("hv").asDouble(),
                            part.get("lv").asDouble(),
                            part.get("rPercent").asDouble(), part.get("xPercent").asDouble()));
            buses.add(new ThreePhaseBus(text(part, "to"), part.get("lv").asDouble()));
        }
        List<ThreePhaseLoad> loads = new ArrayList<>();
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

    private static ThreePhaseBranch line(JsonNode line, JsonNode config) {
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
        ZipLoad zip = switch (model.substring(model.indexOf('-') + 1)) {
            case "PQ" -> ZipLoad.CONSTANT_POWER;
            case "I" -> ZipLoad.CONSTANT_CURRENT;
            case "Z" -> ZipLoad.CONSTANT_IMPEDANCE;
            default -> throw new IllegalArgumentException(
                    "The load %s has an unknown model %s.".formatted(name, model));
        };
        return new ThreePhaseLoad(name, place, model.startsWith("D") ? Connection.DELTA : Connection.WYE,
                perPhase(part.get("kw")), perPhase(part.get("kvar")), zip);
    }

    private static RadialFeeder equivalent(JsonNode data) {
        double ohmPerPu = data.get("zBaseOhm").asDouble();
        List<RadialFeeder.Bus> buses = new ArrayList<>();
        List<RadialFeeder.Capacitor> capacitors = new ArrayList<>();
        for (JsonNode bus : data.get("buses")) {
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
        for (JsonNode branch : data.get("branches")) {
            branches.add(new RadialFeeder.Branch(text(branch, "frm"), text(branch, "to"),
                    ohmPerPu * branch.get("r").asDouble(), ohmPerPu * branch.get("x").asDouble()));
            if (branch.get("tapped").asBoolean()) {
                taps.add(new RadialFeeder.TapChanger(text(branch, "frm"), text(branch, "to")));
            }
        }
        return new RadialFeeder(buses.getFirst().name(), 1, data.get("baseKV").asDouble(), buses, branches,
                taps,
                capacitors, List.of());
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
