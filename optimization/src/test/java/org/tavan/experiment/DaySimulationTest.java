package org.tavan.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.asset.Battery;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.problem.RecourseRule;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.DiagonalRecourse;
import org.tavan.recourse.StorageRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// Two intervals of one member, by hand: `C = 10` kW, `Q = (5, 5)` kW, `|q| ≤ 1.5` kW, half-hours.
class DaySimulationTest {
    private static final double EXACT = 1e-12;

    private static final ExperimentCommunity ONE = new ExperimentCommunity(0.5,
            List.of(new Participant("a", 10,
                    GridLimits.NONE, new GridLimits(1.5, 1.5), null, 0, null)),
            List.of(), GridLimits.NONE,
            RecourseRule.DIAGONAL, 3);

    private static final EnergyPrices PRICES = new EnergyPrices(Profile.of(10, 20), Profile.of(15, 30),
            Profile.of(
                    5, 10));

    private static DayScore score(double... measuredKw) {
        var forecast = Profile.of(4, 6);
        var samples = EmpiricalDistribution.of(List.of(Profile.of(0, 0)));
        var known = new GateKnowledge(PRICES, List.of(new GateKnowledge.Member(forecast, Profile.of(0, 0),
                samples, samples.supportBox(0))));
        var day = new ExperimentDay(LocalDate.of(2021, 1, 1), known, PRICES, List.of(Profile.of(measuredKw)));
        // Bought 5 and 6 kW; the battery gives 0 and 1 kW, peers take 0.5 kW in the first interval.
        var plan = new DayPlan(DayPlan.Status.PLANNED, "",
                List.of(new DayPlan.Member(Profile.of(5, 6), Profile.of(
                        0, 1), Profile.of(0.25, 0), Profile.of(-0.5, 0), Profile.of(3, 2), Profile.of(0, 0),
                        new DiagonalRecourse(Profile.of(5, 5)), 0.7, 0.2, 0.1)),
                99, 0.01, 7);
        return DaySimulation.run(ONE, day, plan, new CarriedState(List.of(), YearMonth.of(2021, 1), 6));
    }

    @Test
    void theCostIsWhatWasBoughtAnsweredAndSettled() {
        DayScore score = score(8, 5);

        // ξ = (0.4, −0.1): q = 2 clipped to 1.5 and −0.5; gaps: 8 + 0.25 − 5 − 1.5 + 0.5 = 2.25, 5 − 6 + 0.5 − 1 = −1.5.
        assertEquals(0.5 * (10 * 5 + 20 * 6), score.cost().dayAhead(), EXACT);
        assertEquals(0.5 * (15 * 1.5 - 10 * 0.5), score.cost().recourse(), EXACT);
        assertEquals(0.5 * (15 * 2.25 - 10 * 1.5), score.cost().settlement(), EXACT);
        // The highest import is 8 + 0.25 in the first half-hour; 6 kW were reached before.
        assertEquals(3 * (8.75 - 6), score.cost().peak(), EXACT);
        assertEquals(85 + 8.75 + 9.375 + 0.7 + 0.2 + 0.1 + 8.25, score.cost().total(), EXACT);
        assertEquals(1, score.clipped());
        assertEquals(0.5 * 2.25, score.shortageKwh(), EXACT);
        assertEquals(0.5 * 1.5, score.surplusKwh(), EXACT);
    }

