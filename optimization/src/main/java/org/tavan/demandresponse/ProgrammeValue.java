package org.tavan.demandresponse;

import org.tavan.conic.Profile;

/// Whether demand response pays, and for whom.
///
/// The operator gains the supply cost that is saved and loses what customers pay less; the customers gain the latter. Both
/// together gain exactly the supply cost that is saved: what a programme cannot save it can only shift. What customers lose in comfort
/// is not in it, so a bill that falls because less is consumed counts in full.
///
/// Source: Nikravan et al. 2025, section 3.2.1, which asks that receipts exceed payments and shows the bills only.
///
/// @param supplyBeforeCents cost of serving the load without demand response (¢)
/// @param supplyAfterCents cost of serving it with (¢)
/// @param billsBeforeCents what all customers pay without (¢)
/// @param billsAfterCents what they pay with, rebates taken off (¢)
/// @param rebateCents rebates in that (¢)
public record ProgrammeValue(double supplyBeforeCents, double supplyAfterCents, double billsBeforeCents,
        double billsAfterCents, double rebateCents) {

    /// {@return the value of an outcome}
    ///
    /// @param cost what serving a load costs at best
    /// @param baselineKw load without demand response (kW)
    /// @param outcome of demand response
    public static ProgrammeValue of(SupplyCost cost, Profile baselineKw, DemandResponse.Outcome outcome) {
        return new ProgrammeValue(cost.cents(baselineKw), cost.cents(outcome.loadKw()), outcome.beforeCents(),
                outcome.afterCents(), outcome.call().rebateCents());
    }

    /// {@return the supply cost that is saved: what operator and customers gain together (¢)}
    public double savedCents() {
        return supplyBeforeCents - supplyAfterCents;
    }

    /// {@return what the customers gain (¢)}
    public double customersCents() {
        return billsBeforeCents - billsAfterCents;
    }

    /// {@return what the operator gains (¢)}
    public double operatorCents() {
        return savedCents() - customersCents();
    }

    /// {@return whether neither side loses and one gains}
    public boolean paysForBoth() {
        return operatorCents() >= 0 && customersCents() >= 0 && savedCents() > 0;
    }
}
