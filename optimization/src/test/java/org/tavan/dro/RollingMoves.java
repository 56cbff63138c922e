package org.tavan.dro;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Member;

/// What moves from one window to the next, drawn from a seed.
final class RollingMoves {
    private RollingMoves() {}

    static double[] moved(double[] values, RandomGenerator random, double share) {
        return Arrays.stream(values).map(x -> x * (1 + share * random.nextDouble(-1, 1))).toArray();
    }

    /// One of the samples of the start, changed by up to a tenth of another.
    static double[] sample(Member member, RandomGenerator random) {
        double[] first = member.residualKw().sample(random.nextInt(member.residualKw().count())).toArray();
        double[] second = member.residualKw().sample(random.nextInt(member.residualKw().count())).toArray();
        double share = random.nextDouble(-0.1, 0.1);
        Arrays.setAll(first, t -> first[t] + share * second[t]);
        return first;
    }

    /// One sample in and out for every member, and forecasts a little different.
    static void slide(RollingPlanner planner, CommunityProblem start, RandomGenerator random) {
        for (int n = 0; n < start.members().size(); n++) {
            Member member = start.members().get(n);
            planner.slide(n, sample(member, random));
            planner.setForecast(n, moved(member.forecastKw().toArray(), random, 0.02));
        }
    }

    static void setPrices(RollingPlanner planner, CommunityProblem start, RandomGenerator random) {
        double factor = random.nextDouble(0.97, 1.03);
        double[] buy = moved(start.prices().realTimeBuyCentsPerKwh().toArray(), random, 0);
        double[] sell = moved(start.prices().realTimeSellCentsPerKwh().toArray(), random, 0);
        Arrays.setAll(buy, t -> factor * buy[t]);
        Arrays.setAll(sell, t -> factor * sell[t]);
        planner.setPrices(moved(start.prices().dayAheadCentsPerKwh().toArray(), random, 0.02), buy, sell);
    }
}
