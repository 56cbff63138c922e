package org.tavan.commitment.genetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentModel;
import org.tavan.commitment.CommitmentOutcome;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.conic.Profile;
import org.tavan.igdt.InformationGap;
import org.tavan.igdt.LimitedCost;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.RobustRadius;
import org.tavan.igdt.StrategyCases;

/// Table 5 and figures 11 to 13 of the paper, on costs of whole commitments: what the day costs with demand response, and how far
/// participation may fall short of a tenth in both programmes. Rebates are left out unless said.
class PaperDemandResponseTest {
    private static final double EXPECTED = 0.1;
    private static final InformationGap GAP = new InformationGap(EXPECTED, 4, 0.01);

    private final PaperDay day = new PaperDay();
    private final Map<Double, CommitmentSchedule> unlimited = new HashMap<>();

    /// The cheapest plan when so much of the load takes part in each of the two programmes.
    private CommitmentSchedule plan(double participation) {
        return unlimited.computeIfAbsent(participation,
                gamma -> PaperDay.cheapest(day.responding(gamma, gamma)));
    }

    private double cents(double participation) {
        return plan(participation).cost().totalCents();
    }

    /// The same within a limit; the plan without one is the cheapest there too if it keeps it.
    private double cents(double participation, double lolpMax) {
        if (PaperDay.highestLolp(plan(participation)) <= lolpMax) {
            return cents(participation);
        }
        CommitmentProblem problem = day.responding(participation, participation);
        return PaperDay.cheapest(problem.withReliability(problem.reliability().withLolpMax(lolpMax)))
                .cost()
                .totalCents();
    }

    @ParameterizedTest(name = "{0} on time of use, {1} interruptible")
    @CsvSource({"0.05, 0.1, 16317.75", "0.1, 0.1, 16292.24"})
    void table5CostsAreThoseOfTheReferenceModel(double timeOfUse, double interruptible, double cents) {
        CommitmentSchedule plan = PaperDay.cheapest(day.responding(timeOfUse, interruptible));

        assertEquals(cents, plan.cost().totalCents(), 0.02);
    }

    @Test
    @Tag("slow")
    void eachPercentOfParticipationIsWorthTheSame() {
        double none = cents(0);

        for (double gamma : new double[]{0.05, 0.1, 0.15, 0.2}) {
            double centsPerPercent = (none - cents(gamma)) / (100 * gamma);

            assertEquals(47.5, centsPerPercent, 1);
        }
    }

    @ParameterizedTest(name = "{0} on time of use, {1} interruptible")
    @CsvSource({"0, 0", "0.05, 0.05", "0.05, 0.1", "0.1, 0.1"})
    @Tag("slow")
    void theCostsAreCertified(double timeOfUse, double interruptible) {
        CommitmentProblem problem = day.responding(timeOfUse, interruptible);
        CommitmentModel model = new CommitmentModel(new CommitmentSettings(2e-4, 100, 41), System::nanoTime);

        var proven = assertInstanceOf(Certificate.Proven.class,
                assertInstanceOf(CommitmentOutcome.Planned.class, model.plan(problem)).certificate());

        double found = PaperDay.cheapest(problem).cost().totalCents();
        assertTrue(proven.boundCents() <= found && found <= proven.boundCents() * (1 + 2.1e-4),
                () -> "%s, bound %s".formatted(found, proven.boundCents()));
    }

    @Test
    @Tag("slow")
    void figures11To13TheRadiusIsProportionalToBetaAndShrinksWhereTheLimitBinds() {
        Profile betas = Profile.of(0.001, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.05, 0.075, 0.1, 0.125,
                0.15);
        Profile limits = Profile.of(0.0025, 0.004, 0.01, 0.02, 0.03, 0.04, 0.05);
        LimitedCost cost = this::cents;

        RadiusTable table = RadiusTable.of(GAP, cost, betas, limits, RadiusTable.Base.LOOSEST_LIMIT);

        double[][] alpha = {{0, 0, 0.035}, {0.059, 0.111, 0.176}, {0.227, 0.279, 0.348},
                {0.395, 0.449, 0.520},
                {0.563, 0.617, 0.688}, {0.727, 0.781, 0.857}, {0.893, 0.945, 1}};
        for (int b = 0; b < betas.length(); b++) {
            for (int l = 0; l < limits.length(); l++) {
                RobustRadius radius = table.get(b, l);
                double expected = b < alpha.length ? alpha[b][Math.min(l, 2)] : 1;
                assertEquals(expected, radius.alpha(), 0.011, radius::toString);
                assertTrue(radius.alpha() == 0 || radius.isLeastTheWorst(), radius::toString);
            }
        }
    }

    @ParameterizedTest(name = "limit {0}")
    @CsvSource({"0.01, 0, 0", "0.004, 28.5, 38.6", "0.0025, 53.4, 65.4"})
    @Tag("slow")
    void aLimitThatBindsCostsMoreTheFewerTakePart(double limit, double atExpected, double atNone) {
        assertEquals(atExpected, cents(EXPECTED, limit) - cents(EXPECTED), 1);
        assertEquals(atNone, cents(0, limit) - cents(0), 1);
    }

    @Test
    @Tag("slow")
    void withRebatesOfTheRetailPriceTooManyAreTheWorstCase() {
        UnaryOperator<Double> rebate = gamma -> day.response(gamma, gamma).call().rebateCents();

        RobustRadius radius = GAP.radius(gamma -> cents(gamma) + rebate.apply(gamma), 0.005);

        assertEquals(607.5, rebate.apply(EXPECTED), 0.1);
        assertEquals(16_899.7, radius.baseCents(), 0.2);
        assertEquals(0.57, radius.alpha(), 0.011, radius::toString);
        assertTrue(radius.worstParticipation() > EXPECTED, radius::toString);
    }

    /// The units of one plan, dispatched anew for the participation that came.
    private double recourseCents(double planned, double realised) {
        SearchOutcome.Found found = assertInstanceOf(SearchOutcome.Found.class,
                GeneticSearch.dispatch(day.responding(realised, realised), plan(planned)));
        return found.schedule().cost().totalCents();
    }

    @Test
    void theTwoCasesCostTheSameForOneCommitmentServesBoth() {
        StrategyCases cases = StrategyCases.of(this::recourseCents, EXPECTED, 0.05);

        assertEquals(234.8, cases.overrunCents(), 0.5);
        assertEquals(234.8, cases.overestimateCents(), 0.5);
        assertEquals(0, cases.guardedSavingCents(), 0.1);
        assertEquals(0, cases.cautionCents(), 0.1);
        assertTrue(cases.isConsistent(1e-5));
    }
}
