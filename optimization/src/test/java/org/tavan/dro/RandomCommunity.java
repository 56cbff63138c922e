package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;
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

/// Small random communities, the same for the same seed: with and without batteries, flexible load, peers, limits on the
/// connection, negative prices, and every kind of radius and ε.
public final class RandomCommunity {
    private final RandomGenerator random;
    private final int intervals;
    private final int samples;
    private final double wearFactor;

    private RandomCommunity(long seed, int intervals, int samples, boolean quadratic) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.intervals = intervals;
        this.samples = samples;
        this.wearFactor = quadratic ? 1 : 0;
    }

    public static CommunityProblem of(long seed, int intervals, int samples, RecourseRule rule,
            boolean quadratic) {
        return new RandomCommunity(seed, intervals, samples, quadratic).problem(1, 4, rule);
    }

    public static CommunityProblem ofSize(long seed, int members, int intervals, int samples,
            RecourseRule rule) {
        return new RandomCommunity(seed, intervals, samples, true).problem(members, members, rule);
    }

    private CommunityProblem problem(int membersMin, int membersMax, RecourseRule rule) {
        double stepHours = pick(0.25, 0.5, 1);
        EnergyPrices prices = prices();
        int count = random.nextInt(membersMin, membersMax + 1);
        List<Member> members = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            members.add(member("home-" + n));
        }
        List<PeerLink> links = new ArrayList<>();
        for (int n = 0; n + 1 < count; n++) {
            if (random.nextDouble() < 0.8) {
                links.add(
                        new PeerLink("home-" + n, "home-" + (n + 1), 1 + 4 * random.nextDouble(), pick(0, 0.5,
                                2), wearFactor * pick(0, 0.05)));
            }
        }
        GridLimits connection = random.nextDouble() < 0.3
                ? new GridLimits(12 * count, 3 * count)
                : GridLimits.NONE;
        double epsilon = pick(0.05, 0.2, 0.9);
        double radius = pick(0, 0.001, 0.01, 0.1, 10);
        return new CommunityProblem(stepHours, prices, members, links, connection,
                new Promise(epsilon, radius, JointMethod.BONFERRONI), rule, 0);
    }

    private EnergyPrices prices() {
        boolean negative = random.nextDouble() < 0.3;
        boolean oneSided = random.nextDouble() < 0.2;
        double[] dayAhead = new double[intervals];
        double[] buy = new double[intervals];
        double[] sell = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double shift = negative && random.nextBoolean() ? -25 : 0;
            dayAhead[t] = shift + 6 + 6 * random.nextDouble();
            buy[t] = shift + 8 + 16 * random.nextDouble();
            sell[t] = oneSided ? buy[t] : buy[t] - 8 * random.nextDouble();
        }
        return new EnergyPrices(Profile.of(dayAhead), Profile.of(buy), Profile.of(sell)).withFreeSurplus();
    }

    private Member member(String id) {
        double nominalKw = 2 + 8 * random.nextDouble();
        double[] forecast = new double[intervals];
        double bias = random.nextDouble() < 0.2 ? 0.1 * nominalKw : 0;
        double[][] residual = new double[samples][intervals];
        for (int t = 0; t < intervals; t++) {
            forecast[t] = nominalKw * (0.6 * random.nextDouble() - 0.2);
        }
        for (double[] row : residual) {
            for (int t = 0; t < intervals; t++) {
                row[t] = bias + nominalKw * 0.15 * random.nextGaussian() + (t > 0 ? 0.5 * row[t - 1] : 0);
            }
        }
        EmpiricalDistribution distribution = EmpiricalDistribution.of(residual);
        double realTimeKw = pick(0.5, 2, 20);
        return new Member(id, nominalKw, new GridLimits(4 * nominalKw, 2 * nominalKw),
                new GridLimits(realTimeKw,
                        0.7 * realTimeKw),
                Profile.of(forecast), distribution, distribution.supportBox(pick(0, 0.05,
                        0.5)),
                battery(), flexible());
    }

    private @Nullable BatteryState battery() {
        if (random.nextDouble() < 0.3) {
            return null;
        }
        double energyMaxKwh = 5 + 10 * random.nextDouble();
        double energyKwh = energyMaxKwh * (0.2 + 0.6 * random.nextDouble());
        return new BatteryState(new Battery(0.1 * energyMaxKwh, energyMaxKwh, energyKwh, 2 + 3 * random
                .nextDouble(), 2 + 3 * random.nextDouble(), 0.9 + 0.1 * random.nextDouble(),
                0.9 + 0.1 * random
                        .nextDouble(),
                wearFactor * pick(0.02, 0.2)), energyKwh);
    }

    private @Nullable FlexibleDemand flexible() {
        if (random.nextDouble() < 0.3) {
            return null;
        }
        double[] desired = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            desired[t] = 1.5 * random.nextDouble();
        }
        return new FlexibleDemand(new FlexibleLoad(3, 2, wearFactor * pick(0.02, 0.2)), Profile.of(desired),
                0);
    }

    private double pick(double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
