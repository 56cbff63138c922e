package org.tavan.recourse;

import java.util.List;
import java.util.function.ToDoubleFunction;

import org.tavan.asset.Battery;
import org.tavan.conic.Profile;
import org.tavan.recourse.StorageRule.Action;
import org.tavan.recourse.StorageRule.Clipping;

/// The batteries that follow, on their way through a day: each answers the residuals from the energy that it has by then. For a rule by
/// which none follows, nothing happens.
public final class StorageReplay {
    private final List<StorageRule> rules;
    private final double[] energyKwh;
    private final double stepHours;
    private double beyondKwh;
    private int next;

    /// What the batteries did in one interval beyond what was planned of them.
    ///
    /// @param supplyKw discharged more or charged less (kW), any sign
    /// @param wearCents wear beyond that of the planned flows (¢), any sign
    /// @param storedCents worth of the energy kept beyond the plan, at what is paid for it at the end (¢), any sign
    /// @param clipped whether a limit cut the response of any
    public record Step(double supplyKw, double wearCents, double storedCents, boolean clipped) {}

    /// Batteries at the beginning of a day.
    ///
    /// @param rule of their member
    /// @param energyKwh what each has, by its id; asked for those that follow only
    /// @param stepHours `Δt` (h), positive
    public StorageReplay(AffineRecourse rule, ToDoubleFunction<String> energyKwh, double stepHours) {
        rules = rule instanceof StorageRecourse following ? following.storages() : List.of();
        this.energyKwh = rules.stream()
                .mapToDouble(own -> energyKwh.applyAsDouble(own.storageId()))
                .toArray();
        this.stepHours = stepHours;
    }

    /// Lives the next interval.
    ///
    /// @param xi the residuals so far at least; later values are not read
    public Step step(Profile xi) {
        double supply = 0;
        double wear = 0;
        double stored = 0;
        boolean clipped = false;
        for (int k = 0; k < energyKwh.length; k++) {
            StorageRule rule = rules.get(k);
            Battery battery = rule.battery();
            Action planned = rule.planned(next);
            Action action = rule.respond(next, xi, energyKwh[k], stepHours);
            double after = battery.energyAfterKwh(energyKwh[k], action.chargeKw(), action.dischargeKw(),
                    stepHours);
            double kept = after - battery.energyAfterKwh(energyKwh[k], planned.chargeKw(),
                    planned.dischargeKw(), stepHours);
            energyKwh[k] = after;
            beyondKwh += kept;
            supply += action.supplyKw() - planned.supplyKw();
            wear += stepHours * battery.wearCents() * (squares(action) - squares(planned));
            stored += battery.terminalCentsPerKwh() * kept;
            clipped |= action.clipping() != Clipping.NONE;
        }
        next++;
        return new Step(supply, wear, stored, clipped);
    }

    private static double squares(Action action) {
        return action.chargeKw() * action.chargeKw() + action.dischargeKw() * action.dischargeKw();
    }

    /// {@return what is in all of them by now beyond what the plan would have left in them (kWh), any sign}
    public double beyondKwh() {
        return beyondKwh;
    }
}
