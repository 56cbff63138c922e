package org.tavan.powerflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Published feeders from the folder of shared cases; whoever asks is skipped where it is absent.
public final class SharedFeeders {
    private SharedFeeders() {}

    static Path file(String name) {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", name);
        assumeTrue(Files.exists(file), () -> name + " is not there");
        return file;
    }

    static JsonNode json(String name) {
        return JsonMapper.shared().readTree(file(name));
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A feeder in ohm, kW and kvar with constant power.
    static RadialFeeder plain(String name) {
        JsonNode json = json(name + ".json");
        List<Bus> buses = new ArrayList<>();
        for (JsonNode bus : json.get("buses")) {
            buses.add(
                    new Bus(bus.get("bus").asString(), bus.get("pKw").asDouble(), bus.get("qKvar").asDouble(),
                            ZipLoad.CONSTANT_POWER));
        }
        List<Branch> branches = new ArrayList<>();
        for (JsonNode branch : json.get("branches")) {
            if (branch.get("closed").asBoolean()) {
                branches.add(new Branch(branch.get("f").asString(), branch.get("t").asString(),
                        branch.get("r").asDouble(), branch.get("x").asDouble()));
            }
        }
        return new RadialFeeder("1", 1, json.get("baseKV").asDouble(), buses, branches);
    }

    /// The single-phase equivalent of the IEEE 13-node feeder with its regulator and two capacitors of one step.
    public static RadialFeeder ieee13() {
        return FeederFile.equivalent(json("ieee13.json"));
    }

    /// The IEEE 13-node feeder with its three phases, without the substation's transformer, as published.
    public static ThreePhaseFeeder ieee13ThreePhase() {
        return ieee13ThreePhase(0);
    }

    /// The same with a resistance in its switch, which the recorded recomputations have.
    static ThreePhaseFeeder ieee13ThreePhase(double switchOhm) {
        return FeederFile.threePhase(json("ieee13.json"), switchOhm);
    }

    /// Voltages of a model in the recorded solutions: bus, phase, voltage (pu), angle (°).
    static List<ThreePhaseOutcome.NodeVoltage> voltages(String model) {
        List<ThreePhaseOutcome.NodeVoltage> voltages = new ArrayList<>();
        for (String line : lines("ieee13-solution.csv")) {
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
}