    /// The battery is to give 1 kW in each half-hour, and 10ξ kW more: with ξ = (0.4, −0.1) 5 kW, clipped to its 4, and nothing.
    @Test
    void aBatteryThatFollowsIsLivedAndHandedOnAsItIs() {
        var battery = new Battery(0, 10, 0, 4, 4, 1, 0.5, 0.2);
        var community = new ExperimentCommunity(0.5, List.of(new Participant("a", 10, GridLimits.NONE,
                new GridLimits(1.5, 1.5), battery, 8, null)), List.of(), GridLimits.NONE,
                RecourseRule.DIAGONAL, 0);
        var diagonal = new CausalRecourse(2, Profile.of(10, 0, 10));
        var rule = new StorageRecourse(new DiagonalRecourse(Profile.of(0, 0)),
                List.of(new StorageRule("battery", battery, Profile.of(0, 0), Profile.of(1, 1),
                        new CausalRecourse(2, Profile.of(0, 0, 0)), diagonal)));
        var plan = new DayPlan(DayPlan.Status.PLANNED, "",
                List.of(new DayPlan.Member(Profile.of(3, 5), Profile.of(1, 1), Profile.of(0, 0),
                        Profile.of(0, 0), Profile.of(7, 6), Profile.of(0, 0), rule, 0, 0.5 * 0.2 * 2, 0)),
                0, 0, 0);
        var samples = EmpiricalDistribution.of(List.of(Profile.of(0, 0)));
        var day = new ExperimentDay(LocalDate.of(2021, 1, 1), new GateKnowledge(PRICES,
                List.of(new GateKnowledge.Member(Profile.of(4, 6), Profile.of(0, 0), samples,
                        samples.supportBox(0)))),
                PRICES, List.of(Profile.of(8, 5)));
        var before = new CarriedState(List.of(new CarriedState.Asset(8, 0)), YearMonth.of(2021, 1), 0);

        DayScore score = DaySimulation.run(community, day, plan, before);

        assertEquals(Profile.of(4, 0), score.trace().batteryKw());
        assertEquals(Profile.of(4, 4), score.trace().energyKwh());
        assertEquals(Profile.of(8 - 4, 5), score.trace().exchangeKw());
        assertEquals(0.5 * (8 - 3 - 4), score.shortageKwh(), EXACT);
        assertEquals(0.5 * 0.2 * 16, score.cost().wear(), EXACT);
        assertEquals(1, score.clipped());
        assertEquals(new CarriedState.Asset(4, 0),
                DaySimulation.stateAfter(plan, score, before).assets().getFirst());
    }

    /// Charging 3 kW for a forecast of 4 kW and 7 kW bought; 8 kW come, so 4 kW are missing and as many beyond the limit.
    @ParameterizedTest(name = "guard {0}")
    @ValueSource(booleans = {true, false})
    void aBatteryThatGivesWayKeepsTheLimitAndIsHandedOn(boolean guard) {
        var battery = new Battery(0, 10, 0, 4, 4, 1, 0.5, 0.2);
        var community = new ExperimentCommunity(0.5, List.of(new Participant("a", 10, GridLimits.NONE,
                new GridLimits(3, 3), battery, 5, null)), List.of(), new GridLimits(7, 7),
                RecourseRule.DIAGONAL, 0).withPeakGuard(guard);
        // ξ = 0.4: the rule buys 3 kW in real time.
        var plan = new DayPlan(DayPlan.Status.PLANNED, "",
                List.of(new DayPlan.Member(Profile.of(7, 6), Profile.of(-3, 0), Profile.of(0, 0),
                        Profile.of(0, 0), Profile.of(6.5, 6.5), Profile.of(0, 0),
                        new DiagonalRecourse(Profile.of(7.5, 7.5)), 0, 0.5 * 0.2 * 9, 0)),
                0, 0, 0);
        var samples = EmpiricalDistribution.of(List.of(Profile.of(0, 0)));
        var day = new ExperimentDay(LocalDate.of(2021, 1, 1), new GateKnowledge(PRICES,
                List.of(new GateKnowledge.Member(Profile.of(4, 6), Profile.of(0, 0), samples,
                        samples.supportBox(0)))),
                PRICES, List.of(Profile.of(8, 6)));
        var before = new CarriedState(List.of(new CarriedState.Asset(5, 0)), YearMonth.of(2021, 1), 0);

        DayScore score = DaySimulation.run(community, day, plan, before);

        // It gives 4 kW: 3 that it does not charge, and 1, which takes 1 kWh out in half an hour. Nothing is bought in real time.
        assertEquals(guard ? Profile.of(1, 0) : Profile.of(-3, 0), score.trace().batteryKw());
        assertEquals(guard ? Profile.of(7, 6) : Profile.of(11, 6), score.trace().exchangeKw());
        assertEquals(guard ? Profile.of(4, 4) : Profile.of(6.5, 6.5), score.trace().energyKwh());
        assertEquals(guard ? 0 : 0.5 * 15 * 3, score.cost().recourse(), EXACT);
        assertEquals(guard ? 0 : 0.5 * 15, score.cost().settlement(), EXACT);
        assertEquals(guard ? 0.5 * 0.2 : 0.5 * 0.2 * 9, score.cost().wear(), EXACT);
        assertEquals(guard ? 0 : 1, score.violatedMembers());
        assertEquals(new CarriedState.Asset(guard ? 4 : 6.5, 0),
                DaySimulation.stateAfter(plan, score, before).assets().getFirst());
    }

