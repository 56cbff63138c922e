package org.tavan.demandresponse;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;

/// Customers who let part of their load be interrupted for a rebate.
///
/// Their bill: `Σ PD x EP − Σ rebate PD (1 − x)`; the operator's cost: the rebate, and the sale that is lost.
///
/// Source: Nikravan et al. 2025, eq. (16). Departs from it: x is called the reduction there but is the share **kept**; the bounds
/// are closed; the rebate of the text is in the sum. Without it (16) has the one answer x = 0.7 always, so the x is chosen
/// where its cost is: by the operator.
///
/// @param share part of the load under this contract, in [0, 1]
/// @param keptMin least x, in [0, 1]
/// @param rebateCentsPerKwh paid for each kWh interrupted, of each interval (¢/kWh), non-negative
public record InterruptibleContract(double share, double keptMin, Profile rebateCentsPerKwh) {
    /// What the paper lets be kept at least.
    public static final double PAPER_KEPT_MIN = 0.7;

    /// What a call comes to.
    ///
    /// @param interruptedKw load taken off each interval (kW)
    /// @param rebateCents what the operator pays for it (¢)
    /// @param lostSaleCents what customers do not pay for it (¢)
    public record Call(Profile interruptedKw, double rebateCents, double lostSaleCents) {}

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if a share lies outside [0, 1] or a rebate is negative
    public InterruptibleContract {
        Require.share("interruptible share", share);
        Require.share("keptMin", keptMin);
        Require.nonNegative("rebate", rebateCentsPerKwh);
    }

    /// {@return a contract for nobody}
    ///
    /// @param intervals number of intervals
    public static InterruptibleContract none(int intervals) {
        return new InterruptibleContract(0, 1, new Tariff.Flat(0).centsPerKwh(intervals));
    }

    /// {@return a kept share of 1 throughout: no call}
    public Profile keepAll() {
        return new Tariff.Flat(1).centsPerKwh(rebateCentsPerKwh.length());
    }

    /// {@return what the contract offers to interrupt at most, of each interval (kW)}
    ///
    /// @param baselineKw load of all customers (kW)
    public Profile offeredKw(Profile baselineKw) {
        Require.length("baseline load", baselineKw, rebateCentsPerKwh.length());
        double[] offered = new double[baselineKw.length()];
        for (int t = 0; t < offered.length; t++) {
            offered[t] = share * baselineKw.get(t) * (1 - keptMin);
        }
        return Profile.of(offered);
    }

    /// {@return equally spaced shares that may be kept, from keptMin to 1: the levels of a search}
    ///
    /// @param count number of levels, at least two
    /// @throws IllegalArgumentException if there are fewer
    public List<Double> levels(int count) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "A search needs at least two levels, not %d.".formatted(count));
        }
        List<Double> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(keptMin + (1 - keptMin) * i / (count - 1));
        }
        return List.copyOf(levels);
    }

    /// {@return the shares kept when so much is called}
    ///
    /// @param baselineKw load of all customers (kW)
    /// @param calledKw load to interrupt in each interval (kW), not more than offered
    /// @throws IllegalArgumentException if more is called than offered
    public Profile keptFor(Profile baselineKw, Profile calledKw) {
        Require.length("called load", calledKw, rebateCentsPerKwh.length());
        Profile offeredKw = offeredKw(baselineKw);
        double[] kept = new double[calledKw.length()];
        for (int t = 0; t < kept.length; t++) {
            if (!(calledKw.get(t) >= 0 && calledKw.get(t) <= offeredKw.get(t) * (1 + 1e-9))) {
                throw new IllegalArgumentException("Interval %d calls %s kW, of %s kW offered.".formatted(t,
                        calledKw.get(t), offeredKw.get(t)));
            }
            double under = share * baselineKw.get(t);
            kept[t] = under > 0 ? Math.max(keptMin, 1 - calledKw.get(t) / under) : 1;
        }
        return Profile.of(kept);
    }

    /// Calls.
    ///
    /// @param baselineKw load of all customers (kW), non-negative
    /// @param centsPerKwh what these customers pay (¢/kWh)
    /// @param keptShare `x` of each interval, in [keptMin, 1]
    /// @param stepHours length of an interval (h)
    /// @throws IllegalArgumentException if an x lies outside or lengths differ
    public Call call(Profile baselineKw, Profile centsPerKwh, Profile keptShare, double stepHours) {
        int intervals = rebateCentsPerKwh.length();
        Require.length("baseline load", baselineKw, intervals);
        Require.nonNegative("baseline load", baselineKw);
        Require.length("price", centsPerKwh, intervals);
        Require.length("kept share", keptShare, intervals);
        Require.stepHours(stepHours);
        double[] interrupted = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            if (!(keptShare.get(t) >= keptMin && keptShare.get(t) <= 1)) {
                throw new IllegalArgumentException("""
                        The kept share of interval %d (%s) must lie in [%s, 1].
                        Maybe it is the share interrupted.""".formatted(t, keptShare.get(t), keptMin));
            }
            interrupted[t] = share * baselineKw.get(t) * (1 - keptShare.get(t));
        }
        Profile interruptedKw = Profile.of(interrupted);
        return new Call(interruptedKw, LoadResponse.cents(interruptedKw, rebateCentsPerKwh, stepHours),
                LoadResponse.cents(interruptedKw, centsPerKwh, stepHours));
    }
}
