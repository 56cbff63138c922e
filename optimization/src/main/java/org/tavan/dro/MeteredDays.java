package org.tavan.dro;

import java.util.List;

import org.tavan.market.DemandCharge;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.EmpiricalDistribution;

/// What the meter of some members sees on the sample days, for a demand charge on their tail (see `DemandCharge`):
///
/// `min a + Σ_i w_i z_i / β` over `a ≥ 0`, `z_i ≥ 0` with `z_i ≥ y_t(ξ̂_i) − reached − a` for each interval and day, at the price of a kW.
///
/// It equals the price times `CVaR_β((max_t y_t − reached)⁺)`. A day that weighs `β` or more needs no `z`. Days are those of the samples,
/// the same for all members; one with a single sample is certain.
///
/// Source: Rockafellar and Uryasev 2000. Departs from it: `a ≥ 0` in the place of a piece for 0.
final class MeteredDays {
    private final CommunityModel model;
    private final DemandCharge charge;
    private final List<Integer> members;
    private final EmpiricalDistribution days;

    /// @param members indices of those behind the meter
    MeteredDays(CommunityModel model, DemandCharge charge, List<Integer> members) {
        this.model = model;
        this.charge = charge;
        this.members = members;
        EmpiricalDistribution most = samples(members.getFirst());
        for (int n : members) {
            most = samples(n).count() > most.count() ? samples(n) : most;
        }
        days = most;
    }

    private EmpiricalDistribution samples(int n) {
        return model.balls.get(n).samples();
    }

    private int sample(int n, int day) {
        return samples(n).count() == 1 ? 0 : day;
    }

    /// `Σ Cξ̂_i[t]` (kW).
    private double residualKw(int t, int day) {
        double sum = 0;
        for (int n : members) {
            sum += model.member(n).nominalKw() * samples(n).value(sample(n, day), t);
        }
        return sum;
    }

    /// Adds variables and rows to a program, after the rules.
    ///
    /// @param plannedKw per interval `Σ p − m` without what is committed
    /// @param committedKw per interval what is
    void addTo(RoundProgram round, List<RowBuilder> plannedKw, double[] committedKw) {
        int above = round.variable(charge.centsPerKw(), 0, Double.POSITIVE_INFINITY);
        int[] excess = new int[days.count()];
        for (int i = 0; i < excess.length; i++) {
            excess[i] = days.weight(i) >= charge.tail()
                    ? CommunityProgram.NONE
                    : round.variable(charge.centsPerKw() * days.weight(i) / charge.tail(), 0,
                            Double.POSITIVE_INFINITY);
        }
        for (int t = 0; t < committedKw.length; t++) {
            int load = round.variable(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            round.equal(plannedKw.get(t).add(load, -1), -committedKw[t], null);
            for (int i = 0; i < excess.length; i++) {
                RowBuilder row = new RowBuilder().add(load, 1).add(above, -1).add(excess[i], -1);
                for (int n : members) {
                    model.recourse.get(n).addStorageSupply(row, t, samples(n), sample(n, i), -1);
                }
                round.atMost(row, charge.reachedKw() - residualKw(t, i));
            }
        }
    }

    /// {@return the charge in plain numbers (¢)}
    ///
    /// @param plannedKw per interval `Σ p − m`, with `m` of the linear rules
    /// @param rules of all members of the problem
    double cents(double[] plannedKw, List<AffineRecourse> rules) {
        double[] aboveKw = new double[days.count()];
        double[] weights = new double[days.count()];
        for (int i = 0; i < aboveKw.length; i++) {
            weights[i] = days.weight(i);
            for (int t = 0; t < plannedKw.length; t++) {
                double meteredKw = plannedKw[t] + residualKw(t, i);
                for (int n : members) {
                    for (int j = 0; j <= t; j++) {
                        meteredKw -= (rules.get(n).supplyGainKw(t, j) - rules.get(n).gainKw(t, j))
                                * samples(n).value(sample(n, i), j);
                    }
                }
                aboveKw[i] = Math.max(aboveKw[i], meteredKw - charge.reachedKw());
            }
        }
        return charge.centsPerKw() * EmpiricalDistribution.tailMean(aboveKw, weights, charge.tail());
    }
}
