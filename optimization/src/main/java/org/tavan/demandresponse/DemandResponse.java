package org.tavan.demandresponse;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;

/// All that a day offers its customers: price programmes and interruptible load.
///
/// Load: `(1 − Σ γ_j) d₀ + Σ_j d_j − interrupted`, with `d_j` the answer of `γ_j d₀` to the prices of programme j. What customers
/// pay: (17), `(1 − Σ γ_j) Σ EP d₀ + Σ_j Σ ρ_j d_j`, less rebates.
///
/// Source: Nikravan et al. 2025, eq. (16)–(18). Departs from it: one price and one answer for each programme, where (18) has one
/// for all; critical peak pricing answers by its own model only.
///
/// @param referenceCentsPerKwh `EP`: what everybody pays without (¢/kWh)
/// @param programmes price programmes
/// @param contract interruptible load, beside the price programmes
/// @param stepHours length of an interval (h)
public record DemandResponse(Profile referenceCentsPerKwh, List<PriceProgramme> programmes,
        InterruptibleContract contract, double stepHours) {

    /// Checks that all are of one day and one reference price.
    ///
    /// @throws IllegalArgumentException if lengths differ or a response compares with another price
    public DemandResponse {
        programmes = List.copyOf(programmes);
        Require.stepHours(stepHours);
        Require.length("rebate", contract.rebateCentsPerKwh(), referenceCentsPerKwh.length());
        for (PriceProgramme programme : programmes) {
            if (!programme.response().referenceCentsPerKwh().equals(referenceCentsPerKwh)) {
                throw new IllegalArgumentException("""
                        The customers of %s compare with the price %s, but what they pay without it is %s."""
                        .formatted(
                                programme.name(), programme.response().referenceCentsPerKwh(),
                                referenceCentsPerKwh));
            }
        }
    }

    /// What comes of it.
    ///
    /// @param loadKw load of all customers (kW)
    /// @param bills of those who take part, in the order of the programmes, then of interruptible load if there is any
    /// @param call interrupted load, its rebate and lost sale
    /// @param othersCents what all others pay, before as after (¢)
    public record Outcome(Profile loadKw, List<CustomerBill> bills, InterruptibleContract.Call call,
            double othersCents) {
        /// Copies.
        public Outcome {
            bills = List.copyOf(bills);
        }

        /// {@return what all customers pay without demand response (¢)}
        public double beforeCents() {
            return othersCents + bills.stream().mapToDouble(CustomerBill::beforeCents).sum();
        }

        /// {@return what all customers pay with it, rebates taken off (¢)}
        public double afterCents() {
            return othersCents + bills.stream().mapToDouble(CustomerBill::afterCents).sum();
        }

        /// {@return whether a model would have taken a load below zero}
        public boolean isClipped() {
            return bills.stream().anyMatch(bill -> bill.response().isClipped());
        }
    }

    /// Answers without a call of interruptible load.
    ///
    /// @param baselineKw `d₀`: load of all customers (kW)
    /// @param participation part of each programme
    public Outcome respond(Profile baselineKw, Participation participation) {
        return respond(baselineKw, participation, contract.keepAll());
    }

    /// Answers.
    ///
    /// @param baselineKw `d₀`: load of all customers (kW), non-negative
    /// @param participation part of each programme; with the interruptible share at most 1
    /// @param keptShare `x` of the interruptible load
    /// @throws IllegalArgumentException if lengths differ, shares exceed the load, or a value is out of range
    public Outcome respond(Profile baselineKw, Participation participation, Profile keptShare) {
        int intervals = referenceCentsPerKwh.length();
        Require.length("baseline load", baselineKw, intervals);
        Require.nonNegative("baseline load", baselineKw);
        if (participation.gammas().length() != programmes.size()) {
            throw new IllegalArgumentException("There are %d participations for %d programmes.".formatted(
                    participation.gammas().length(), programmes.size()));
        }
        double others = 1 - participation.total() - contract.share();
        if (!(others >= -1e-9)) {
            throw new IllegalArgumentException("""
                    Programmes (%s) and interruptible load (%s) take part with more than the whole load."""
                    .formatted(
                            participation.total(), contract.share()));
        }
        double[] load = scaled(baselineKw, others + contract.share()).toArray();
        List<CustomerBill> bills = new ArrayList<>();
        for (int j = 0; j < programmes.size(); j++) {
            CustomerBill bill = bill(programmes.get(j), baselineKw, participation.gammas().get(j));
            bills.add(bill);
            add(load, bill.response().loadKw(), 1);
        }
        InterruptibleContract.Call call = contract.call(baselineKw, referenceCentsPerKwh, keptShare,
                stepHours);
        add(load, call.interruptedKw(), -1);
        if (contract.share() > 0) {
            bills.add(interruptible(baselineKw, call));
        }
        double othersCents = others * LoadResponse.cents(baselineKw, referenceCentsPerKwh, stepHours);
        return new Outcome(Profile.of(load), bills, call, othersCents);
    }

    private CustomerBill bill(PriceProgramme programme, Profile baselineKw, double gamma) {
        Profile prices = programme.tariff().centsPerKwh(baselineKw.length());
        LoadResponse response = programme.response().respond(scaled(baselineKw, gamma), prices);
        return new CustomerBill(programme.name(), gamma,
                LoadResponse.cents(response.baselineKw(), referenceCentsPerKwh, stepHours),
                LoadResponse.cents(response.loadKw(), prices, stepHours), response);
    }

    private CustomerBill interruptible(Profile baselineKw, InterruptibleContract.Call call) {
        Profile under = scaled(baselineKw, contract.share());
        double[] kept = under.toArray();
        add(kept, call.interruptedKw(), -1);
        double before = LoadResponse.cents(under, referenceCentsPerKwh, stepHours);
        return new CustomerBill("interruptible", contract.share(), before,
                before - call.lostSaleCents() - call.rebateCents(), LoadResponse.clipped(under, kept));
    }

    private static Profile scaled(Profile profile, double factor) {
        double[] scaled = new double[profile.length()];
        add(scaled, profile, factor);
        return Profile.of(scaled);
    }

    private static void add(double[] sum, Profile profile, double factor) {
        for (int t = 0; t < sum.length; t++) {
            sum[t] += factor * profile.get(t);
        }
    }
}
