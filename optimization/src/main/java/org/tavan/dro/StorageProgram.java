package org.tavan.dro;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.ChargingStay;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.problem.PreviousPlan.StoragePower;

/// A battery or vehicle: `c`, `d`, `E` and `E[t+1] − E[t] − Δt (η_c c − d/η_d) = 0` within the limits, for each interval that it is there.
///
/// In a relaxed program a level that is due, a reserve, or a limit that the start already misses, may be missed at a penalty. Charge and
/// discharge may both be positive here: `read` nets them, also where they follow the residuals (see `StorageRule`).
///
/// Source: the paper, (6). Departs from it: Δt and two efficiencies, levels due, reserves, stays.
final class StorageProgram implements DeviceProgram {
    private final StorageTerms terms;
    private final int[] charge;
    private final int[] discharge;
    private final int[] energy;
    private final int[] energyRow;
    /// Most power that this program allows, where the storage is there (kW).
    private final double[] chargeMaxKw;
    private final double[] dischargeMaxKw;

    StorageProgram(RoundProgram round, StorageTerms terms) {
        this.terms = terms;
        int intervals = terms.intervals();
        charge = absent(intervals);
        discharge = absent(intervals);
        energy = absent(intervals);
        energyRow = absent(intervals);
        chargeMaxKw = new double[intervals];
        dischargeMaxKw = new double[intervals];
        Battery battery = terms.storage().battery();
        double dt = terms.stepHours();
        Optional<StoragePower> previous = terms.previous();
        Profile previousCharge = previous.map(StoragePower::chargeKw).orElse(null);
        Profile previousDischarge = previous.map(StoragePower::dischargeKw).orElse(null);
        for (ChargingStay stay : terms.storage().stays(intervals)) {
            for (int t = stay.from(); t < stay.to(); t++) {
                chargeMaxKw[t] = terms.chargeMaxKw(round.options, t);
                dischargeMaxKw[t] = terms.dischargeMaxKw(round.options, t);
                charge[t] = round.near(new Bound(chargeMaxKw[t],
                        terms.limit("chargeMaxKw", t), false), dt * battery.wearCents(), previousCharge, t);
                discharge[t] = round.near(new Bound(dischargeMaxKw[t],
                        terms.limit("dischargeMaxKw", t), false), dt * battery.wearCents(), previousDischarge,
                        t);
                energy[t] = addEnergy(round, stay, t);
                RowBuilder row = new RowBuilder().add(energy[t], 1)
                        .add(charge[t], -dt * battery.chargeEfficiency())
                        .add(discharge[t], dt / battery.dischargeEfficiency())
                        .add(t == stay.from() ? CommunityProgram.NONE : energy[t - 1], -1);
                energyRow[t] = round.equal(row, t == stay.from() ? stay.arrivalKwh() : 0, null);
            }
        }
    }

    private static int[] absent(int intervals) {
        int[] indices = new int[intervals];
        Arrays.fill(indices, CommunityProgram.NONE);
        return indices;
    }

    private int addEnergy(RoundProgram round, ChargingStay stay, int t) {
        Battery battery = terms.storage().battery();
        boolean last = t == stay.to() - 1;
        double least = terms.leastKwh(stay, t);
        boolean above = least > battery.energyMinKwh();
        Bound low = new Bound(least, terms.limit(terms.leastName(stay, t), t),
                last || above || stay.arrivalKwh() < battery.energyMinKwh());
        Bound high = new Bound(battery.energyMaxKwh(), terms.limit("energyMaxKwh", t),
                stay.arrivalKwh() > battery.energyMaxKwh());
        return round.within(t == terms.intervals() - 1 ? -battery.terminalCentsPerKwh() : 0, low, high);
    }

    @Override
    public MemberVariables.@Nullable StorageVariables storageVariables() {
        if (!terms.follows()) {
            return null;
        }
        ChargingStay stay = terms.storage().stays(terms.intervals()).getFirst();
        double[] least = new double[terms.intervals()];
        Arrays.setAll(least, t -> terms.leastKwh(stay, t));
        return new MemberVariables.StorageVariables(terms.storage().id(), terms.storage().battery(),
                Profile.of(chargeMaxKw), Profile.of(dischargeMaxKw), Profile.of(least), list(charge),
                list(discharge), list(energy));
    }

