package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.DemandChoice;
import org.tavan.commitment.DemandOption;
import org.tavan.commitment.Reliability;
import org.tavan.conic.Profile;

class ProgrammeOptionsTest {
    private static final List<Double> LEVELS = List.of(0.0, 0.05, 0.1);
    private static final List<Double> KEPT = List.of(1.0, 0.85, 0.7);
    private static final List<CallBlock> BLOCKS = List.of(new CallBlock(List.of(3), KEPT),
            new CallBlock(List.of(4, 5), KEPT));

    private static ProgrammeOptions options(OptionCost cost) {
        return new ProgrammeOptions(SmallDay.demandResponse(0.2, 12), List.of(LEVELS, LEVELS, LEVELS), BLOCKS,
                cost);
    }

    private static CommitmentProblem problem(ProgrammeOptions options) {
        Profile none = Profile.of(new double[6]);
        return new CommitmentProblem(1, SmallDay.LOAD_KW, none, none, List.of(), null, List.of(), List.of(),
                Reliability.none(6), options.choices(SmallDay.LOAD_KW));
    }

    @Test
    void theChangesOfAllChoicesAddUpToTheAnswerOfAllCustomers() {
        ProgrammeOptions options = options(OptionCost.REBATES_AND_LOST_RECEIPTS);
        CommitmentProblem problem = problem(options);

        for (List<Integer> taken : List.of(List.of(0, 0, 0, 0, 0), List.of(1, 2, 0, 1, 2),
                List.of(2, 1, 2, 2, 2))) {
            DemandResponse.Outcome outcome = options.outcome(SmallDay.LOAD_KW, taken);

            Profile kw = problem.demandKw(taken);
            for (int t = 0; t < 6; t++) {
                assertEquals(outcome.loadKw().get(t), kw.get(t), 1e-12);
            }
            assertEquals(outcome.beforeCents() - outcome.afterCents(), problem.demandCents(taken), 1e-9);
        }
    }

    @Test
    void byThePaperOnlyRebatesCount() {
        ProgrammeOptions options = options(OptionCost.REBATES);

        double cents = problem(options).demandCents(List.of(2, 2, 2, 1, 2));

        double kwh = 0.2 * (0.15 * 140 + 0.3 * (150 + 90));
        assertEquals(12 * kwh, cents, 1e-9);
        assertEquals(0, problem(options).demandCents(List.of(2, 2, 2, 0, 0)), 0);
    }

    @Test
    void takingNothingChangesNothingAtAll() {
        List<DemandChoice> choices = options(OptionCost.REBATES_AND_LOST_RECEIPTS).choices(SmallDay.LOAD_KW);

        assertEquals(List.of("TOU", "RTP", "CPP", "interruptible 3-3", "interruptible 4-5"),
                choices.stream().map(DemandChoice::id).toList());
        for (DemandChoice choice : choices) {
            DemandOption first = choice.options().getFirst();
            assertEquals(0, first.cents(), 1e-12);
            for (int t = 0; t < 6; t++) {
                assertEquals(0, first.changeKw().get(t), 0);
            }
        }
        assertEquals("keep 70.0 %", choices.getLast().options().getLast().id());
    }

    @Test
    void whatWasChosenIsReadBack() {
        ProgrammeOptions options = options(OptionCost.REBATES);

        assertEquals(Profile.of(0.05, 0.1, 0), options.participation(List.of(1, 2, 0, 1, 2)).gammas());
        assertEquals(Profile.of(1, 1, 1, 0.85, 0.7, 0.7), options.keptShare(List.of(1, 2, 0, 1, 2)));
    }

    @Test
    void optionsThatDoNotFitAreNamed() {
        DemandResponse response = SmallDay.demandResponse(0.2, 12);
        List<List<Double>> levels = List.of(LEVELS, LEVELS, LEVELS);

        refused("There are levels for 2 programmes, but 3", () -> new ProgrammeOptions(response,
                List.of(LEVELS, LEVELS), BLOCKS, OptionCost.REBATES));
        refused("come to 1.1",
                () -> new ProgrammeOptions(response, List.of(List.of(0.3), List.of(0.3), List.of(0.3)),
                        BLOCKS, OptionCost.REBATES));
        refused("participation levels of RTP", () -> new ProgrammeOptions(response,
                List.of(LEVELS, List.of(0.1, 0.05), LEVELS), BLOCKS, OptionCost.REBATES));
        refused("The kept share 0.6 of interruptible 3-3 must lie in [0.7, 1]",
                () -> new ProgrammeOptions(response, levels,
                        List.of(new CallBlock(List.of(3), List.of(0.6))), OptionCost.REBATES));
        refused("Interval 3 of interruptible 2-3", () -> new ProgrammeOptions(response, levels,
                List.of(BLOCKS.getFirst(), new CallBlock(List.of(2, 3), KEPT)), OptionCost.REBATES));
        refused("Interval 6 of interruptible 6-6", () -> new ProgrammeOptions(response, levels,
                List.of(new CallBlock(List.of(6), KEPT)), OptionCost.REBATES));
    }

    private static void refused(String message, Executable making) {
        String found = String.valueOf(assertThrows(IllegalArgumentException.class, making).getMessage());
        assertTrue(found.contains(message), found);
    }
}
