package org.tavan.dro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The recorded benchmark communities as problems of this package.
///
/// Their battery has one efficiency for both directions, `E' = E − ηb`: energy divided by η makes that a lossless battery. Their
/// lone prosumer buys from two outside peers at the day-ahead price: members without load that pass on what they buy.
final class SharedCommunity {
    private SharedCommunity() {}

    static CommunityProblem read(String name, double epsilon, double radius, RecourseRule rule) {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", name);
        Assumptions.assumeTrue(Files.exists(file), () -> "There is no shared case " + name + ": skipped.");
        try {
            return problem(new ObjectMapper().readTree(Files.readString(file)), epsilon, radius, rule);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommunityProblem problem(JsonNode data, double epsilon, double radius, RecourseRule rule) {
        List<Member> members = new ArrayList<>();
        for (JsonNode prosumer : data.get("prosumers")) {
            members.add(member("home-" + members.size(), prosumer, data));
        }
        List<PeerLink> links = new ArrayList<>();
        double wear = data.get("gammaPeer").asDouble();
        for (JsonNode edge : data.get("edges")) {
            JsonNode first = data.get("prosumers").get(edge.get(0).asInt());
            JsonNode second = data.get("prosumers").get(edge.get(1).asInt());
            links.add(
                    new PeerLink("home-" + edge.get(0).asInt(), "home-" + edge.get(1).asInt(),
                            Math.min(first.get(
                                    "peerLimitKw").asDouble(), second.get("peerLimitKw").asDouble()),
                            0, wear));
        }
        if (members.size() == 1) {
            for (int k = 0; k < 2; k++) {
                members.add(outsidePeer("peer-" + k, data.get("T").asInt()));
                links.add(new PeerLink("home-0", "peer-" + k, data.get("prosumers")
                        .get(0)
                        .get("peerLimitKw")
                        .asDouble(), 0, wear));
            }
        }
        Profile realTime = profile(data.get("realTimePriceCents"));
        return new CommunityProblem(data.get("stepHours").asDouble(), new EnergyPrices(profile(data.get(
                "dayAheadPriceCents")), realTime, realTime), members, links, GridLimits.NONE,
                new Promise(epsilon, radius, JointMethod.BONFERRONI),
                rule, 0);
    }

    private static Member member(String id, JsonNode prosumer, JsonNode data) {
        double nominalKw = prosumer.get("nominalKw").asDouble();
        double eta = data.get("batteryEta").asDouble();
        double energyKwh = prosumer.get("batteryEnergyKwh").asDouble() / eta;
        double powerKw = prosumer.get("batteryPowerKw").asDouble();
        double gridKw = prosumer.get("gridLimitKw").asDouble();
        double realTimeKw = data.get("realTimeLimitKw").asDouble();
        Battery battery = new Battery(0, energyKwh, energyKwh / 2, powerKw, powerKw, 1, 1,
                data.get("gammaBattery")
                        .asDouble());
        FlexibleLoad load = new FlexibleLoad(prosumer.get("flexibleMaxKw").asDouble(),
                prosumer.get("shiftMaxKwh")
                        .asDouble(),
                data.get("gammaShift").asDouble());
        List<Profile> samples = new ArrayList<>();
        for (JsonNode row : prosumer.get("residuals")) {
            samples.add(scaled(profile(row), nominalKw));
        }
        return new Member(id, nominalKw, new GridLimits(gridKw, gridKw),
                new GridLimits(realTimeKw, realTimeKw),
                scaled(profile(prosumer.get("forecast")), nominalKw), EmpiricalDistribution.of(samples),
                new SupportBox(scaled(profile(prosumer.get("boxLow")), nominalKw),
                        scaled(profile(prosumer.get(
                                "boxHigh")), nominalKw)),
                new BatteryState(battery, energyKwh / 2),
                new FlexibleDemand(load, profile(prosumer.get("flexibleDesiredKw")), 0));
    }

    private static Member outsidePeer(String id, int intervals) {
        Profile zero = Profile.of(new double[intervals]);
        return new Member(id, 1, new GridLimits(1000, 1000), new GridLimits(0, 0), zero,
                EmpiricalDistribution.of(
                        List.of(zero)),
                new SupportBox(zero, zero), null, null);
    }

    private static Profile profile(JsonNode array) {
        double[] values = new double[array.size()];
        for (int t = 0; t < values.length; t++) {
            values[t] = array.get(t).asDouble();
        }
        return Profile.of(values);
    }

    private static Profile scaled(Profile values, double factor) {
        return Profile.of(Arrays.stream(values.toArray()).map(x -> factor * x).toArray());
    }
}
