package org.tavan.powerflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tavan.powerflow.ThreePhaseLoad.Connection;
import org.tavan.powerflow.ThreePhaseLoad.Place;
import tools.jackson.databind.JsonNode;

/// Reads the recorded IEEE 13 bus feeder, where it is at hand, and feeders of our own in the same form.
final class ThreePhaseFile {
    private static final double FEET_PER_MILE = 5280;

    private ThreePhaseFile() {}

    /// Voltages of a model in the recorded solutions: bus, phase, voltage (pu), angle (°).
    static List<ThreePhaseOutcome.NodeVoltage> voltages(String model) {
        List<ThreePhaseOutcome.NodeVoltage> voltages = new ArrayList<>();
        for (String line : SharedFeeders.lines("ieee13-solution.csv")) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.getFirst().equals(model)) {
                voltages.add(new ThreePhaseOutcome.NodeVoltage(cells.get(1),
                        Phase.valueOf(cells.get(2).toUpperCase(Locale.ROOT)),
                        Double.parseDouble(cells.get(3)),
                        Double.parseDouble(cells.get(4))));
            }
        }
        return voltages;
    }

    /// Without the substation's transformer, as published.
    static ThreePhaseFeeder ieee13() {
        return ieee13(0);
    }

    /// The same with a resistance in its switch, which the recorded recomputations have.
    static ThreePhaseFeeder ieee13(double switchOhm) {
        return read(SharedFeeders.json("ieee13.json"), switchOhm);
    }

    /// Any feeder in the form of that file.
    static ThreePhaseFeeder read(JsonNode data, double switchOhm) {
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
                    ? new ThreePhaseBranch.Line(name(part), text(part, "frm"), text(part, "to"), Phases.ABC,
                            PhaseMatrix.diagonal(Phases.ABC, switchOhm), PhaseMatrix.ZERO, PhaseMatrix.ZERO)
                    : new ThreePhaseBranch.Switch(name(part), text(part, "frm"), text(part, "to"), Phases.ABC,
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
            loads.add(load("along " + name(part), new Place.Along(name(part)), part));
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
        return new ThreePhaseBranch.Line(name(line), text(line, "frm"), text(line, "to"), Phases.of(phases),
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
            default -> throw new IllegalArgumentException(model);
        };
        return new ThreePhaseLoad(name, place, model.startsWith("D") ? Connection.DELTA : Connection.WYE,
                perPhase(part.get("kw")), perPhase(part.get("kvar")), zip);
    }

    private static PerPhase perPhase(JsonNode array) {
        return new PerPhase(array.get(0).asDouble(), array.get(1).asDouble(), array.get(2).asDouble());
    }

    private static String name(JsonNode part) {
        return text(part, "frm") + "-" + text(part, "to");
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
