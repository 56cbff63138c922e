package org.tavan.solver.microgrid.check;

import java.util.List;

import org.tavan.schema.Check;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.PlannedGrid;
import org.tavan.schema.PlannedStorage;
import org.tavan.schema.PlannedUnit;
import org.tavan.schema.UpstreamConnection;
import org.tavan.solver.check.Finding;

/// Does the plan cost what it says, and is that as near to the proven bound as it says.
final class CostChecks {
    private final Finding cost = new Finding("cost");
    private final Finding certificate = new Finding("certificate");
    private final PlannedDay day;
    private final double hours;
    private double energy;
    private double noLoad;
    private double start;
    private double reserve;
    private double wear;

    private CostChecks(PlannedDay day) {
        this.day = day;
        hours = day.stepHours();
    }

    /// Checks.
    ///
    /// @param demandCents what demand response costs (¢)
    /// @param switchingCents what tap and capacitor steps cost (¢)
    static List<Check> check(PlannedDay day, double demandCents, double switchingCents) {
        var checks = new CostChecks(day);
        checks.compare(demandCents, switchingCents);
        checks.bound();
        return List.of(checks.cost.toCheck(), checks.certificate.toCheck());
    }

    private void compare(double demandCents, double switchingCents) {
        for (int i = 0; i < day.schedule().getUnits().size(); i++) {
            unit(day.microgrid().getUnits().get(i), day.schedule().getUnits().get(i));
        }
        for (int i = 0; i < day.schedule().getStorages().size(); i++) {
            MicrogridStorage storage = day.microgrid().getStorages().get(i);
            PlannedStorage plan = day.schedule().getStorages().get(i);
            wear += hours * storage.getWearCentsPerKwh() * (sum(plan.getChargeKw()) + sum(
                    plan.getDischargeKw()));
            reserve += hours * storage.getReserveCentsPerKwh() * sum(plan.getReserveKw());
        }
        double exchange = exchange();
        double lostLoad = day.microgrid().getReliability().getVollCentsPerKwh()
                * sum(PlannedDay.present(day.schedule().getAdequacy()).getPlannedEensKwh());
        double total = energy + noLoad + start + reserve + exchange + wear + lostLoad + demandCents
                + switchingCents;
        MicrogridCost claimed = PlannedDay.present(day.schedule().getCost());
        cost.same(claimed.getEnergyCents(), energy, "energyCents");
        cost.same(claimed.getNoLoadCents(), noLoad, "noLoadCents");
        cost.same(claimed.getStartCents(), start, "startCents");
        cost.same(claimed.getReserveCents(), reserve, "reserveCents");
        cost.same(claimed.getExchangeCents(), exchange, "exchangeCents");
        cost.same(claimed.getWearCents(), wear, "wearCents");
        cost.same(claimed.getLostLoadCents(), lostLoad, "lostLoadCents");
        cost.same(claimed.getDemandCents(), demandCents, "demandCents");
        cost.same(claimed.getSwitchingCents(), switchingCents, "switchingCents");
        cost.same(claimed.getTotalCents(), total, "totalCents");
    }

    /// `a + b P + c P²` while on, and its starts: cold after more than `coldAfterHours` off.
    private void unit(GeneratingUnit unit, PlannedUnit plan) {
        double hoursOff = Math.max(0, -UnitChecks.initialHours(day, unit));
        for (int t = 0; t < day.intervals(); t++) {
            double kw = plan.getPowerKw().get(t);
            energy += hours * (unit.getEnergyCentsPerKwh() * kw + unit.getEnergyCentsPerKw2h() * kw * kw);
            if (!plan.getOn().get(t)) {
                hoursOff += hours;
                continue;
            }
            noLoad += hours * unit.getNoLoadCentsPerHour();
            if (hoursOff > 0) {
                // Steps of 1/3 h add up to a whole hour but for rounding.
                start += hoursOff > unit.getColdAfterHours() + 1e-6
                        ? unit.getColdStartCents()
                        : unit.getHotStartCents();
            }
            hoursOff = 0;
        }
        reserve += hours * unit.getReserveCentsPerKwh() * sum(plan.getReserveKw());
    }

    private double exchange() {
        UpstreamConnection grid = day.microgrid().getGrid();
        PlannedGrid plan = day.schedule().getGrid();
        if (grid == null || plan == null) {
            return 0;
        }
        double cents = 0;
        for (int t = 0; t < day.intervals(); t++) {
            cents += hours * day.request().getImportCentsPerKwh().get(t) * (plan.getImportKw().get(t)
                    - grid.getExportPriceFraction() * plan.getExportKw().get(t));
        }
        reserve += hours * grid.getReserveCentsPerKwh() * sum(plan.getReserveKw());
        return cents;
    }

    /// `gap = (cost − bound) / |cost|`, and what is called optimal has one within what was asked.
    private void bound() {
        double total = PlannedDay.present(day.schedule().getCost()).getTotalCents();
        Double bound = day.schedule().getBoundCents();
        Double gap = day.schedule().getGap();
        certificate.require((bound == null) == (gap == null), "bound and gap");
        if (bound != null && gap != null) {
            certificate.atMost(bound, total, "bound");
            certificate.same(gap, Math.max(0, total - bound) / Math.max(1e-9, Math.abs(total)), "gap");
        }
        if (day.schedule().getStatus() == PlanStatus.OPTIMAL) {
            certificate.require(gap != null && gap <= day.microgrid().getProofGap() + 1e-12,
                    "OPTIMAL with gap " + gap);
        }
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }
}
