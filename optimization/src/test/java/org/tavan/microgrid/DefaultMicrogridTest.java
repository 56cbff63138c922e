package org.tavan.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.commitment.ScheduleCheck;
import org.tavan.commitment.SharedCase;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;
import org.tavan.cvr.CvrSavings;
import org.tavan.cvr.SwitchingLimits;
import org.tavan.cvr.VoltageLimits;
import org.tavan.demandresponse.CallBlock;
import org.tavan.demandresponse.CobbDouglas;
import org.tavan.demandresponse.DefaultDay;
import org.tavan.demandresponse.ElasticityMatrix;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.PriceResponse;
import org.tavan.demandresponse.ProgrammeValue;
import org.tavan.demandresponse.Spreading;
import org.tavan.demandresponse.Tariff;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.RobustRadius;
import org.tavan.igdt.StrategyCases;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.SharedFeeders;
import org.tavan.powerflow.ThreePhaseTaps;

/// The shared default day with everything: programmes, interruptible load, and the IEEE 13-node feeder.
class DefaultMicrogridTest {
    private static final MicrogridSettings SETTINGS = MicrogridSettings.of(
            SearchSettings.defaults(1).withThreads(2).withSizes(60, 80, 20));
    /// The published positions 10, 8 and 11 about 10.
    private static final ThreePhaseTaps PUBLISHED = new ThreePhaseTaps(0, -2, 1);

    private static DemandSide demand(double rebateCents, OptionCost cost) {
        DefaultDay day = DefaultDay.read();
        List<Double> levels = List.of(0.0, 0.05, 0.1);
        var elastic = new PriceResponse(day.flat(),
                ElasticityMatrix.of(day.periods(), day.elasticities(), Spreading.EVERY_PAIR));
        var critical = CobbDouglas.atExpectedTemperature(day.number("/demandResponse/cpp/ep"), day.flat());
        List<Integer> peak = IntStream.range(0, 24)
                .filter(t -> day.periods().names().get(day.periods().period(t)).equals("peak"))
                .boxed()
                .toList();
        return new DemandSide(day.flat(),
                List.of(new DemandSide.Offer(new PriceProgramme("TOU", day.timeOfUse(), elastic), levels),
                        new DemandSide.Offer(new PriceProgramme("RTP", day.realTime(), elastic), levels),
                        new DemandSide.Offer(new PriceProgramme("CPP", day.criticalPeak(), critical),
                                levels)),
                new InterruptibleContract(0.1, 0.7, new Tariff.Flat(rebateCents).centsPerKwh(24)),
                List.of(new CallBlock(peak, List.of(1.0, 0.9, 0.8, 0.7))), cost);
    }

    private static Network network(double loadScale) {
        RadialFeeder feeder = SharedFeeders.ieee13();
        return new Network(feeder, new Network.Unbalanced(SharedFeeders.ieee13ThreePhase(), PUBLISHED),
                loadScale,
                0, 1, 0, new VoltageLimits(0.95, 1.0625), new SwitchingLimits(4, 40, 1, 8, 0, 0),
                FeederPositions.allIn(feeder, 10));
    }

    private static MicrogridPlan plan(MicrogridProblem problem, MicrogridSettings settings) {
        MicrogridOutcome outcome = new MicrogridPlanner(settings, System::nanoTime).plan(problem);
        MicrogridPlan plan = assertInstanceOf(MicrogridOutcome.Planned.class, outcome, outcome::toString)
                .plan();
        assertEquals(List.of(), ScheduleCheck.of(plan.problem(), plan.schedule()));
        return plan;
    }

    @Test
    void withACheapRebateProgrammesAndVoltageAreDecidedWithTheCommitment() {
        var problem = new MicrogridProblem(SharedCase.microgrid(), demand(2, OptionCost.REBATES),
                network(3466 / 153.412), List.of());

        MicrogridPlan plan = plan(problem, SETTINGS);

        assertEquals(16_856.96, plan.cents(), 0.5);
        // The most of both elastic programmes and of the calls; critical peak pricing makes its customers use more.
        assertEquals(List.of(2, 2, 0, 3), plan.schedule().options());
        ProgrammeValue value = plan.value();
        assertNotNull(value);
        assertEquals(599.2, value.savedCents(), 1);
        assertEquals(980.6, value.customersCents(), 0.1);
        assertTrue(value.operatorCents() < 0 && !value.paysForBoth(), value::toString);
        NetworkPlan network = plan.network();
        assertNotNull(network);
        CvrSavings savings = network.savings();
        assertNotNull(savings);
        assertEquals(0.0101, savings.energyShare(), 1e-4);
        assertEquals(35.26, savings.loadKwh(), 0.05);
        assertEquals(-4.15, savings.lossKwh(), 0.05);
        assertTrue(network.lowestPu() >= 0.95 - 1e-9 && network.lowestPu() < 0.951, network::toString);
    }

    @Test
    void unitsCommittedForTheExpectedServeTheLessThatComesAsWell() {
        var problem = new MicrogridProblem(SharedCase.microgrid(), demand(2, OptionCost.REBATES), null,
                List.of());

        StrategyCases cases = new MicrogridStudies(SETTINGS, System::nanoTime).cases(problem,
                List.of(2, 0, 0, 3), 0.1);

        assertEquals(16_371.65, cases.baseCents(), 0.1);
        assertEquals(16_567.83, cases.cautiousCents(), 0.1);
        assertTrue(cases.isConsistent(1e-6), cases::toString);
        // The same units are best for both, so that what is dispatched later makes up for all that was not known.
        assertEquals(cases.cautiousCents(), cases.reactiveCents(), 1e-6);
    }

    @Test
    @Tag("slow")
    void allowedFivePerCentMoreTheDayBearsThatNobodyTakesPart() {
        var problem = new MicrogridProblem(SharedCase.microgrid(), demand(2, OptionCost.REBATES), null,
                List.of());

        RadiusTable table = new MicrogridStudies(SETTINGS, System::nanoTime).radii(problem,
                List.of(2, 0, 0, 3),
                Profile.of(0.01, 0.05), Profile.of(0.05), RadiusTable.Base.LOOSEST_LIMIT);

        assertEquals(RobustRadius.Bound.COST, table.get(0, 0).bound());
        assertEquals(0.418, table.get(0, 0).alpha(), 1e-3);
        assertEquals(RobustRadius.Bound.WHOLE_RANGE, table.get(1, 0).bound());
    }

    @Test
    @Tag("slow")
    void byTheOperatorsProfitNothingIsWorthOfferingAndTheModelProvesIt() {
        var problem = new MicrogridProblem(SharedCase.microgrid(),
                demand(15, OptionCost.REBATES_AND_LOST_RECEIPTS),
                null, List.of());

        MicrogridPlan plan = plan(problem, SETTINGS.certified(new CommitmentSettings(1e-3, 100, 41)));

        assertEquals(List.of(0, 0, 0, 0), plan.schedule().options());
        assertEquals(16_768.42, plan.cents(), 0.05);
        var proven = assertInstanceOf(Certificate.Proven.class, plan.certificate());
        assertTrue(proven.gap() <= 1.001e-3, proven::toString);
    }
}
