package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.ConicWorkspace;
import org.tavan.plan.MemberPlan;

/// The quantities of the last plan, kept in place.
///
/// Shape: `[member][interval]`; NaN where there is no plan.
final class RollingValues {
    final double[][] exchangeKw;
    final double[][] plannedKw;
    final double[][] chargeKw;
    final double[][] dischargeKw;
    final double[][] gainKw;
    final double[][] marginKw;

    RollingValues(int members, int intervals) {
        exchangeKw = new double[members][intervals];
        plannedKw = new double[members][intervals];
        chargeKw = new double[members][intervals];
        dischargeKw = new double[members][intervals];
        gainKw = new double[members][intervals];
        marginKw = new double[members][intervals];
        clear();
    }

    void clear() {
        for (int n = 0; n < exchangeKw.length; n++) {
            Arrays.fill(exchangeKw[n], Double.NaN);
            Arrays.fill(plannedKw[n], Double.NaN);
            Arrays.fill(chargeKw[n], Double.NaN);
            Arrays.fill(dischargeKw[n], Double.NaN);
            Arrays.fill(gainKw[n], Double.NaN);
            Arrays.fill(marginKw[n], Double.NaN);
        }
    }

    /// Reads a member where a solve ended; allocates nothing.
    ///
    /// @param n in the program
    /// @param index in the community
    void read(ConicWorkspace workspace, CommunityProgram program, RollingMember member, int n, int index) {
        for (int t = 0; t < exchangeKw[index].length; t++) {
            exchangeKw[index][t] = program.exchanges.get(n).dayAheadKw(workspace, t);
            plannedKw[index][t] = program.exchanges.get(n).plannedKw(workspace, t);
            gainKw[index][t] = member.gainKw(t);
            marginKw[index][t] = member.marginKw(t) - plannedKw[index][t];
            double charge = 0;
            double discharge = 0;
            for (int k = 0; k < program.devices.get(n).size(); k++) {
                charge += program.devices.get(n).get(k).chargeKw(workspace, t);
                discharge += program.devices.get(n).get(k).dischargeKw(workspace, t);
            }
            chargeKw[index][t] = charge;
            dischargeKw[index][t] = discharge;
        }
    }

    /// Reads a member of a plan.
    void read(MemberPlan plan, int n) {
        for (int t = 0; t < exchangeKw[n].length; t++) {
            exchangeKw[n][t] = plan.gridImportKw().get(t) - plan.gridExportKw().get(t);
            plannedKw[n][t] = plan.plannedRealTimeKw().get(t);
            chargeKw[n][t] = plan.chargeKw().get(t);
            dischargeKw[n][t] = plan.dischargeKw().get(t);
            gainKw[n][t] = plan.recourse().gainKw(t, t);
            marginKw[n][t] = plan.marginKw().get(t);
        }
    }
}
