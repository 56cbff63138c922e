package org.tavan.benchmarks.optimiser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tavan.conic.Profile;
import org.tavan.dro.PartwisePlanner;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.problem.Storage;

/// What more freedom of the rule saves on one day of one community, part by part.
///
/// Energy left in a battery is worth the mean day-ahead price, or a battery that follows would lose by what it keeps.
///
/// @param community which
/// @param plans of one real-time price first, then of two; of each method the diagonal rule first
record RuleGains(String community, List<Plan> plans) {
    private static final int MEMORY_HOURS = 3;
    /// What a kWh sold in real time earns, of the day-ahead price.
    private static final double SELL_SHARE = 0.6;
    private static final double RADIUS = 1e-3;
    private static final String LINE = "  %-10s %-10s %-26s %9s %8s %8s %8s  %s";

    /// One plan.
    ///
    /// @param prices real-time prices, `one` or `two`-sided
    /// @param cents a day; NaN without a plan
    /// @param gainPercent of the diagonal rule's cost that is spared
    /// @param cpuMillis of the thread, one run
    /// @param certificate the largest worst-case violation probability of a member
    /// @param outcome status, gap and rounds, or why there is no plan
    record Plan(String prices, JointMethod method, String rule, double cents, double gainPercent,
            double cpuMillis, double certificate, String outcome) {}

    private record Shape(String name, RecourseRule rule) {}

    /// Plans a day by every rule, price and method.
    ///
    /// @param problem with one real-time price; its rule, promise and terminal values are replaced
    static RuleGains of(String community, CommunityProblem problem) {
        int memory = (int) Math.round(MEMORY_HOURS / problem.stepHours());
        List<Shape> shapes = List.of(new Shape("diagonal", RecourseRule.DIAGONAL),
                new Shape("memory of 3 h", new RecourseRule(memory, false)),
                new Shape("causal", RecourseRule.CAUSAL),
                new Shape("batteries follow the hour", RecourseRule.DIAGONAL.withStorage()),
                new Shape("batteries, memory of 3 h", new RecourseRule(memory, true)));
        CommunityProblem one = valued(problem);
        CommunityProblem two = one.withPrices(twoSided(one.prices()));
        planned(one, JointMethod.JOINT_CVAR, shapes.getFirst(), Double.NaN, ""); // Warms up.
        List<Plan> plans = new ArrayList<>();
        for (JointMethod method : List.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)) {
            addPlans(plans, "one", one, method, shapes);
            addPlans(plans, "two", two, method, shapes);
        }
        return new RuleGains(community, List.copyOf(plans));
    }

    private static void addPlans(List<Plan> plans, String prices, CommunityProblem problem,
            JointMethod method, List<Shape> shapes) {
        double diagonal = Double.NaN;
        for (Shape shape : shapes) {
            Plan plan = planned(problem, method, shape, diagonal, prices);
            diagonal = Double.isNaN(diagonal) ? plan.cents() : diagonal;
            plans.add(plan);
        }
    }

    private static Plan planned(CommunityProblem like, JointMethod method, Shape shape, double diagonal,
            String prices) {
        Promise promise = new Promise(like.promise().epsilon(), RADIUS, method);
        CommunityProblem problem = like.withRule(shape.rule()).withPromise(promise);
        Trials<PlanOutcome> trials = Trials.of(new Trials.Plan(0, 1, 0), _ -> problem,
                day -> new PartwisePlanner().plan(day, PlannerSettings.defaults()));
        return switch (trials.last()) {
            case PlanOutcome.Planned planned -> {
                double cents = planned.statistics().objectiveCents();
                double first = Double.isNaN(diagonal) ? cents : diagonal;
                yield new Plan(prices, method, shape.name(), cents, 100 * (first - cents) / Math.abs(first),
                        trials.cpuMillis(50), planned.plan().worstCaseViolation(),
                        "%s, gap %.0e".formatted(planned.status(), planned.statistics().gap()));
            }
            case PlanOutcome.Unplanned unplanned -> new Plan(prices, method, shape.name(), Double.NaN,
                    Double.NaN, trials.cpuMillis(50), Double.NaN, unplanned.reason());
        };
    }

    private static CommunityProblem valued(CommunityProblem problem) {
        double mean = Arrays.stream(problem.prices().dayAheadCentsPerKwh().toArray()).average().orElse(0);
        return problem.withMembers(problem.members().stream().map(member -> valued(member, mean)).toList());
    }

    private static Member valued(Member member, double centsPerKwh) {
        List<Storage> storages = new ArrayList<>();
        for (Storage storage : member.storages()) {
            storages.add(storage instanceof BatteryState(var id, var battery, var energyKwh, var reserveKwh)
                    ? new BatteryState(id, battery.withTerminalCentsPerKwh(centsPerKwh), energyKwh,
                            reserveKwh)
                    : storage);
        }
        return member.withDevices(storages, member.flexibleLoads(), member.curtailments());
    }

    private static EnergyPrices twoSided(EnergyPrices one) {
        double[] sell = Arrays.stream(one.dayAheadCentsPerKwh().toArray()).map(c -> SELL_SHARE * c).toArray();
        return new EnergyPrices(one.dayAheadCentsPerKwh(), one.realTimeBuyCentsPerKwh(), Profile.of(sell));
    }

    /// {@return lines for the table}
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("What more freedom of the rule saves: " + community);
        lines.add(LINE.formatted("promise", "rt prices", "rule", "¢ a day", "saved", "CPU", "certified", ""));
        for (Plan plan : plans) {
            lines.add(LINE.formatted(plan.method().name().toLowerCase(Locale.ROOT), plan.prices() + "-sided",
                    plan.rule(), number("%.1f", plan.cents()), number("%.2f %%", plan.gainPercent()),
                    TextTable.time(plan.cpuMillis()), number("%.4f", plan.certificate()), plan.outcome()));
        }
        return lines;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
