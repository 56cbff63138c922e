package org.tavan.standalone.microgrid;

import static org.tavan.standalone.report.Markup.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tavan.schema.Check;
import org.tavan.schema.DemandBill;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridCost;
import org.tavan.schema.PlannedAdequacy;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedNetwork;

/// What there is to say of a microgrid day in words and small tables, the same for page and console.
final class Facts {
    private final MicrogridDay day;

    Facts(MicrogridDay day) {
        this.day = day;
    }

    /// What was asked.
    List<String> asked() {
        Microgrid microgrid = day.request().getMicrogrid();
        var reliability = microgrid.getReliability();
        List<String> said = new ArrayList<>();
        said.add(format("%s, %s: %d intervals of %d min from %s local time (%s).", day.request()
                .getDeliveryDay(),
                day.request().getKind() == org.tavan.schema.SolveKind.INTRADAY
                        ? "the rest of the day"
                        : "the whole day",
                day.intervals(), day.request().getIntervalMinutes(), day.clock(0), day.request().getZone()));
        said.add(format("Load of %.0f kWh, peak %.0f kW; %s, %s, %s.", day.hours() * MicrogridDay.sum(day
                .request()
                .getLoadKw()), MicrogridDay.range(MicrogridDay.array(day.request().getLoadKw()))[2], count(
                        microgrid.getUnits().size(), "generating unit"),
                count(microgrid.getStorages().size(),
                        "storage"),
                count(microgrid.getWindPlants().size() + microgrid.getPvPlants().size(),
                        "wind or PV plant")));
        var grid = microgrid.getGrid();
        said.add(grid == null
                ? "An island: no grid above."
                : format("Grid above: %.0f kW import, %.0f kW export.", grid.getImportMaxKw(), grid
                        .getExportMaxKw()));
        said.add(format("Lost load costs %.0f ¢/kWh; %s%s.", reliability.getVollCentsPerKwh(),
                reliability.getLolpMax() < 1
                        ? format("its probability is at most %s %% in any interval", percent(reliability
                                .getLolpMax()))
                        : "its probability has no limit",
                reliability.getEensMaxKwh() == null
                        ? ""
                        : format("; at most %.2f kWh are expected in the day", reliability.getEensMaxKwh())));
        return said;
    }

    /// What came of it.
    List<String> answered() {
        List<String> said = new ArrayList<>();
        var schedule = day.schedule();
        said.add(format("%s, after %.1f s: %s.", schedule.getStatus(), schedule.getSolveMicros() / 1e6,
                switch (schedule
                        .getStatus()) {
                    case OPTIMAL -> "planned, and proved to be within the gap that was asked for";
                    case FEASIBLE -> "planned, and not proved to be within the gap that was asked for";
                    case RELAXED -> "planned after a requirement was relaxed";
                    case KEPT_PREVIOUS -> "the plan before goes on";
                    case FAILED, UNKNOWN -> "there is no plan";
                }));
        if (!schedule.getReason().isBlank()) {
            said.add(schedule.getReason());
        }
        if (!schedule.getCertificate().isBlank()) {
            said.add(schedule.getCertificate());
        }
        if (schedule.getAdequacy() != null) {
            said.add(adequacy(schedule.getAdequacy()));
        }
        if (schedule.getDemand() != null) {
            said.add(demand(schedule.getDemand()));
        }
        if (schedule.getNetwork() != null) {
            said.add(voltages());
            said.add(voltageReduction(schedule.getNetwork()));
        }
        long failed = schedule.getChecks().stream().filter(check -> !check.getPassed()).count();
        said.add(failed == 0
                ? "All %d checks of the independent checker passed.".formatted(schedule.getChecks().size())
                : "%d of %d checks failed.".formatted(failed, schedule.getChecks().size()));
        return said;
    }

