package org.tavan.commitment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published commitment problems of the shared folder, skipped visibly where it is absent.
public final class SharedCase {
    private SharedCase() {}

    /// Ten units, 24 hours, 10 % spinning reserve; in $ and MW, which the model takes for ¢ and kW.
    public static CommitmentProblem kazarlis() {
        JsonNode root = read("kazarlis10.json");
        Profile demand = profile(root.get("demandMW"));
        List<Unit> units = new ArrayList<>();
        for (JsonNode node : root.get("units")) {
            int initialHours = node.get("initialHours").asInt();
            double minKw = node.get("pMin").asDouble();
            int minDown = node.get("minDown").asInt();
            units.add(new Unit(node.get("unit").asString(), minKw, node.get("pMax").asDouble(),
                    Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, node.get("minUp").asInt(), minDown,
                    initialHours,
                    initialHours > 0 ? minKw : 0,
                    new CostCurve(node.get("a").asDouble(), node.get("b").asDouble(),
                            node.get("c").asDouble()),
                    new StartCost(node.get("hotStart").asDouble(), node.get("coldStart").asDouble(),
                            minDown + node.get("coldHours").asInt()),
                    0, 0));
        }
        double fraction = root.get("spinningReserveFraction").asDouble();
        double[] reserve = demand.toArray();
        Arrays.setAll(reserve, t -> fraction * reserve[t]);
        return new CommitmentProblem(1, demand, zeros(24), Profile.of(reserve), units, null, List.of(),
                List.of(),
                Reliability.none(24));
    }

    /// The microgrid of the paper with the value of lost load and no limits: its case B.
    public static CommitmentProblem microgrid() {
        JsonNode root = read("default-case.json");
        List<Unit> units = new ArrayList<>();
        for (JsonNode node : root.get("units")) {
            double ramp = node.get("rampKwPerMin").asDouble();
            int initialHours = node.get("initial").asInt();
            double minKw = node.get("pMin").asDouble();
            units.add(new Unit(node.get("name").asString(), minKw, node.get("pMax").asDouble(), ramp, ramp,
                    node.get("minUp").asInt(), node.get("minDown").asInt(), initialHours,
                    initialHours > 0 ? minKw : 0,
                    CostCurve.linear(node.get("noLoad").asDouble(), node.get("energy").asDouble()),
                    StartCost.flat(node.get("start").asDouble()), node.get("reserve").asDouble(),
                    node.get("unavail").asDouble()));
        }
        JsonNode gridNode = root.get("grid");
        Profile price = profile(gridNode.get("priceCentsPerKwh"));
        double[] exported = price.toArray();
        Arrays.setAll(exported, t -> gridNode.get("exportFactor").asDouble() * exported[t]);
        double pMax = gridNode.get("pMax").asDouble();
        UpstreamGrid grid = new UpstreamGrid(pMax, pMax, price, Profile.of(exported), 0, 0,
                gridNode.get("unavail").asDouble());
        JsonNode store = root.get("battery");
        double power = store.get("pMax").asDouble();
        double eta = store.get("eta").asDouble();
        Battery battery = new Battery(store.get("eMin").asDouble(), store.get("eMax").asDouble(),
                store.get("eMin").asDouble(), power, power, eta, eta, 0);
        StorageUnit storage = new StorageUnit("battery", battery, store.get("e0").asDouble(),
                store.get("eT").asDouble(),
                store.get("wear").asDouble(), store.get("reserve").asDouble(),
                store.get("unavail").asDouble());
        List<Renewable> renewables = List.of(renewable(root, "wind"), renewable(root, "pv"));
        JsonNode risk = root.get("reliability");
        Reliability reliability = Reliability.none(24)
                .withVollCentsPerKwh(risk.get("VOLLcentsPerKwh").asDouble());
        return new CommitmentProblem(1, profile(root.get("load").get("kw")),
                profile(root.get("forecastError").get("hourlySigmaKw")), zeros(24), units, grid,
                List.of(storage),
                renewables, reliability);
    }

    private static Renewable renewable(JsonNode root, String name) {
        JsonNode node = root.get(name);
        return new Renewable(name, profile(node.get("forecastKw")), zeros(24), node.get("unavail").asDouble(),
                true);
    }

    private static Profile zeros(int length) {
        return Profile.of(new double[length]);
    }

    private static Profile profile(JsonNode node) {
        double[] values = new double[node.size()];
        Arrays.setAll(values, t -> node.get(t).asDouble());
        return Profile.of(values);
    }

    private static JsonNode read(String name) {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", name);
        assumeTrue(Files.isRegularFile(file), () -> "skipped: the shared case " + name + " is absent");
        return JsonMapper.shared().readTree(file.toFile());
    }
}
