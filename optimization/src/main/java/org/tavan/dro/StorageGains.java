package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.CausalRecourse;
import org.tavan.recourse.StorageRule;
import org.tavan.uncertainty.EmpiricalDistribution;

/// One battery that follows the residuals, as part of a program: `c(ξ) = c + Γξ`, `d(ξ) = d + Dξ`, so that
/// `E[t](ξ) = E[t] + Δt Σ_{s ≤ t} (η_c Γ[s] − D[s]/η_d) ξ`.
///
/// Its limits, `0 ≤ c(ξ) ≤ c̅`, `0 ≤ d(ξ) ≤ d̅`, `E̲ ≤ E(ξ) ≤ E̅` and the final level, are kept in the sense that the real-time limits
/// are. What is left at the end has its worth, `v E[T](ξ)`, in each interval that moves it. Wear is that of the mean over the samples,
/// `γ^b Δt E[c(ξ)² + d(ξ)²]`: the worst case of a square over a ball of type 1 has no finite value on the whole space.
///
/// Source: derived; the paper's battery does not follow `ξ`.
final class StorageGains {
    private final MemberVariables.StorageVariables variables;
    private final GainVariables charge;
    private final GainVariables discharge;
    private final int intervals;
    private final double stepHours;

    StorageGains(ConicProgram.Builder program, MemberVariables.StorageVariables variables, RecourseRule rule,
            boolean[] answered, double stepHours) {
        this.variables = variables;
        this.stepHours = stepHours;
        intervals = answered.length;
        charge = new GainVariables(program, rule, answered, Double.NEGATIVE_INFINITY,
                t -> variables.chargeMaxKw().get(t) > 0);
        discharge = new GainVariables(program, rule, answered, Double.NEGATIVE_INFINITY,
                t -> variables.dischargeMaxKw().get(t) > 0);
    }

    /// Adds `factor · (d(ξ) − c(ξ))`, without its constant, to a sum.
    void addSupplyTo(UncertainSum sum, int t, double factor) {
        discharge.addTo(sum, t, factor);
        charge.addTo(sum, t, -factor);
    }

    /// Adds `factor · (d(ξ̂_i) − c(ξ̂_i))`, without its constant, to a row.
    void addSupplyTo(RowBuilder row, int t, EmpiricalDistribution samples, int sample, double factor) {
        for (int j = 0; j <= t; j++) {
            double weighed = factor * samples.value(sample, j);
            row.add(discharge.at(t, j), weighed).add(charge.at(t, j), -weighed);
        }
    }

    /// {@return the functions of `ξ` that must not be positive}
    ///
    /// @param program gets variables for the slopes of `E(ξ)`
    List<UncertainSum> limits(ConicProgram.Builder program, boolean[] answered) {
        Battery battery = variables.battery();
        List<UncertainSum> limits = new ArrayList<>();
        UncertainSum before = new UncertainSum(intervals);
        for (int t = 0; t < intervals; t++) {
            addFlow(limits, charge, t, variables.charge().get(t), variables.chargeMaxKw().get(t));
            addFlow(limits, discharge, t, variables.discharge().get(t), variables.dischargeMaxKw().get(t));
            UncertainSum energy = new UncertainSum(intervals);
            for (int j = 0; j <= t; j++) {
                if (answered[j]) {
                    int slope = program.addVariable(0);
                    new AffineSum().add(slope, 1)
                            .add(before.slope(j), -1)
                            .add(charge.at(t, j), -stepHours * battery.chargeEfficiency())
                            .add(discharge.at(t, j), stepHours / battery.dischargeEfficiency())
                            .equal(program, 0);
                    energy.slope(j).add(slope, 1);
                }
            }
            energy.constant.add(variables.energy().get(t), 1);
            addWithin(limits, energy, variables.leastKwh().get(t), battery.energyMaxKwh());
            before = energy;
        }
        return limits;
    }

    /// As `limits`, of a rule in plain numbers.
    static List<UncertainSum> limits(StorageRule rule, StorageTerms terms) {
        Battery battery = rule.battery();
        ChargingStay stay = terms.storage().stays(terms.intervals()).getFirst();
        List<UncertainSum> limits = new ArrayList<>();
        double[] slope = new double[terms.intervals()];
        double energy = stay.arrivalKwh();
        for (int t = 0; t < slope.length; t++) {
            double charge = rule.chargeKw().get(t);
            double discharge = rule.dischargeKw().get(t);
            addFlow(limits, rule.chargeGain(), t, charge, battery.chargeMaxKw());
            addFlow(limits, rule.dischargeGain(), t, discharge, battery.dischargeMaxKw());
            for (int j = 0; j <= t; j++) {
                slope[j] += terms.stepHours() * (battery.chargeEfficiency() * rule.chargeGain().gainKw(t, j)
                        - rule.dischargeGain().gainKw(t, j) / battery.dischargeEfficiency());
            }
            energy = battery.energyAfterKwh(energy, charge, discharge, terms.stepHours());
            UncertainSum level = UncertainSum.of(slope);
            level.constant.plus(energy);
            addWithin(limits, level, terms.leastKwh(stay, t), battery.energyMaxKwh());
        }
        return limits;
    }

    private static void addFlow(List<UncertainSum> limits, CausalRecourse gain, int t, double planned,
            double mostKw) {
        if (mostKw > 0) {
            UncertainSum flow = UncertainSum.ofRow(gain, t, 1);
            flow.constant.plus(planned);
            addWithin(limits, flow, 0, mostKw);
        }
    }

