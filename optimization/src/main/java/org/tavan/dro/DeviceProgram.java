package org.tavan.dro;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.conic.Solution;

/// One device of a member as part of a program: made, it has added its variables, rows and costs.
interface DeviceProgram {
    /// Adds `coefficient ·` its supply in an interval to a row.
    void addSupply(RowBuilder row, int t, double coefficient);

    /// {@return what it does at a point, made clean: within simple bounds, opposite flows netted}
    DeviceDraft read(Solution solution);

    /// {@return the shadow value of what is stored in it at the end of each interval (¢/kWh); 0 where it stores nothing}
    Profile storedCentsPerKwh(Solution solution);

    /// Guesses which of its limits hold with equality where a kW of supply is worth so much in each interval.
    ///
    /// @param cents per interval, non-negative (¢ per kW)
    /// @param supplyKw its supply then is added to it
    /// @return whether it could
    default boolean guess(ActiveGuess guess, double[] cents, double[] supplyKw) {
        return false;
    }

    /// {@return its variables for a rule that lets it follow the residuals; null where it cannot}
    default MemberVariables.@Nullable StorageVariables storageVariables() {
        return null;
    }

    /// {@return the part of its cost that the program does not see (¢)}
    default double constantCents() {
        return 0;
    }

    /// {@return what it charges where a solve ended, netted (kW)}
    default double chargeKw(ConicWorkspace workspace, int t) {
        return 0;
    }

    /// {@return what it discharges where a solve ended, netted (kW)}
    default double dischargeKw(ConicWorkspace workspace, int t) {
        return 0;
    }

    /// {@return what it charges and discharges at once where a solve ended, before that is netted (kW)}
    default double bothWaysKw(ConicWorkspace workspace, int t) {
        return 0;
    }
}
