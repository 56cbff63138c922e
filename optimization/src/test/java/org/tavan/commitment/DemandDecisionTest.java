package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CallBlock;
import org.tavan.demandresponse.DefaultDay;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.ElasticityMatrix;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.PriceResponse;
import org.tavan.demandresponse.ProgrammeOptions;
import org.tavan.demandresponse.Spreading;
import org.tavan.demandresponse.Tariff;

/// Demand response inside the commitment of the shared default case: time of use, and a tenth of the load interruptible in peak hours.
class DemandDecisionTest {
    /// Valley, off-peak and peak: of the reference runs, and the one by which an unchanged load pays what it paid.
    private static final Profile REFERENCE = Profile.of(7.5, 15, 25);
    private static final Profile NEUTRAL = Profile.of(9, 15, 18.92);
    private static final SearchSettings SEARCH = SearchSettings.defaults(1)
            .withThreads(2)
            .withSizes(60, 80, 20);

    /// The programmes with the levels of participation and the shares that may be kept in peak hours.
    private static ProgrammeOptions options(Profile touCents, List<Double> levels, List<Double> kept,
            Profile rebate, OptionCost cost) {
        DefaultDay day = DefaultDay.read();
        var elastic = new PriceResponse(day.flat(),
                ElasticityMatrix.of(day.periods(), day.elasticities(), Spreading.EVERY_PAIR));
        var tariff = new Tariff.TimeOfUse(day.periods(), touCents);
        List<Integer> peak = IntStream.range(0, 24)
                .filter(t -> day.periods().names().get(day.periods().period(t)).equals("peak"))
                .boxed()
                .toList();
        var response = new DemandResponse(day.flat(), List.of(new PriceProgramme("TOU", tariff, elastic)),
                new InterruptibleContract(0.1, 0.7, rebate), 1);
        return new ProgrammeOptions(response, List.of(levels), List.of(new CallBlock(peak, kept)), cost);
    }

    private static CommitmentProblem problem(ProgrammeOptions options) {
        CommitmentProblem base = SharedCase.microgrid();
        return base.withDemandChoices(options.choices(base.demandKw()));
    }

    private static CommitmentSchedule found(CommitmentProblem problem) {
        SearchOutcome outcome = new GeneticSearch(SEARCH).search(problem, List.of());
        CommitmentSchedule schedule = assertInstanceOf(SearchOutcome.Found.class, outcome).schedule();
        assertEquals(List.of(), ScheduleCheck.of(problem, schedule));
        return schedule;
    }

    private static CommitmentProblem forced(double participation) {
        return problem(options(REFERENCE, List.of(participation), List.of(0.7), DefaultDay.read().flat(),
                OptionCost.REBATES));
    }

    @ParameterizedTest(name = "time of use {0}")
    @CsvSource({"0.05, 16317.7", "0.10, 16292.2"})
    void forcedOptionsCostWhatTheReferenceModelProves(double participation, double referenceCents) {
        CommitmentCost cost = found(forced(participation)).cost();

        assertEquals(607.51, cost.demandCents(), 0.01);
        assertEquals(referenceCents, cost.totalCents() - cost.demandCents(), 1e-5 * referenceCents);
    }

    @ParameterizedTest(name = "time of use {0}")
    @ValueSource(doubles = {0.05, 0.10})
    @Tag("slow")
    void theModelAndTheSearchAgreeWithinTheCertifiedGap(double participation) {
        CommitmentProblem problem = forced(participation);

        var planned = assertInstanceOf(CommitmentOutcome.Planned.class,
                new CommitmentModel(new CommitmentSettings(1e-3, 100, 41), System::nanoTime).plan(problem));

        assertEquals(List.of(), ScheduleCheck.of(problem, planned.schedule()));
        double exact = planned.schedule().cost().totalCents();
        double found = found(problem).cost().totalCents();
        var proven = assertInstanceOf(Certificate.Proven.class, planned.certificate());
        assertTrue(proven.gap() <= 1.001e-3);
        assertTrue(proven.boundCents() <= found && found <= exact + 0.01,
                () -> "%s, %s, %s".formatted(proven.boundCents(), found, exact));
    }

    @Test
    void atTheRetailPriceAndWithLostReceiptsNoProgrammeIsChosen() {
        DefaultDay day = DefaultDay.read();

        CommitmentProblem problem = problem(options(NEUTRAL, List.of(0.0, 0.05, 0.1), List.of(1.0, 0.85, 0.7),
                day.flat(), OptionCost.REBATES_AND_LOST_RECEIPTS));

        CommitmentSchedule schedule = found(problem);

        assertEquals(List.of(0, 0), schedule.options());
        assertEquals(16_768.42, schedule.cost().totalCents(), 0.01);
    }

    @Test
    void withACheapRebateItIsChosen() {
        CommitmentSchedule schedule = found(
                problem(options(NEUTRAL, List.of(0.0, 0.05, 0.1), List.of(1.0, 0.85, 0.7),
                        new Tariff.Flat(2).centsPerKwh(24), OptionCost.REBATES)));

        assertEquals(List.of(2, 2), schedule.options());
        assertTrue(schedule.cost().totalCents() < 16_768.42 - 300);
    }
}
