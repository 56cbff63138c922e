package org.tavan.conic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The day-ahead problem of a recorded energy community with individual chance constraints and a diagonal recourse rule, in
/// closed form: the benchmark of the solver.
final class DroCommunity {
    private final JsonNode data;
    private final double epsilon;
    private final double rho;
    private final int hours;
    private final ConicProgram.Builder builder = ConicProgram.builder();
    /// What each prosumer and hour receives: variables and coefficients of its balance row.
    private final Row[][] balance;

    private DroCommunity(JsonNode data, double epsilon, double rho) {
        this.data = data;
        this.epsilon = epsilon;
        this.rho = rho;
        hours = data.get("T").asInt();
        int prosumers = data.get("N").asInt();
        balance = new Row[prosumers][hours];
        for (Row[] rows : balance) {
            Arrays.setAll(rows, _ -> new Row());
        }
    }

    /// Reads a shared case, or skips the test where there is none.
    static JsonNode read(String name) {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "There is no shared case " + name + ": skipped.");
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConicProgram program(JsonNode data, double epsilon, double rho) {
        DroCommunity community = new DroCommunity(data, epsilon, rho);
        community.addTrades();
        for (int n = 0; n < community.balance.length; n++) {
            community.addProsumer(n, data.get("prosumers").get(n));
        }
        return community.builder.build();
    }

    /// One variable an edge and hour; a lone prosumer buys from two outside peers.
    private void addTrades() {
        double weight = data.get("gammaPeer").asDouble();
        JsonNode prosumers = data.get("prosumers");
        for (int t = 0; t < hours; t++) {
            if (balance.length == 1) {
                double limit = prosumers.get(0).get("peerLimitKw").asDouble();
                for (int peer = 0; peer < 2; peer++) {
                    int e = builder.addVariable(data.get("peerPriceCents").get(t).asDouble(), -limit, limit);
                    builder.addQuadraticCost(e, weight);
                    balance[0][t].add(e, 1);
                }
            }
            for (JsonNode edge : data.get("edges")) {
                int from = edge.get(0).asInt();
                int to = edge.get(1).asInt();
                double limit = Math.min(prosumers.get(from).get("peerLimitKw").asDouble(),
                        prosumers.get(to).get("peerLimitKw").asDouble());
                int e = builder.addVariable(0, -limit, limit);
                builder.addQuadraticCost(e, weight);
                balance[from][t].add(e, 1);
                balance[to][t].add(e, -1);
            }
        }
    }

    private void addProsumer(int n, JsonNode prosumer) {
        double capacity = prosumer.get("batteryEnergyKwh").asDouble();
        double power = prosumer.get("batteryPowerKw").asDouble();
        double grid = prosumer.get("gridLimitKw").asDouble();
        double shiftMax = prosumer.get("shiftMaxKwh").asDouble();
        double eta = data.get("batteryEta").asDouble();
        int lambda = builder.addVariable(rho, 0, Double.POSITIVE_INFINITY);
        int energyBefore = -1;
        int shiftBefore = -1;
        for (int t = 0; t < hours; t++) {
            int p = builder.addVariable(data.get("dayAheadPriceCents").get(t).asDouble(), -grid, grid);
            int b = builder.addVariable(0, -power, power);
            builder.addQuadraticCost(b, data.get("gammaBattery").asDouble());
            int f = builder.addVariable(0, 0, prosumer.get("flexibleMaxKw").asDouble());
            boolean last = t == hours - 1;
            int energy = builder.addVariable(0, last ? capacity / 2 : 0, capacity);
            int shift = builder.addVariable(0, last ? 0 : -shiftMax, last ? 0 : shiftMax);
            builder.addQuadraticCost(shift, data.get("gammaShift").asDouble());
            Row store = new Row().add(energy, 1).add(b, eta);
            Row deferral = new Row().add(shift, 1).add(f, -1);
            if (t > 0) {
                store.add(energyBefore, -1);
                deferral.add(shiftBefore, -1);
            }
            builder.addEquality(store.variables, store.coefficients, t == 0 ? capacity / 2 : 0);
            builder.addEquality(deferral.variables, deferral.coefficients,
                    -prosumer.get("flexibleDesiredKw").get(t).asDouble());
            balance[n][t].add(p, 1).add(b, 1).add(f, -1);
            addRecourse(n, t, prosumer, lambda);
            energyBefore = energy;
            shiftBefore = shift;
        }
    }