    private String adequacy(PlannedAdequacy adequacy) {
        int worst = MicrogridDay.largest(adequacy.getCompleteLolp());
        return format(
                "Probability of lost load at most %s %% (at %s); %s kWh are expected not to be supplied,"
                        + " %s kWh counting outages up to the optimiser's order, which covers %.4f %% of all cases or more.",
                percent(adequacy.getCompleteLolp().get(worst)), day.clock(worst), kwh(adequacy
                        .getCompleteEensKwh()),
                kwh(adequacy.getPlannedEensKwh()), 100 * MicrogridDay.range(MicrogridDay.array(adequacy
                        .getCoveredProbability()))[0]);
    }

    private static String demand(PlannedDemand demand) {
        if (demand.getBills().isEmpty()) {
            return "No programme is in force.";
        }
        double gain = demand.getOperatorGainCents();
        return format(
                "Demand response saves %.0f ¢ of supply and customers %.0f ¢ of their bills: %s (%.0f ¢).",
                demand.getSupplySavedCents(), demand.getCustomersSavedCents(), gain > 0
                        ? "it pays its operator"
                        : "it does not pay its operator",
                gain);
    }

    private String voltages() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < day.intervals(); i++) {
            double[] range = day.voltageRange(i);
            least = Math.min(least, range[0]);
            most = Math.max(most, range[2]);
        }
        return format("Voltages between %.4f and %.4f pu.", least, most);
    }

    private String voltageReduction(PlannedNetwork network) {
        double load = MicrogridDay.sum(network.getReferenceLoadKw()) - MicrogridDay.sum(network.getLoadKw());
        double loss = MicrogridDay.sum(network.getReferenceLossKw()) - MicrogridDay.sum(network.getLossKw());
        double before = MicrogridDay.sum(network.getReferenceLoadKw()) + MicrogridDay.sum(network
                .getReferenceLossKw());
        return format(
                "The choice of voltage takes off %.2f %% of the energy: %.2f kWh of loads and %.2f kWh of losses.",
                100 * (load + loss) / before, day.hours() * load, day.hours() * loss);
    }

    /// Cost by kind (¢); only the kinds that there are, and the total.
    static Map<String, Double> cost(MicrogridCost cost) {
        Map<String, Double> kinds = new LinkedHashMap<>();
        kinds.put("energy", cost.getEnergyCents());
        kinds.put("being on", cost.getNoLoadCents());
        kinds.put("starts", cost.getStartCents());
        kinds.put("reserve", cost.getReserveCents());
        kinds.put("import less export", cost.getExchangeCents());
        kinds.put("wear of storages", cost.getWearCents());
        kinds.put("expected lost load", cost.getLostLoadCents());
        kinds.put("demand response", cost.getDemandCents());
        kinds.put("tap and capacitor steps", cost.getSwitchingCents());
        kinds.values().removeIf(cents -> cents == 0);
        kinds.put("total", cost.getTotalCents());
        return kinds;
    }

    /// Bills, with a head.
    static List<String> billHead() {
        return List.of("programme", "kind", "share of load", "before ¢", "after ¢", "saved", "before kWh",
                "after kWh");
    }

    /// One row of the bills.
    List<String> row(DemandBill bill) {
        return List.of(bill.getProgrammeId(), bill.getKind().name(), format("%.1f %%", 100 * bill
                .getParticipation()), format("%.0f", bill.getBeforeCents()),
                format("%.0f", bill
                        .getAfterCents()),
                format("%.1f %%", 100 * (1 - bill.getAfterCents() / bill
                        .getBeforeCents())),
                format("%.1f", day.hours() * MicrogridDay.sum(bill.getBeforeKw())),
                format("%.1f", day.hours() * MicrogridDay.sum(bill.getAfterKw())));
    }

    /// One row of the checks.
    static List<String> row(Check check) {
        return List.of(check.getName(), check.getPassed() ? "passed" : "failed", format("%.3g", check
                .getWorst()), check.getWhere());
    }

    private String kwh(List<Double> values) {
        return format("%.3f", MicrogridDay.sum(values));
    }

    private static String percent(double probability) {
        return format("%.3f", 100 * probability);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
