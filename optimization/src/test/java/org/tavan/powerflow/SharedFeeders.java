package org.tavan.powerflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;
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
        JsonNode json = json("ieee13.json").get("singlePhaseEquivalent");
        double ohmPerPu = json.get("zBaseOhm").asDouble();
        List<Bus> buses = new ArrayList<>();
        List<Capacitor> capacitors = new ArrayList<>();
        for (JsonNode bus : json.get("buses")) {
            String name = bus.get("bus").asString();
            JsonNode zip = bus.get("zip");
            buses.add(new Bus(name, bus.get("kw").asDouble(), bus.get("kvar").asDouble(),
                    ZipLoad.of(zip.get(0).asDouble(), zip.get(1).asDouble(), zip.get(2).asDouble())));
            if (bus.get("capKvar").asDouble() > 0) {
                capacitors.add(new Capacitor(name, bus.get("capKvar").asDouble(), 1));
            }
        }
        List<Branch> branches = new ArrayList<>();
        for (JsonNode branch : json.get("branches")) {
            branches.add(new Branch(branch.get("frm").asString(), branch.get("to").asString(),
                    ohmPerPu * branch.get("r").asDouble(), ohmPerPu * branch.get("x").asDouble()));
        }
        return new RadialFeeder("650", 1, json.get("baseKV").asDouble(), buses, branches,
                List.of(new TapChanger("650", "RG60")), capacitors, List.of());
    }

    /// The IEEE 13-node feeder with its three phases.
    public static ThreePhaseFeeder ieee13ThreePhase() {
        return ThreePhaseFile.ieee13();
    }
}
