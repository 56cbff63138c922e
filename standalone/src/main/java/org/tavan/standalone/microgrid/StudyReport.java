package org.tavan.standalone.microgrid;

import static org.tavan.standalone.report.Columns.column;
import static org.tavan.standalone.report.Markup.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.igdt.RadiusTable;
import org.tavan.igdt.RobustRadius;
import org.tavan.igdt.StrategyCases;
import org.tavan.standalone.microgrid.Studies.Trade;
import org.tavan.standalone.report.Columns;
import org.tavan.standalone.report.Figure;
import org.tavan.standalone.report.Markup;
import org.tavan.standalone.report.Page;
import org.tavan.standalone.report.Plot;
import org.tavan.standalone.report.Plot.Series;
import org.tavan.standalone.report.Scatter;

/// The studies of a microgrid day on its page and as tables.
final class StudyReport {
    private final Studies studies;

    /// A radius and the limit that it is for.
    record Limited(double lolpMax, RobustRadius radius) {}

    StudyReport(Studies studies) {
        this.studies = studies;
    }

    void addTo(Page page) {
        page.heading("What reliability costs")
                .note("Cost without the price of lost load, so that the plans can be compared; lost load as the optimiser counts it.")
                .add(Markup.table(List.of("study", "cost ¢", "expected lost kWh", "largest probability",
                        "certificate"),
                        studies.rows()
                                .stream()
                                .map(row -> List.of(row.study(), format("%.1f", row.costCents()), format(
                                        "%.3f", row.eensKwh()),
                                        format("%.3f %%", 100 * row.lolpLargest()), row
                                                .certificate()))
                                .toList()))
                .figures(List.of(front()));
        var participation = studies.participation();
        if (participation == null) {
            return;
        }
        page.heading("What may go otherwise")
                .note("How far the participation in the programmes may be off, relative to what is expected, before the day costs more than β"
                        + " above the plan for the expected, of the loosest limit.")
                .figures(List.of(radii(participation.radii())));
        cases(page, participation.cases());
    }

    private Figure front() {
        var plot = new Scatter("Cost against expected lost load", "expected not supplied, kWh", "cost, ¢");
        plot.curve("plans that no other beats",
                studies.front().stream().mapToDouble(Trade::eensKwh).toArray(),
                studies.front().stream().mapToDouble(Trade::costCents).toArray());
        studies.rows().forEach(row -> plot.point(row.study(), row.eensKwh(), row.costCents()));
        return plot;
    }

    private static Figure radii(RadiusTable table) {
        var plot = new Plot("Robust radius", "allowed increase of the cost β", "radius α, %",
                IntStream.range(0,
                        table.betas().length())
                        .mapToObj(b -> format("%.1f %%", 100 * table.betas().get(b)))
                        .toList())
                .fromZero();
        for (int l = 0; l < table.lolpLimits().length(); l++) {
            int limit = l;
            plot.with(Series.of(format("limit of %.2f %%", 100 * table.lolpLimits().get(l)),
                    IntStream.range(0,
                            table.betas().length())
                            .mapToDouble(b -> 100 * table.get(b, limit).alpha())
                            .toArray()));
        }
        return plot;
    }

    private static void cases(Page page, StrategyCases cases) {
        String expected = format("%.1f %%", 100 * cases.expected());
        String guarded = format("%.1f %%", 100 * cases.guarded());
        page.add(Markup.table(List.of("planned for", "came", "cost ¢", "against the plan"), List.of(
                List.of(expected, expected, cents(cases.baseCents()), "as planned"),
                List.of(expected, guarded, cents(cases.reactiveCents()), above(cases.overrunCents())),
                List.of(guarded, guarded, cents(cases.cautiousCents()), "as planned"),
                List.of(guarded, expected, cents(cases.surplusCents()), above(-cases.overestimateCents())))));
        if (Double.isFinite(cases.guardedSavingCents() + cases.cautionCents())) {
            page.paragraph(
                    format("Planning for %s saves %.1f ¢ if no more take part and costs %.1f ¢ if %s do.",
                            guarded, cases.guardedSavingCents(), cases.cautionCents(), expected));
        }
    }

    private static String above(double cents) {
        return Double.isFinite(cents) ? format("%+.1f ¢", cents) : "–";
    }

    private static String cents(double cents) {
        return Double.isFinite(cents) ? format("%.1f", cents) : "cannot be carried";
    }

    /// {@return the front as CSV}
    String paretoCsv() {
        return new Columns<Trade>(List.of(column("costCents", Trade::costCents), column("eensKwh",
                Trade::eensKwh))).csv(studies.front());
    }

    /// {@return the radii as CSV}
    static String csv(RadiusTable table) {
        List<Limited> rows = new ArrayList<>();
        for (int b = 0; b < table.betas().length(); b++) {
            for (int l = 0; l < table.lolpLimits().length(); l++) {
                rows.add(new Limited(table.lolpLimits().get(l), table.get(b, l)));
            }
        }
        return new Columns<Limited>(List.of(column("beta", row -> row.radius().beta()), column("lolpMax",
                Limited::lolpMax), column("alpha", row -> row.radius().alpha()),
                column("nominal", row -> row
                        .radius()
                        .nominal()),
                column("baseCents", row -> row.radius().baseCents()), column("budgetCents",
                        row -> row.radius().budgetCents()),
                column("worstCents", row -> row.radius()
                        .worstCents()),
                column("worstParticipation", row -> row.radius().worstParticipation()),
                column("bound", row -> row.radius().bound()))).csv(rows);
    }
}
