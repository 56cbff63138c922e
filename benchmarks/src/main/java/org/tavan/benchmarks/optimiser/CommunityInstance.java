package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.uncertainty.EmpiricalDistribution;

/// A generated community: homes with PV, a battery and a shiftable load, in a ring of peers, over one day.
///
/// The same numbers give the same community, bit for bit; days of forecast errors follow one another without end, and a window of
/// them is what a plan is made from, so that a window one day later has one sample in and one out.
///
/// @param seed of all randomness
/// @param members `N`, positive
/// @param intervals `T` of a day, positive
/// @param samples `I`, days in a window, positive
/// @param twoSided whether real-time buying costs more than selling earns; otherwise both have the same price
record CommunityInstance(long seed, int members, int intervals, int samples, boolean twoSided) {
    private static final double NOMINAL_KW = 10;
    private static final double REAL_TIME_KW = 2;
    private static final double EPSILON = 0.05;
    private static final double RADIUS = 5e-4;
    /// Share of an error that is left an hour later.
    private static final double PERSISTENCE = 0.8;
    private static final double ERROR_SHARE = 0.2;
    /// How much wider the support is than the samples, on each side.
    static final double SUPPORT_MARGIN = 0.5;

    CommunityInstance {
        if (!(members > 0 && intervals > 0 && samples > 0)) {
            throw new IllegalArgumentException(
                    "The members (%d), intervals (%d) and samples (%d) must be positive.".formatted(members,
                            intervals, samples));
        }
    }

    /// {@return N = 10, T = 24, I = 90 with two-sided prices}
    static CommunityInstance standard() {
        return new CommunityInstance(42, 10, 24, 90, true);
    }

    /// {@return the same community at another size}
    CommunityInstance withMembers(int other) {
        return new CommunityInstance(seed, other, intervals, samples, twoSided);
    }

    /// {@return the same community with one real-time price}
    CommunityInstance oneSided() {
        return new CommunityInstance(seed, members, intervals, samples, false);
    }

    /// {@return the day-ahead problem of the first window, with a diagonal rule and individual chance constraints}
    CommunityProblem problem() {
        return problem(0);
    }

    /// {@return what the plans promise}
    static Promise promise(JointMethod method) {
        return new Promise(EPSILON, RADIUS, method);
    }

    /// {@return the day-ahead problem of a window}
    ///
    /// @param window its first day, counted from 0
    CommunityProblem problem(int window, RecourseRule rule, Promise promise) {
        List<Member> homes = new ArrayList<>();
        for (int n = 0; n < members; n++) {
            homes.add(home(n, window));
        }
        List<PeerLink> ring = new ArrayList<>();
        for (int n = 0; n < members; n++) {
            int next = (n + 1) % members;
            if (n < next || members > 2) {
                ring.add(new PeerLink(id(n), id(next), 5, 0.5, 0.01));
            }
        }
        return new CommunityProblem(stepHours(), prices(), homes, ring, GridLimits.NONE, promise, rule, 0);
    }

    /// {@return the problem of a window with everything else as in `problem()`}
    CommunityProblem problem(int window) {
        return problem(window, RecourseRule.DIAGONAL, promise(JointMethod.BONFERRONI));
    }

    /// {@return `Δt` (h)}
    double stepHours() {
        return 24.0 / intervals;
    }

    private static String id(int n) {
        return "home-" + n;
    }

    private EnergyPrices prices() {
        RandomGenerator random = random(-1, 0);
        double[] dayAhead = new double[intervals];
        double[] buy = new double[intervals];
        double[] sell = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double hour = (t + 0.5) * stepHours();
            dayAhead[t] = 8 + 2 * bump(hour, 8, 2) + 4 * bump(hour, 19, 2.5) - 2 * bump(hour, 13, 2)
                    + 0.3 * random.nextGaussian();
            double realTime = dayAhead[t] * (1.2 + 0.6 * random.nextDouble());
            buy[t] = realTime;
            sell[t] = twoSided ? 0.6 * dayAhead[t] : realTime;
        }
        return new EnergyPrices(Profile.of(dayAhead), Profile.of(buy), Profile.of(sell));
    }

    private Member home(int n, int window) {
        RandomGenerator random = random(n, -1);
        double loadKw = NOMINAL_KW * (0.1 + 0.1 * random.nextDouble());
        double sunKw = NOMINAL_KW * (0.2 + 0.4 * random.nextDouble());
        double[] forecastKw = new double[intervals];
        double[] desiredKw = new double[intervals];
        double[] errorKw = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            double hour = (t + 0.5) * stepHours();
            double sun = bump(hour, 13, 3);
            double load = 0.4 + 0.5 * bump(hour, 8, 1.5) + bump(hour, 19, 2.5);
            forecastKw[t] = loadKw * load * (0.9 + 0.2 * random.nextDouble()) - sunKw * sun;
            desiredKw[t] = random.nextDouble() * (1 + bump(hour, 18, 2));
            errorKw[t] = ERROR_SHARE * (loadKw * load + sunKw * sun);
        }
        EmpiricalDistribution errors = EmpiricalDistribution.of(errorsKw(n, window, errorKw));
        double energyKwh = 8 + 8 * random.nextDouble();
        Battery battery = new Battery(0, energyKwh, energyKwh / 2, 5, 5, 0.95, 0.95, 0.02);
        FlexibleLoad load = new FlexibleLoad(4, 6, 0.02);
        return new Member(id(n), NOMINAL_KW, new GridLimits(40, 40),
                new GridLimits(REAL_TIME_KW, REAL_TIME_KW),
                Profile.of(forecastKw), errors, errors.supportBox(SUPPORT_MARGIN),
                new BatteryState(battery, energyKwh / 2), new FlexibleDemand(load, Profile.of(desiredKw), 0));
    }

    /// One day a row, each from its own generator: `ε[t] = φ ε[t−1] + √(1 − φ²) z`, times the size of the hour's errors.
    private double[][] errorsKw(int n, int window, double[] sizeKw) {
        double persistence = Math.pow(PERSISTENCE, stepHours());
        double fresh = Math.sqrt(1 - persistence * persistence);
        double[][] errors = new double[samples][intervals];
        for (int i = 0; i < samples; i++) {
            RandomGenerator random = random(n, window + i);
            double state = random.nextGaussian();
            for (int t = 0; t < intervals; t++) {
                errors[i][t] = sizeKw[t] * Math.clamp(state, -3, 3);
                state = persistence * state + fresh * random.nextGaussian();
            }
        }
        return errors;
    }

    private RandomGenerator random(int member, int day) {
        long mixed = 31 * (31 * seed + member) + day;
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed * 0x9E3779B97F4A7C15L);
    }

    private static double bump(double hour, double centre, double width) {
        double distance = (hour - centre) / width;
        return Math.exp(-0.5 * distance * distance);
    }
}
