package org.tavan.solver.microgrid.check;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.ProgrammeKind;
import org.tavan.solver.check.Finding;

/// Is the load what customers make of what they are told, and do they pay what the plan says.
final class DemandChecks {
    private final Finding participation = new Finding("participation");
    private final Finding response = new Finding("response");
    private final Finding bills = new Finding("bills");
    private final Finding value = new Finding("programme-value");
    private final Finding base = new Finding("base-load");
    private final Finding load = new Finding("load");
    private final PlannedDay day;
    private final PlannedDemand demand;
    private final CustomerTerms terms;
    private final double[] answeredKw;
    private double rebateCents;
    private double savedCents;

    private DemandChecks(PlannedDay day) {
        this.day = day;
        demand = PlannedDay.present(day.schedule().getDemand());
        terms = new CustomerTerms(day);
        answeredKw = day.request().getLoadKw().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Outcome of the checks.
    ///
    /// @param answeredKw load after demand response, at nominal voltage (kW)
    /// @param demandCents what it costs the operator (¢)
    record Result(List<Check> checks, List<Double> answeredKw, double demandCents) {}

    static Result check(PlannedDay day) {
        var checks = new DemandChecks(day);
        double sum = 0;
        for (DemandBill bill : checks.demand.getBills()) {
            checks.bill(bill);
            sum += bill.getParticipation();
        }
        checks.participation.atMost(sum, 1, "all programmes");
        checks.signalIsKept();
        checks.load();
        checks.value.same(checks.demand.getCustomersSavedCents(), checks.savedCents, "customersSavedCents");
        checks.value.same(checks.demand.getOperatorGainCents(),
                checks.demand.getSupplySavedCents() - checks.savedCents, "operatorGainCents");
        double demandCents = day.microgrid().getDemand().getPaysLostSales()
                ? checks.savedCents
                : checks.rebateCents;
        return new Result(List.of(checks.participation.toCheck(), checks.response.toCheck(),
                checks.bills.toCheck(), checks.value.toCheck(), checks.base.toCheck(), checks.load.toCheck()),
                Arrays.stream(checks.answeredKw).boxed().toList(), demandCents);
    }

    private void bill(DemandBill bill) {
        @Nullable
        DemandProgramme programme = PlannedDay.first(day.microgrid().getDemand().getProgrammes(),
                one -> one.getProgrammeId().equals(bill.getProgrammeId()));
        String id = "programme " + bill.getProgrammeId();
        participation.require(programme != null && programme.getKind() == bill.getKind(), id);
        if (programme == null || programme.getKind() == ProgrammeKind.UNKNOWN) {
            return;
        }
        double share = bill.getParticipation();
        participation.require(
                terms.levels(programme).stream().anyMatch(level -> Math.abs(level - share) <= 1e-9),
                id + " with " + share);
        double beforeCents = 0;
        double afterCents = 0;
        for (int t = 0; t < day.intervals(); t++) {
            PlannedDay.Place place = day.at(id, t);
            double before = share * day.request().getLoadKw().get(t);
            double after = bill.getAfterKw().get(t);
            double[] answer = terms.answer(programme, t);
            response.same(bill.getBeforeKw().get(t), before, place);
            response.atLeast(after, answer[0] * before, place);
            response.atMost(after, answer[1] * before, place);
            double rebate = terms.rebateCents(programme, t) * (before - after) * day.stepHours();
            rebateCents += rebate;
            beforeCents += terms.flatCents() * before * day.stepHours();
            afterCents += terms.cents(programme, t) * after * day.stepHours() - rebate;
            answeredKw[t] += after - before;
        }
        savedCents += beforeCents - afterCents;
        bills.same(bill.getBeforeCents(), beforeCents, id + " before");
        bills.same(bill.getAfterCents(), afterCents, id + " after");
    }

    /// What was sent stays in force.
    private void signalIsKept() {
        for (DemandProgramme programme : day.microgrid().getDemand().getProgrammes()) {
            String id = programme.getProgrammeId();
            long count = demand.getBills().stream().filter(bill -> bill.getProgrammeId().equals(id)).count();
            participation.require(terms.offer(id) == null ? count <= 1 : count == 1,
                    "programme %s: %d bills".formatted(id, count));
        }
    }

    private void load() {
        PlannedNetwork network = day.schedule().getNetwork();
        for (int t = 0; t < day.intervals(); t++) {
            PlannedDay.Place place = day.at("load", t);
            base.same(day.schedule().getBaseLoadKw().get(t), day.request().getLoadKw().get(t), place);
            load.atLeast(answeredKw[t], 0, place);
            double carried = network == null
                    ? Math.max(0, answeredKw[t])
                    : network.getLoadKw().get(t) + network.getLossKw().get(t);
            load.same(day.schedule().getLoadKw().get(t), carried, place);
        }
    }
}
