package org.tavan.commitment.genetic;

import java.util.List;

import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.SharedCase;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.DefaultDay;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.ElasticityMatrix;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.Participation;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.PriceResponse;
import org.tavan.demandresponse.Spreading;
import org.tavan.demandresponse.Tariff;

/// The default microgrid day with its value of lost load, what the paper's demand response makes of its load, and its cheapest plan.
///
/// A share of the load pays 7.5, 15 or 25 ¢ by the time of use, another is interrupted by 30 % in the peak hours for the retail price.
public final class PaperDay {
    private static final SearchSettings SETTINGS = SearchSettings.defaults(1)
            .withThreads(2)
            .withSizes(60, 80, 20);

    private final DefaultDay day = DefaultDay.read();
    private final CommitmentProblem problem = SharedCase.microgrid();

    public CommitmentProblem problem() {
        return problem;
    }

    /// The day under another price of lost load (¢/kWh), a limit of its probability in each hour, and one of its energy (kWh).
    CommitmentProblem problem(double vollCentsPerKwh, double lolpMax, double eensMaxKwh) {
        return problem.withReliability(problem.reliability()
                .withVollCentsPerKwh(vollCentsPerKwh)
                .withLolpMax(lolpMax)
                .withEensMaxKwh(eensMaxKwh));
    }

    /// What comes of the shares of the load that take part.
    public DemandResponse.Outcome response(double timeOfUse, double interruptible) {
        var elastic = new PriceResponse(day.flat(),
                ElasticityMatrix.of(day.periods(), day.elasticities(), Spreading.EVERY_PAIR));
        var tariff = new Tariff.TimeOfUse(day.periods(), Profile.of(7.5, 15, 25));
        var programmes = new DemandResponse(day.flat(), List.of(new PriceProgramme("TOU", tariff, elastic)),
                new InterruptibleContract(interruptible, InterruptibleContract.PAPER_KEPT_MIN, day.flat()),
                1);
        double[] kept = new double[day.loadKw().length()];
        for (int t = 0; t < kept.length; t++) {
            boolean peak = day.periods().names().get(day.periods().period(t)).equals("peak");
            kept[t] = peak ? InterruptibleContract.PAPER_KEPT_MIN : 1;
        }
        return programmes.respond(day.loadKw(), new Participation(Profile.of(timeOfUse)), Profile.of(kept));
    }

    CommitmentProblem responding(double timeOfUse, double interruptible) {
        return problem.withDemandKw(response(timeOfUse, interruptible).loadKw());
    }

    /// The cheapest plan that the search finds; the independent check has nothing against it.
    public static CommitmentSchedule cheapest(CommitmentProblem problem) {
        return SearchAssert.planned(problem, new GeneticSearch(SETTINGS).search(problem, List.of()));
    }

    static double highestLolp(CommitmentSchedule plan) {
        return plan.adequacy().stream().mapToDouble(hour -> hour.planned().lolp()).max().orElseThrow();
    }
}
