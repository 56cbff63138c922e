package org.tavan.microgrid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

import org.tavan.commitment.Certificate;
import org.tavan.commitment.CommitmentModel;
import org.tavan.commitment.CommitmentOutcome;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.DemandChoice;
import org.tavan.commitment.DemandOption;
import org.tavan.commitment.UnmetRequirement;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.conic.Profile;
import org.tavan.microgrid.NetworkFlights.Flight;

/// Network and commitment in turn, until neither moves the other.
///
/// The feeder is planned for the load and a price, which says what the sources must deliver; the commitment is planned for that, and may take other options
/// of demand; the feeder is planned again for the load that is left and the plan's own marginal price. A pass that changes neither the options nor the power
/// at the head of the feeder ends it: the commitment then is for exactly what flows. For options not taken, loads and losses go with the load of their interval
/// as at the present flow.
final class DayRounds {
    static final Certificate.Unproven NOTHING_PROVED = new Certificate.Unproven("No proof was asked for.",
            Double.NEGATIVE_INFINITY);

    private final CommitmentProblem base;
    private final NetworkFlights flights;
    private final MicrogridSettings settings;
    private final LongSupplier nanoTime;

    /// @param base demand at the customers, with the choices there
    DayRounds(CommitmentProblem base, NetworkFlights flights, MicrogridSettings settings,
            LongSupplier nanoTime) {
        this.base = base;
        this.flights = flights;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /// How the rounds ended.
    sealed interface Result {

        /// A plan for exactly what flows.
        ///
        /// @param problem demand at the head of the feeder, with the choices there
        /// @param schedule its plan
        /// @param flown the network at the options that the plan takes
        /// @param passes how many it took
        /// @param movedKw how far the last pass moved the power of an interval (kW); above the tolerance where the passes ran out
        record Settled(CommitmentProblem problem, CommitmentSchedule schedule, Flight.Flown flown, int passes,
                double movedKw) implements Result {
            double cents() {
                return schedule.cost().totalCents();
            }

            Settled with(CommitmentSchedule other) {
                return new Settled(problem, other, flown, passes, movedKw);
            }
        }

        /// There is no plan.
        record Refused(String reason) implements Result {}
    }

    /// Plans from the first option of every choice on.
    Result run(List<CommitmentSchedule> previous) {
        List<Integer> options = Collections.nCopies(base.demandChoices().size(), 0);
        Flight flight = flights.fly(base.demandKw(options), MarginalPrice.guess(base));
        List<CommitmentSchedule> seeds = previous;
        for (int pass = 1;; pass++) {
            if (flight instanceof Flight.Refused(String reason)) {
                return new Result.Refused(reason);
            }
            Flight.Flown flown = (Flight.Flown) flight;
            CommitmentProblem problem = behind(flown.sourceKw(), options);
            CommitmentOutcome outcome = searched(problem, seeds);
            if (!(outcome instanceof CommitmentOutcome.Planned planned)) {
                return new Result.Refused(reason(outcome));
            }
            CommitmentSchedule schedule = planned.schedule();
            Flight next = flights.fly(base.demandKw(schedule.options()), MarginalPrice.of(problem, schedule));
            double movedKw = next instanceof Flight.Flown moved
                    ? furthest(moved.sourceKw(), problem.demandKw(schedule.options()))
                    : Double.POSITIVE_INFINITY;
            if (schedule.options().equals(options) && movedKw <= settings.toleranceKw()) {
                return new Result.Settled(problem, schedule, flown, pass, movedKw);
            }
            if (pass >= settings.passes()) {
                return settle(schedule, next, pass, movedKw);
            }
            options = schedule.options();
            flight = next;
            seeds = withFirst(schedule, previous);
        }
    }

    /// Plans with the options of a schedule, whatever others would cost.
    Result settle(CommitmentProblem problem, CommitmentSchedule schedule, int passes) {
        return settle(schedule,
                flights.fly(base.demandKw(schedule.options()), MarginalPrice.of(problem, schedule)), passes,
                0);
    }

    private Result settle(CommitmentSchedule schedule, Flight flight, int passes, double movedKw) {
        if (flight instanceof Flight.Refused(String reason)) {
            return new Result.Refused(reason);
        }
        Flight.Flown flown = (Flight.Flown) flight;
        CommitmentProblem problem = behind(flown.sourceKw(), schedule.options());
        List<DemandChoice> taken = new ArrayList<>();
        for (int c = 0; c < problem.demandChoices().size(); c++) {
            DemandChoice choice = problem.demandChoices().get(c);
            taken.add(new DemandChoice(choice.id(),
                    List.of(choice.options().get(schedule.options().get(c)))));
        }
        CommitmentOutcome outcome = searched(problem.withDemandChoices(taken), List.of(schedule));
        if (!(outcome instanceof CommitmentOutcome.Planned planned)) {
            return new Result.Refused(reason(outcome));
        }
        CommitmentSchedule s = planned.schedule();
        return new Result.Settled(problem, new CommitmentSchedule(s.units(), s.grid(), s.storages(),
                s.renewables(), s.cost(), s.adequacy(), schedule.options()), flown, passes, movedKw);
    }

    /// The problem behind the feeder: at these options its demand is what flows; loads of other options go in proportion.
    private CommitmentProblem behind(Profile sourceKw, List<Integer> options) {
        Profile loadKw = base.demandKw(options);
        double[] ratio = new double[base.intervals()];
        double[] demand = new double[base.intervals()];
        for (int t = 0; t < ratio.length; t++) {
            ratio[t] = loadKw.get(t) > 0 ? sourceKw.get(t) / loadKw.get(t) : 1;
            // Without any load capacitors and lines still lose something.
            double idleKw = loadKw.get(t) > 0 ? 0 : sourceKw.get(t) - loadKw.get(t);
            demand[t] = Math.max(0, ratio[t] * base.demandKw().get(t) + idleKw);
        }
        List<DemandChoice> choices = base.demandChoices()
                .stream()
                .map(choice -> new DemandChoice(choice.id(),
                        choice.options()
                                .stream()
                                .map(o -> new DemandOption(o.id(), scaled(o.changeKw(), ratio), o.cents()))
                                .toList()))
                .toList();
        return base.withDemandChoices(List.of()).withDemandKw(Profile.of(demand)).withDemandChoices(choices);
    }

    private static Profile scaled(Profile kw, double[] factor) {
        double[] scaled = kw.toArray();
        for (int t = 0; t < scaled.length; t++) {
            scaled[t] *= factor[t];
        }
        return Profile.of(scaled);
    }

    /// The search's plan; where it finds none, that of the exact model if it may be asked.
    private CommitmentOutcome searched(CommitmentProblem problem, List<CommitmentSchedule> seeds) {
        return switch (new GeneticSearch(settings.search()).search(problem, seeds)) {
            case SearchOutcome.Found found -> new CommitmentOutcome.Planned(found.schedule(), NOTHING_PROVED);
            case SearchOutcome.NoneFound none -> settings.certificate()
                    .map(exact -> new CommitmentModel(exact, nanoTime).plan(problem))
                    .orElse(new CommitmentOutcome.Undecided(
                            new Certificate.Unproven(none.reason(), Double.NEGATIVE_INFINITY)));
        };
    }

    static String reason(CommitmentOutcome outcome) {
        return switch (outcome) {
            case CommitmentOutcome.Planned _ -> "";
            case CommitmentOutcome.Infeasible infeasible ->
                "No commitment meets every requirement; least missing: %s."
                        .formatted(String.join(", ",
                                infeasible.unmet()
                                        .stream()
                                        .limit(3)
                                        .map(UnmetRequirement::toString)
                                        .toList()));
            case CommitmentOutcome.Undecided undecided -> undecided.certificate().reason();
        };
    }

    private static double furthest(Profile a, Profile b) {
        double furthest = 0;
        for (int t = 0; t < a.length(); t++) {
            furthest = Math.max(furthest, Math.abs(a.get(t) - b.get(t)));
        }
        return furthest;
    }

    private static List<CommitmentSchedule> withFirst(CommitmentSchedule first,
            List<CommitmentSchedule> rest) {
        List<CommitmentSchedule> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