    /// 1 kW above the forecast, at night and by day: the meter may see what was planned at most, 7 kW, or what the month had had, 7.5 kW.
    @ParameterizedTest(name = "{0} kW so far")
    @ValueSource(doubles = {0, 7.5})
    void whereAPeakCostsItIsThePlannedOneThatIsKept(double reachedKw) {
        var battery = new Battery(0, 10, 0, 4, 4, 1, 1, 0);
        var community = new ExperimentCommunity(1, List.of(new Participant("a", 10, GridLimits.NONE,
                GridLimits.NONE, battery, 5, null)), List.of(), new GridLimits(20, 20),
                RecourseRule.DIAGONAL, 3).withPeakGuard(true);
        var plan = new DayPlan(DayPlan.Status.PLANNED, "",
                List.of(new DayPlan.Member(Profile.of(7, 6), Profile.of(-3, 0), Profile.of(0, 0),
                        Profile.of(0, 0), Profile.of(8, 8), Profile.of(0, 0),
                        new DiagonalRecourse(Profile.of(10, 10)), 0, 0, 0)),
                0, 0, 0);
        var samples = EmpiricalDistribution.of(List.of(Profile.of(0, 0)));
        var day = new ExperimentDay(LocalDate.of(2021, 1, 1), new GateKnowledge(PRICES,
                List.of(new GateKnowledge.Member(Profile.of(4, 6), Profile.of(0, 0), samples,
                        samples.supportBox(0)))),
                PRICES, List.of(Profile.of(5, 7)));
        var before = new CarriedState(List.of(new CarriedState.Asset(5, 0)), YearMonth.of(2021, 1),
                reachedKw);

        DayScore score = DaySimulation.run(community, day, plan, before);

        assertEquals(Profile.of(Math.max(7, reachedKw), 7), score.trace().exchangeKw());
        assertEquals(3 * Math.max(0, 7 - reachedKw), score.cost().peak(), EXACT);
    }

    @Test
    void demandAboveSupplyIsTheViolationNotItsOpposite() {
        DayScore shortOnce = score(8, 5);
        DayScore alwaysOver = score(4, 5);

        assertEquals(1, shortOnce.violatedIntervals());
        assertEquals(1, shortOnce.violatedMembers());
        assertTrue(shortOnce.communityViolated());
        assertEquals(0, alwaysOver.violatedIntervals());
        assertFalse(alwaysOver.communityViolated());
    }

    @Test
    void lessThanAWattIsNoViolation() {
        // ξ = 0 in the second interval: supply is 7 kW; in the first q = 5 (x − 4) / 10, so x + 0.25 = 4.5 + q.
        double balanced = (4.5 - 2 - 0.25) / 0.5;

        assertEquals(0, score(balanced + 0.0019, 6).violatedIntervals());
        assertEquals(1, score(balanced + 0.0021, 6).violatedIntervals());
    }

    @Test
    void thePeakIsOfTheImportInTheEnd() {
        DayScore score = score(8, 5);

        // 8 + 0.25 + 0.5 and 5 − 1.
        assertEquals(Profile.of(8.75, 4), score.trace().exchangeKw());
        assertEquals(8.75 / 6.375, score.peakToAverage().ratio(), EXACT);
    }

    @Test
    void anExportIsNoImport() {
        var peak = PeakToAverage.NONE.with(Profile.of(-3, 4)).with(Profile.of(2, 0));

        assertEquals(4, peak.peakKw(), EXACT);
        assertEquals(1.5, peak.meanKw(), EXACT);
    }
}
