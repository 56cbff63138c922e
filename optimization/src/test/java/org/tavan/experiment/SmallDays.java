package org.tavan.experiment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.dro.ConicCommunityPlanner;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.RecourseRule;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.uncertainty.EmpiricalDistribution;

/// A small community with days of a few intervals, drawn from a seed.
final class SmallDays {
    static final int INTERVALS = 4;
    private static final int SAMPLES = 12;

    private SmallDays() {}

    static ExperimentCommunity community(double realTimeMaxKw) {
        var battery = new Battery(1, 10, 5, 4, 4, 0.95, 0.95, 0.01);
        var flexible = new FlexibleLoad(3, 6, 0.01);
        var grid = new GridLimits(50, 50);
        var realTime = new GridLimits(realTimeMaxKw, realTimeMaxKw);
        return new ExperimentCommunity(1, List.of(new Participant("a", 5, grid, realTime, battery, 5, null),
                new Participant("b", 4, grid, realTime, null, 0, flexible)),
                List.of(new PeerLink("a", "b", 2, 0.5, 0.01)), GridLimits.NONE, RecourseRule.DIAGONAL,
                0);
    }

    static DayPlanner planner(ExperimentCommunity community) {
        return new DayPlanner(community, new ConicCommunityPlanner(new InteriorPointSolver()), PlannerSettings
                .defaults(), () -> 0);
    }

    static List<ExperimentDay> days(RandomGenerator random, int count) {
        List<ExperimentDay> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] price = random.doubles(INTERVALS, 5, 25).toArray();
            var prices = prices(price);
            var knowledge = new GateKnowledge(prices, List.of(member(random, 0), member(random, 1)));
            days.add(new ExperimentDay(LocalDate.of(2021, 3, 1).plusDays(i), knowledge, prices, knowledge
                    .members()
                    .stream()
                    .map(member -> plus(member.forecastKw(), random.doubles(INTERVALS, -1.2, 1.2).toArray()))
                    .toList()));
        }
        return days;
    }

    static EnergyPrices prices(double... dayAhead) {
        return new EnergyPrices(Profile.of(dayAhead), Profile.of(Arrays.stream(dayAhead)
                .map(p -> 1.5 * p)
                .toArray()), Profile.of(Arrays.stream(dayAhead).map(p -> 0.5 * p).toArray()));
    }

    private static GateKnowledge.Member member(RandomGenerator random, double desiredKw) {
        double[][] samples = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = random.doubles(INTERVALS, -1, 1).toArray();
        }
        var distribution = EmpiricalDistribution.of(samples);
        double[] desired = new double[INTERVALS];
        Arrays.fill(desired, desiredKw);
        return new GateKnowledge.Member(Profile.of(random.doubles(INTERVALS, 1, 6).toArray()), Profile.of(
                desired), distribution, distribution.likelySupport(0.05));
    }

    private static Profile plus(Profile profile, double[] added) {
        double[] sum = profile.toArray();
        for (int t = 0; t < sum.length; t++) {
            sum[t] += added[t];
        }
        return Profile.of(sum);
    }
}
