package org.tavan.standalone.microgrid;

import java.util.List;
import org.tavan.standalone.report.Markup;
import org.tavan.standalone.report.Page;

/// The report of one microgrid day as a page.
final class MicrogridReport {
    private final MicrogridDay day;
    private final MicrogridPlots plots;
    private final Facts facts;

    MicrogridReport(MicrogridDay day) {
        this.day = day;
        this.plots = new MicrogridPlots(day);
        this.facts = new Facts(day);
    }

    String html() {
        var schedule = day.schedule();
        var page = new Page("Tavan microgrid", "%s, %s".formatted(day.request().getMicrogrid().getName(), day
                .request()
                .getDeliveryDay()));
        page.heading("What was asked").add(Markup.list(facts.asked()));
        page.heading("What was found").add(Markup.list(facts.answered()));
        var cost = schedule.getCost();
        if (cost != null) {
            page.heading("Cost")
                    .note("In hundredths of %s.".formatted(day.request().getCurrency()))
                    .add("<div class=\"narrow\">%s</div>".formatted(Markup.table(List.of("kind", "¢"), Facts
                            .cost(cost)
                            .entrySet()
                            .stream()
                            .map(kind -> List.of(kind.getKey(), Markup.format("%.1f", kind.getValue())))
                            .toList())));
            page.section("Schedule",
                    "Above zero what supplies, below it what takes besides the load. The line is the load after demand response,"
                            + " with what the chosen voltages and the lines make of it.",
                    plots.supply());
            page.section("Reliability",
                    "Counted over outages of every order, and over those that the optimiser looks at, which are fewer: it"
                            + " sees a little less lost load.",
                    plots.adequacy());
            page.section("Storage", "", plots.storages());
            page.section("Wind and sun", "", plots.plants());
            page.section("Demand response", "", plots.demand());
            bills(page);
            network(page);
        }
        var studies = day.studies();
        if (studies != null) {
            new StudyReport(studies).addTo(page);
        }
        checks(page);
        return page.html();
    }

    private void bills(Page page) {
        var demand = day.schedule().getDemand();
        if (demand != null && !demand.getBills().isEmpty()) {
            page.figures(plots.bills(demand))
                    .add(Markup.table(Facts.billHead(), demand.getBills().stream().map(facts::row).toList()));
        }
    }

    private void network(Page page) {
        var network = day.schedule().getNetwork();
        if (network != null) {
            page.section("Feeder",
                    "Three-phase voltages of the planned positions. What lowering the voltage takes off loads and off losses is shown"
                            + " apart, against everything left as configured: losses may rise where loads keep their power.",
                    plots.network(network));
        }
    }

    private void checks(Page page) {
        var checks = day.schedule().getChecks();
        if (!checks.isEmpty()) {
            page.heading("Checks")
                    .note("By a checker that shares no code with the optimiser.")
                    .add(Markup.table(List.of("check", "outcome", "worst", "where"), checks.stream()
                            .map(Facts::row)
                            .toList()));
        }
    }
}
