package org.tavan.standalone.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.config.ConfigurationException;
import org.tavan.standalone.backtest.BacktestColumns.ArmDay;
import org.tavan.standalone.backtest.BacktestResult.ArmRun;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Shows and keeps what came of an experiment: `days.csv`, `summary.csv`, `training.csv`, `selection.csv`, `frontier.csv`,
/// `solver-times.csv` and `report.html`. All but the last two are the same on every machine.
public final class BacktestOutput {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private BacktestOutput() {}

    /// {@return the table for a console}
    public static String text(BacktestResult result) {
        return TextTable.of(result);
    }

    /// {@return the summary as JSON}
    public static String json(BacktestResult result) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("name", result.name());
        summary.put("currency", result.currency());
        summary.put("assets", result.assets());
        summary.put("trainingDays", result.trainingDays().size());
        summary.put("testDays", result.testDays().size());
        summary.put("leftOutDays", result.leftOutDays());
        summary.put("selection", BacktestColumns.ofTraining(result).maps(result.training()));
        summary.put("frontier", BacktestColumns.ofFrontier(result).maps(result.frontier()));
        summary.put("arms", BacktestColumns.ofArms(result).maps(result.test()));
        summary.put("solverTimes", BacktestColumns.ofTimes().maps(result.test()));
        summary.put("findings", Findings.of(result));
        return JSON.writeValueAsString(summary);
    }

    /// Writes all files, over those of an earlier run.
    ///
    /// @throws ConfigurationException if the folder cannot be written
    public static void write(BacktestResult result, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("days.csv"), BacktestColumns.ofDays().csv(days(result.test())));
            Files.writeString(folder.resolve("summary.csv"),
                    BacktestColumns.ofArms(result).csv(result.test()));
            Files.writeString(folder.resolve("training.csv"),
                    BacktestColumns.ofDays().csv(days(result.training())));
            Files.writeString(folder.resolve("selection.csv"), BacktestColumns.ofTraining(result)
                    .csv(result.training()));
            Files.writeString(folder.resolve("frontier.csv"), BacktestColumns.ofFrontier(result)
                    .csv(result.frontier()));
            Files.writeString(folder.resolve("solver-times.csv"),
                    BacktestColumns.ofTimes().csv(result.test()));
            Files.writeString(folder.resolve("report.html"), new HtmlReport(result).text());
        } catch (IOException e) {
            throw new ConfigurationException("%s: cannot be written: %s, expected a folder".formatted(folder,
                    e));
        }
    }

    private static List<ArmDay> days(List<ArmRun> runs) {
        return runs.stream()
                .flatMap(run -> run.scores().stream().map(score -> new ArmDay(run, score)))
                .toList();
    }
}
