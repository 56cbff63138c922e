package org.tavan.standalone.microgrid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tavan.config.ConfigurationException;
import org.tavan.standalone.report.Markup;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Shows and keeps what came of a microgrid day: `schedule.json`, `schedule.csv`, `adequacy.csv`, `bills.csv`, `voltages.csv`,
/// `report.html` and, with studies, `pareto.csv` and `igdt.csv`.
public final class MicrogridOutput {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private MicrogridOutput() {}

    /// {@return the whole schedule as JSON, in the words of its topic}
    public static String json(MicrogridDay day) {
        return JSON.writeValueAsString(JSON.readTree(day.schedule().toString()));
    }

    /// {@return a few lines for a console}
    public static String text(MicrogridDay day) {
        var facts = new Facts(day);
        var text = new StringBuilder();
        facts.answered().forEach(sentence -> text.append(sentence).append('\n'));
        var cost = day.schedule().getCost();
        if (cost != null) {
            Facts.cost(cost)
                    .forEach((kind, cents) -> text.append(Markup.format("%-26s %10.1f ¢%n", kind, cents)));
        }
        var demand = day.schedule().getDemand();
        if (demand != null) {
            demand.getBills()
                    .forEach(bill -> text.append(Markup.format(
                            "%-26s %5.1f %% of the load, bills %.0f ¢ to %.0f ¢%n",
                            bill.getProgrammeId(), 100 * bill.getParticipation(), bill.getBeforeCents(), bill
                                    .getAfterCents())));
        }
        return text.toString().stripTrailing();
    }

    /// Writes all files, over those of an earlier run.
    ///
    /// @throws ConfigurationException if the folder cannot be written
    public static void write(MicrogridDay day, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("schedule.json"), json(day) + "\n");
            Files.writeString(folder.resolve("report.html"), new MicrogridReport(day).html());
            var schedule = day.schedule();
            List<Integer> rows = MicrogridColumns.intervals(day);
            if (schedule.getCost() != null) {
                Files.writeString(folder.resolve("schedule.csv"), MicrogridColumns.ofSchedule(day).csv(rows));
            }
            if (schedule.getAdequacy() != null) {
                Files.writeString(folder.resolve("adequacy.csv"), MicrogridColumns.ofAdequacy(day, schedule
                        .getAdequacy()).csv(rows));
            }
            if (schedule.getDemand() != null) {
                Files.writeString(folder.resolve("bills.csv"), MicrogridColumns.ofBills()
                        .csv(schedule.getDemand().getBills()));
            }
            if (schedule.getNetwork() != null) {
                Files.writeString(folder.resolve("voltages.csv"), MicrogridColumns.ofVoltages(day).csv(rows));
            }
            var studies = day.studies();
            if (studies != null) {
                var report = new StudyReport(studies);
                Files.writeString(folder.resolve("pareto.csv"), report.paretoCsv());
                var participation = studies.participation();
                if (participation != null) {
                    Files.writeString(folder.resolve("igdt.csv"), StudyReport.csv(participation.radii()));
                }
            }
        } catch (IOException e) {
            throw new ConfigurationException("%s: cannot be written: %s, expected a folder".formatted(folder,
                    e));
        }
    }
}