    @Override
    public boolean guess(ActiveGuess guess, double[] cents, double[] supplyKw) {
        if (terms.follows() || terms.previous().isPresent()) {
            return false;
        }
        for (ChargingStay stay : terms.storage().stays(charge.length)) {
            if (!guess(stay, guess, cents, supplyKw)) {
                return false;
            }
        }
        return true;
    }

    private boolean guess(ChargingStay stay, ActiveGuess guess, double[] cents, double[] supplyKw) {
        Battery battery = terms.storage().battery();
        double dt = terms.stepHours();
        double in = dt * battery.chargeEfficiency();
        double out = dt / battery.dischargeEfficiency();
        StageChain chain = new StageChain(stay.to() - stay.from());
        for (int t = stay.from(); t < stay.to(); t++) {
            double wear = 2 * dt * battery.wearCents();
            double[] value = {(cents[t] - wear * dischargeMaxKw[t]) / out, cents[t] / out, cents[t] / in,
                    (cents[t] + wear * chargeMaxKw[t]) / in};
            double[] flow = {-out * dischargeMaxKw[t], 0, 0, in * chargeMaxKw[t]};
            chain.stage(t - stay.from(), value, flow, terms.leastKwh(stay, t), battery.energyMaxKwh(), 0);
        }
        double terminal = stay.to() == charge.length ? battery.terminalCentsPerKwh() : 0;
        if (!chain.solve(stay.arrivalKwh(), terminal)) {
            return false;
        }
        for (int t = stay.from(); t < stay.to(); t++) {
            int piece = chain.piece(t - stay.from());
            addIf(piece > 1, guess::addLower, discharge[t]);
            addIf(piece == 0, guess::addUpper, discharge[t]);
            addIf(piece < 3, guess::addLower, charge[t]);
            addIf(piece == 4, guess::addUpper, charge[t]);
            addIf(chain.held(t - stay.from()) == StageChain.Held.LOW, guess::addLower, energy[t]);
            addIf(chain.held(t - stay.from()) == StageChain.Held.HIGH, guess::addUpper, energy[t]);
            double flow = chain.flow(t - stay.from());
            supplyKw[t] -= flow > 0 ? flow / in : flow / out;
        }
        return true;
    }

    private static void addIf(boolean holds, IntConsumer bound, int variable) {
        if (holds) {
            bound.accept(variable);
        }
    }

    private static List<Integer> list(int[] indices) {
        return Arrays.stream(indices).boxed().toList();
    }

    @Override
    public void addSupply(RowBuilder row, int t, double coefficient) {
        row.add(discharge[t], coefficient).add(charge[t], -coefficient);
    }

    @Override
    public double constantCents() {
        return terms.constantCents();
    }

    @Override
    public double chargeKw(ConicWorkspace workspace, int t) {
        return charge[t] == CommunityProgram.NONE
                ? 0
                : terms.netChargeKw(workspace.value(charge[t]), workspace.value(discharge[t]));
    }

    @Override
    public double dischargeKw(ConicWorkspace workspace, int t) {
        return charge[t] == CommunityProgram.NONE
                ? 0
                : terms.netDischargeKw(workspace.value(charge[t]), workspace.value(discharge[t]));
    }

    @Override
    public double bothWaysKw(ConicWorkspace workspace, int t) {
        return charge[t] == CommunityProgram.NONE
                ? 0
                : Math.min(workspace.value(charge[t]), workspace.value(discharge[t]));
    }

    @Override
    public StorageDraft read(Solution solution) {
        StorageDraft draft = new StorageDraft(terms);
        for (int t = 0; t < charge.length; t++) {
            if (charge[t] != CommunityProgram.NONE) {
                double in = solution.value(charge[t]);
                double out = solution.value(discharge[t]);
                draft.chargeKw[t] = terms.netChargeKw(in, out);
                draft.dischargeKw[t] = terms.netDischargeKw(in, out);
            }
        }
        return draft;
    }

    @Override
    public Profile storedCentsPerKwh(Solution solution) {
        double[] cents = new double[energyRow.length];
        for (int t = 0; t < cents.length; t++) {
            cents[t] = energyRow[t] == CommunityProgram.NONE ? 0 : -solution.dual(energyRow[t]);
        }
        return Profile.of(cents);
    }
}
