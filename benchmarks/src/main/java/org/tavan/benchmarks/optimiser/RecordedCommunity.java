package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;
import tools.jackson.databind.json.JsonMapper;

/// A community kept in a file: profiles and residuals in units of each member's nominal power, one real-time price.
///
/// Its batteries have one efficiency for both directions, `E' = E − ηb`: energy divided by η makes that a lossless battery.
///
/// @param batteryEta `η`
/// @param gammaBattery wear (¢ per kW² and hour), and so the other two
/// @param edges which members trade, by their places
record RecordedCommunity(double stepHours, double batteryEta, double realTimeLimitKw, double gammaBattery,
        double gammaShift, double gammaPeer, List<Double> dayAheadPriceCents,
        List<Double> realTimePriceCents, List<List<Integer>> edges, List<Prosumer> prosumers) {

    /// One member.
    record Prosumer(double nominalKw, double batteryPowerKw, double batteryEnergyKwh, double gridLimitKw,
            double peerLimitKw, double flexibleMaxKw, double shiftMaxKwh, List<Double> forecast,
            List<Double> flexibleDesiredKw, List<Double> boxLow, List<Double> boxHigh,
            List<List<Double>> residuals) {}

    static RecordedCommunity read(Path file) throws IOException {
        return JsonMapper.shared().readValue(Files.readString(file), RecordedCommunity.class);
    }

    /// {@return its day, with a diagonal rule and individual chance constraints}
    CommunityProblem problem() {
        List<Member> members = new ArrayList<>();
        for (Prosumer prosumer : prosumers) {
            members.add(member("home-" + members.size(), prosumer));
        }
        List<PeerLink> links = edges.stream().map(this::link).toList();
        Profile realTime = scaled(realTimePriceCents, 1);
        return new CommunityProblem(stepHours,
                new EnergyPrices(scaled(dayAheadPriceCents, 1), realTime, realTime), members, links,
                GridLimits.NONE, CommunityInstance.promise(JointMethod.BONFERRONI), RecourseRule.DIAGONAL, 0);
    }

    private PeerLink link(List<Integer> edge) {
        int first = edge.getFirst();
        int second = edge.getLast();
        double limitKw = Math.min(prosumers.get(first).peerLimitKw(), prosumers.get(second).peerLimitKw());
        return new PeerLink("home-" + first, "home-" + second, limitKw, 0, gammaPeer);
    }

    private Member member(String id, Prosumer of) {
        double nominalKw = of.nominalKw();
        double energyKwh = of.batteryEnergyKwh() / batteryEta;
        Battery battery = new Battery(0, energyKwh, energyKwh / 2, of.batteryPowerKw(), of.batteryPowerKw(),
                1,
                1, gammaBattery);
        FlexibleLoad load = new FlexibleLoad(of.flexibleMaxKw(), of.shiftMaxKwh(), gammaShift);
        EmpiricalDistribution residualKw = EmpiricalDistribution
                .of(of.residuals().stream().map(day -> scaled(day, nominalKw)).toList());
        return new Member(id, nominalKw, new GridLimits(of.gridLimitKw(), of.gridLimitKw()),
                new GridLimits(realTimeLimitKw, realTimeLimitKw), scaled(of.forecast(), nominalKw),
                residualKw,
                new SupportBox(scaled(of.boxLow(), nominalKw), scaled(of.boxHigh(), nominalKw)),
                new BatteryState(battery, energyKwh / 2),
                new FlexibleDemand(load, scaled(of.flexibleDesiredKw(), 1), 0));
    }

    private static Profile scaled(List<Double> values, double factor) {
        return Profile.of(values.stream().mapToDouble(value -> factor * value).toArray());
    }
}