    private void addFlow(List<UncertainSum> limits, GainVariables gains, int t, int planned, double mostKw) {
        if (mostKw > 0) {
            UncertainSum flow = new UncertainSum(intervals);
            flow.constant.add(planned, 1);
            gains.addTo(flow, t, 1);
            addWithin(limits, flow, 0, mostKw);
        }
    }

    private static void addWithin(List<UncertainSum> limits, UncertainSum value, double low, double high) {
        UncertainSum below = value.times(-1);
        below.constant.plus(low);
        UncertainSum above = value.times(1);
        above.constant.plus(-high);
        limits.add(below);
        limits.add(above);
    }

    /// Adds the wear beyond that of the planned flows, `γ^b Δt (2c Γξ̄ + Γ M Γᵀ)` with the second moments `M` of the samples.
    void addWear(ConicProgram.Builder program, Moments moments) {
        double weight = stepHours * variables.battery().wearCents();
        for (int t = 0; t < intervals && weight > 0; t++) {
            addWear(program, moments, charge, t, variables.charge().get(t), weight);
            addWear(program, moments, discharge, t, variables.discharge().get(t), weight);
        }
    }

    private static void addWear(ConicProgram.Builder program, Moments moments, GainVariables gains, int t,
            int planned, double weight) {
        for (int j = 0; j <= t; j++) {
            if (gains.at(t, j) == CommunityProgram.NONE) {
                continue;
            }
            program.addQuadraticCost(planned, gains.at(t, j), 2 * weight * moments.mean[j]);
            program.addQuadraticCost(gains.at(t, j), weight * moments.second[j][j]);
            for (int k = 0; k < j; k++) {
                if (gains.at(t, k) != CommunityProgram.NONE) {
                    program.addQuadraticCost(gains.at(t, j), gains.at(t, k),
                            2 * weight * moments.second[j][k]);
                }
            }
        }
    }

    StorageRule read(Solution solution) {
        return new StorageRule(variables.storageId(), variables.battery(),
                values(solution, variables.charge(), variables.chargeMaxKw()),
                values(solution, variables.discharge(), variables.dischargeMaxKw()), charge.read(solution),
                discharge.read(solution));
    }

    private static Profile values(Solution solution, List<Integer> indices, Profile mostKw) {
        double[] values = new double[indices.size()];
        Arrays.setAll(values, t -> Math.clamp(solution.value(indices.get(t)), 0, mostKw.get(t)));
        return Profile.of(values);
    }

    /// Adds what an interval leaves less in the battery at the end of the day, `v Δt (D/η_d − η_c Γ) ξ` at the worth `v` of what is left (¢).
    void addWorthTo(UncertainSum sum, int t) {
        Battery battery = variables.battery();
        double worth = stepHours * battery.terminalCentsPerKwh();
        discharge.addTo(sum, t, worth / battery.dischargeEfficiency());
        charge.addTo(sum, t, -worth * battery.chargeEfficiency());
    }

    /// As `addWorthTo`, of a rule in plain numbers.
    static void addWorthTo(UncertainSum sum, StorageRule rule, int t, double stepHours) {
        Battery battery = rule.battery();
        double worth = stepHours * battery.terminalCentsPerKwh();
        for (int j = 0; j <= t; j++) {
            sum.slope(j)
                    .plus(worth * (rule.dischargeGain().gainKw(t, j) / battery.dischargeEfficiency()
                            - rule.chargeGain().gainKw(t, j) * battery.chargeEfficiency()));
        }
    }

    /// {@return the wear of a rule beyond that of its planned flow (¢), `γ^b Δt (E[c(ξ)² + d(ξ)²] − ĉ² − d̂²)`: not less than what netted
    /// flows wear}
    static double wearCents(StorageRule rule, Moments moments, double stepHours) {
        double sum = 0;
        for (int t = 0; t < moments.mean.length; t++) {
            sum += squares(rule.chargeKw().get(t), rule.dischargeKw().get(t))
                    - squares(rule.planned(t).chargeKw(), rule.planned(t).dischargeKw());
            for (int j = 0; j <= t; j++) {
                double up = rule.chargeGain().gainKw(t, j);
                double down = rule.dischargeGain().gainKw(t, j);
                sum += 2 * moments.mean[j] * (rule.chargeKw().get(t) * up + rule.dischargeKw().get(t) * down);
                for (int k = 0; k <= t; k++) {
                    sum += moments.second[j][k] * (up * rule.chargeGain().gainKw(t, k)
                            + down * rule.dischargeGain().gainKw(t, k));
                }
            }
        }
        return stepHours * rule.battery().wearCents() * sum;
    }

    private static double squares(double chargeKw, double dischargeKw) {
        return chargeKw * chargeKw + dischargeKw * dischargeKw;
    }

    /// Mean and second moments of the samples.
    static final class Moments {
        final double[] mean;
        final double[][] second;

        Moments(EmpiricalDistribution samples) {
            int intervals = samples.intervals();
            mean = new double[intervals];
            second = new double[intervals][intervals];
            for (int i = 0; i < samples.count(); i++) {
                for (int j = 0; j < intervals; j++) {
                    double weighed = samples.weight(i) * samples.value(i, j);
                    mean[j] += weighed;
                    for (int k = 0; k < intervals; k++) {
                        second[j][k] += weighed * samples.value(i, k);
                    }
                }
            }
        }
    }
}
