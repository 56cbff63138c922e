package org.tavan.solver.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridSchedule;

/// What one answer of the microgrid's solver says, beside its curves.
///
/// @param planId SHA-256 of its request
/// @param kind DAY_AHEAD or INTRADAY
/// @param requestedAt event time of the request
/// @param start start of its first interval (UTC)
/// @param status how the solve ended
/// @param reason in words; names the element in the way
/// @param certificate what is proved of the cost, in words
/// @param boundCents no plan costs less (¢); NaN where nothing is proved
/// @param gap cost less bound over cost, fraction; NaN where nothing is proved
/// @param cost cost from `start` to the end of the day by kind (¢); null without a plan
/// @param eensKwh expected energy not supplied from `start` to the end of the day (kWh), outages of every order; NaN without a plan
/// @param demand what demand response brings; null without a plan
/// @param checks of the independent checker
/// @param solveMicros time the solve took (µs of wall clock)
public record MicrogridPlan(String planId, String kind, Instant requestedAt, Instant start, String status,
        String reason,
        String certificate, double boundCents, double gap, @Nullable Cost cost, double eensKwh,
        @Nullable Demand demand,
        List<Check> checks, long solveMicros) {

    /// Cost by kind (¢), as in the contract.
    public record Cost(double energyCents, double noLoadCents, double startCents, double reserveCents,
            double exchangeCents, double wearCents, double lostLoadCents, double demandCents,
            double switchingCents,
            double totalCents) {
        static Cost of(MicrogridCost it) {
            return new Cost(it.getEnergyCents(), it.getNoLoadCents(), it.getStartCents(),
                    it.getReserveCents(),
                    it.getExchangeCents(), it.getWearCents(), it.getLostLoadCents(), it.getDemandCents(),
                    it.getSwitchingCents(), it.getTotalCents());
        }
    }

    /// What demand response brings (¢), as in the contract.
    ///
    /// @param bills one per programme in force
    public record Demand(double supplySavedCents, double customersSavedCents, double operatorGainCents,
            List<Bill> bills) {}

    /// What the customers of one programme pay (¢), as in the contract.
    ///
    /// @param participation share of the load, fraction
    public record Bill(String programmeId, String kind, double participation, double beforeCents,
            double afterCents) {}

    /// One check.
    ///
    /// @param worst largest violation found, in the unit of what is checked
    public record Check(String name, boolean passed, double worst, String where) {}

    static MicrogridPlan of(MicrogridSchedule it) {
        var cost = it.getCost();
        var adequacy = it.getAdequacy();
        return new MicrogridPlan(it.getPlanId(), it.getKind().name(), it.getRequestedAt(), it.getStart(),
                it.getStatus().name(), it.getReason(), it.getCertificate(),
                Objects.requireNonNullElse(it.getBoundCents(), Double.NaN),
                Objects.requireNonNullElse(it.getGap(), Double.NaN), cost == null ? null : Cost.of(cost),
                adequacy == null
                        ? Double.NaN
                        : adequacy.getCompleteEensKwh().stream().mapToDouble(Double::doubleValue).sum(),
                demand(it),
                it.getChecks()
                        .stream()
                        .map(one -> new Check(one.getName(), one.getPassed(), one.getWorst(), one.getWhere()))
                        .toList(),
                it.getSolveMicros());
    }

    /// Whether it is a plan of its own; otherwise the one before, if any, goes on.
    static boolean isPlan(MicrogridSchedule it) {
        return switch (it.getStatus()) {
            case OPTIMAL, FEASIBLE, RELAXED -> true;
            case KEPT_PREVIOUS, FAILED, UNKNOWN -> false;
        };
    }

    private static @Nullable Demand demand(MicrogridSchedule it) {
        var demand = it.getDemand();
        return demand == null
                ? null
                : new Demand(demand.getSupplySavedCents(), demand.getCustomersSavedCents(),
                        demand.getOperatorGainCents(),
                        demand.getBills()
                                .stream()
                                .map(bill -> new Bill(bill.getProgrammeId(), bill.getKind().name(),
                                        bill.getParticipation(), bill.getBeforeCents(), bill.getAfterCents()))
                                .toList());
    }
}