    /// The rule `Q_tt = C - δ⁺ + δ⁻`: its limit, its worst-case expected cost, and the chance constraint that it serves.
    private void addRecourse(int n, int t, JsonNode prosumer, int lambda) {
        double nominal = prosumer.get("nominalKw").asDouble();
        double low = prosumer.get("boxLow").get(t).asDouble();
        double high = prosumer.get("boxHigh").get(t).asDouble();
        double price = data.get("realTimePriceCents").get(t).asDouble();
        double[] samples = new double[data.get("I").asInt()];
        Arrays.setAll(samples, i -> prosumer.get("residuals").get(i).get(t).asDouble());
        double mean = Arrays.stream(samples).average().orElseThrow();
        double above = Math.min(tailMean(samples, 1) + rho / epsilon, high);
        double below = Math.min(tailMean(samples, -1) + rho / epsilon, -low);
        // price · (C - δ⁺ + δ⁻) · mean without its constant, which `constant` has
        int up = builder.addVariable(-price * mean, 0, Double.POSITIVE_INFINITY);
        int down = builder.addVariable(price * mean, 0, Double.POSITIVE_INFINITY);
        double limit = data.get("realTimeLimitKw").asDouble() / Math.max(high, -low);
        int[] rule = {up, down};
        builder.addLessOrEqual(rule, new double[]{-1, 1}, limit - nominal);
        builder.addGreaterOrEqual(rule, new double[]{-1, 1}, -limit - nominal);
        int alpha = builder.addVariable(high - mean, 0, Double.POSITIVE_INFINITY);
        int beta = builder.addVariable(mean - low, 0, Double.POSITIVE_INFINITY);
        builder.addGreaterOrEqual(new int[]{alpha, lambda, up, down}, new double[]{1, 1, price, -price},
                price * nominal);
        builder.addGreaterOrEqual(new int[]{beta, lambda, up, down}, new double[]{1, 1, -price, price},
                -price * nominal);
        Row chance = balance[n][t].add(up, -above).add(down, -below);
        builder.addGreaterOrEqual(chance.variables, chance.coefficients,
                nominal * prosumer.get("forecast").get(t).asDouble());
    }

    /// {@return the part of the objective that no variable changes}
    static double constant(JsonNode data) {
        double sum = 0;
        for (JsonNode prosumer : data.get("prosumers")) {
            for (int t = 0; t < data.get("T").asInt(); t++) {
                double mean = 0;
                for (JsonNode sample : prosumer.get("residuals")) {
                    mean += sample.get(t).asDouble() / data.get("I").asInt();
                }
                sum += data.get("realTimePriceCents").get(t).asDouble()
                        * prosumer.get("nominalKw").asDouble() * mean;
            }
        }
        return sum;
    }

    /// {@return CVaR at level ε of `sign · ξ`: the mean of the largest ε-share of the samples}
    private double tailMean(double[] samples, int sign) {
        double[] sorted = Arrays.stream(samples).map(x -> sign * x).sorted().toArray();
        double share = epsilon * sorted.length;
        double sum = 0;
        double taken = 0;
        for (int i = sorted.length - 1; taken < share; i--) {
            double part = Math.min(1, share - taken);
            sum += part * sorted[i];
            taken += part;
        }
        return sum / share;
    }

    private static final class Row {
        private int[] variables = new int[0];
        private double[] coefficients = new double[0];

        Row add(int variable, double coefficient) {
            variables = Arrays.copyOf(variables, variables.length + 1);
            coefficients = Arrays.copyOf(coefficients, coefficients.length + 1);
            variables[variables.length - 1] = variable;
            coefficients[coefficients.length - 1] = coefficient;
            return this;
        }
    }
}
