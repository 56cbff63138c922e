package org.tavan.benchmarks.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tavan.dro.IntervalPlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Promise;

class RuleGainsTest {
    /// Two prices and two promises by five rules.
    private static final int RULES = 5;

    @Test
    void moreFreedomNeverCostsMore() {
        RuleGains gains = RuleGains.of("small", new CommunityInstance(1, 1, 12, 10, false).problem());

        assertEquals(4 * RULES, gains.plans().size());
        for (int k = 0; k < gains.plans().size(); k++) {
            RuleGains.Plan plan = gains.plans().get(k);
            assertTrue(plan.certificate() <= 0.05, plan::toString);
            assertTrue(plan.gainPercent() >= -1e-6 && (k % RULES > 0 || plan.gainPercent() == 0),
                    plan::toString);
            double diagonal = gains.plans().get(k - k % RULES).cents();
            assertEquals(100 * (1 - plan.cents() / diagonal), plan.gainPercent(), 1e-9 * Math.abs(diagonal));
        }
        assertTrue(gains.plans().stream().anyMatch(plan -> plan.gainPercent() > 0.1), gains::toString);
    }

    @Test
    void itsTableFits() {
        RuleGains.Plan long1 = new RuleGains.Plan("two", JointMethod.BONFERRONI, "batteries, memory of 3 h",
                -123456.78, -12.345, 123456, 0.05, "FEASIBLE, gap 1e-02");

        List<String> lines = new RuleGains("recorded", List.of(long1)).lines();

        assertTrue(lines.stream().allMatch(line -> line.length() <= TextTable.WIDTH), lines::toString);
        assertTrue(lines.getLast().contains("-123456.8"), lines::toString);
    }

    @Test
    void theRecordedCommunityHasItsRecordedOptimum() throws IOException {
        Path file = Path.of(System.getProperty("tavan.shared", "absent"), "cases", "dro-community-10.json");
        assumeTrue(Files.exists(file), () -> "There is no file " + file + ": skipped.");
        CommunityProblem problem = RecordedCommunity.read(file).problem();

        PlanOutcome outcome = IntervalPlanner.plan(
                problem.withPromise(new Promise(0.05, 0.005, JointMethod.BONFERRONI)), 0.05);

        double cents = assertInstanceOf(PlanOutcome.Planned.class, outcome).statistics().objectiveCents();
        assertEquals(6636.2923343, cents, 1e-6 * cents);
    }
}
