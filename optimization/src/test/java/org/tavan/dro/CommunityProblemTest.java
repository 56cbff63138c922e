package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.dro.TestPlans.constant;
import static org.tavan.dro.TestPlans.flatPrices;
import static org.tavan.dro.TestPlans.home;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.SupportBox;

/// Input that cannot be planned is refused at once, and the message names what is wrong.
class CommunityProblemTest {
    private static final GridLimits WIDE = new GridLimits(50, 50);
    private static final Member HOME = home("home", 4, 2, WIDE, null, null);

    private static void assertRefused(String word, Supplier<?> made) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, made::get);

        assertTrue(String.valueOf(refused.getMessage()).contains(word), refused::toString);
    }

    private static CommunityProblem problem(double stepHours, double epsilon, double radius, double budget) {
        return new CommunityProblem(stepHours, flatPrices(4, 10, 20, 5), List.of(HOME), List.of(),
                GridLimits.NONE,
                new Promise(epsilon, radius, JointMethod.BONFERRONI), RecourseRule.DIAGONAL, budget);
    }

    @Test
    void scalarsOutOfRangeAreRefused() {
        assertRefused("stepHours", () -> problem(0, 0.1, 0, 0));
        assertRefused("epsilon", () -> problem(1, 1, 0, 0));
        assertRefused("radius", () -> problem(1, 0.1, Double.NaN, 0));
        assertRefused("stabilityBudgetCents", () -> problem(1, 0.1, 0, -1));
    }

    @Test
    void membersAndLinksMustFit() {
        assertRefused("two members home",
                () -> TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(HOME, HOME), List
                        .of(), 0));
        assertRefused("at least one member",
                () -> TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(), List.of(),
                        0));
        assertRefused("forecast of home",
                () -> TestPlans.problem(flatPrices(5, 10, 20, 5), List.of(HOME), List.of(),
                        0));
        assertRefused("home – other",
                () -> TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(HOME), List.of(
                        new PeerLink("home", "other", 1, 0, 0)), 0));
        assertRefused("two peer links other – home",
                () -> TestPlans.problem(flatPrices(4, 10, 20, 5),
                        List.of(HOME, home("other", 4, 2, WIDE, null, null)),
                        List.of(new PeerLink("home", "other", 1, 0, 0),
                                new PeerLink("other", "home", 2, 0, 0)),
                        0));
        assertRefused("trade of home with other",
                () -> TestPlans.problem(flatPrices(4, 10, 20, 5), List.of(HOME, home(
                        "other", 4, 2, WIDE, null, null)),
                        List.of(new PeerLink("home", "other", 1, 0, 0, new PeerTrade(constant(
                                3, 0), constant(3, 0)))),
                        0));
    }

    @Test
    void aMemberNamesItselfAndItsFault() {
        assertRefused("Member home: The nominalKw",
                () -> new Member("home", 0, WIDE, WIDE, HOME.forecastKw(), HOME
                        .residualKw(), HOME.supportKw(), null, null));
        assertRefused("outside the support", () -> new Member("home", 10, WIDE, WIDE, HOME.forecastKw(), HOME
                .residualKw(), new SupportBox(constant(4, 0), constant(4, 0)), null, null));
        assertRefused("residual samples 4",
                () -> new Member("home", 10, WIDE, WIDE, constant(3, 2), HOME.residualKw(),
                        HOME.supportKw(), null, null));
        assertRefused("commitment",
                () -> HOME.withCommitment(new Commitment(constant(3, 0), constant(3, 0))));
        assertRefused("previous plan",
                () -> HOME.withPrevious(new PreviousPlan(constant(3, 0), constant(3, 0), constant(
                        3, 0))));
        assertRefused("desiredKw",
                () -> home("home", 4, 2, WIDE, null, new FlexibleDemand(new FlexibleLoad(1, 1, 0),
                        constant(3, 0), 0)));
    }

    @Test
    void negativePowersAndEnergiesAreRefused() {
        assertRefused("energyKwh", () -> new BatteryState(new Battery(0, 1, 0, 1, 1, 1, 1, 0), -1));
        assertRefused("gridImportKw of interval 0", () -> new Commitment(constant(2, -1), constant(2, 0)));
        assertRefused("chargeKw of interval 0",
                () -> new PreviousPlan(constant(2, -1), constant(2, 0), constant(2,
                        0)));
        assertRefused("shiftedKwh",
                () -> new FlexibleDemand(new FlexibleLoad(1, 1, 0), constant(2, 0), Double.NaN));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        PlannerSettings defaults = PlannerSettings.defaults();

        assertRefused("gapTolerance", () -> new PlannerSettings(defaults.solver(), 0, 10));
        assertRefused("roundLimit", () -> new PlannerSettings(defaults.solver(), 1e-7, 0));
    }
}
