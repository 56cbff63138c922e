package org.tavan.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tavan.config.YamlRecord;
import org.tavan.config.YamlRefusal;
import org.tavan.microgrid.MicrogridProblem;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.PlanStatus;
import org.tavan.solver.microgrid.MicrogridAnswer;
import org.tavan.solver.microgrid.MicrogridSolver;
import org.tavan.solver.microgrid.codec.MicrogridProblems;
import org.tavan.standalone.microgrid.MicrogridDay;
import org.tavan.standalone.microgrid.MicrogridOutput;
import org.tavan.standalone.microgrid.Studies;
import org.tavan.standalone.microgrid.StudyRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tavan microgrid`: one microgrid day from a file, planned by the code that plans it in the pipeline, without Kafka.
@Command(name = "microgrid", mixinStandardHelpOptions = true, description = "Plans one day of a microgrid from a file and writes a report.")
final class MicrogridCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "the day, see docs/operations.md#microgrid")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "folder of JSON, CSV and report (default: microgrid-COMMUNITY-DAY)")
    private @Nullable Path out;

    @Option(names = "--studies", description = "what reliability costs, and how far participation may be off; takes minutes")
    private boolean studies;

    @Option(names = "--json", description = "print the schedule as JSON")
    private boolean json;

    @Override
    public Integer call() {
        var request = YamlRecord.read(file, MicrogridRequest.class);
        MicrogridProblem problem = problem(request);
        Progress.say("Planning %s on %s; the proof may take up to %.0f s …".formatted(request.getMicrogrid()
                .getName(), request.getDeliveryDay(), request.getMicrogrid().getProofSeconds()));
        MicrogridAnswer answer = new MicrogridSolver(System::nanoTime).solve(request);
        var day = new MicrogridDay(request, answer.schedule(), answer.signal().orElse(null),
                studies ? studies(request, problem) : null);
        Path folder = out == null
                ? Path.of("microgrid-%s-%s".formatted(request.getCommunityId(), request.getDeliveryDay()))
                : out;
        MicrogridOutput.write(day, folder);
        System.out.println(json ? MicrogridOutput.json(day) : MicrogridOutput.text(day));
        Progress.say("Report: " + folder.resolve("report.html"));
        return answer.schedule().getStatus() == PlanStatus.FAILED ? 1 : 0;
    }

    /// A day that cannot be planned is a result; one that contradicts itself is a wrong file.
    private MicrogridProblem problem(MicrogridRequest request) {
        try {
            MicrogridProblems.settings(request);
            return MicrogridProblems.of(request);
        } catch (IllegalArgumentException e) {
            throw YamlRefusal.of(file, String.valueOf(e.getMessage()));
        }
    }

    private static Studies studies(MicrogridRequest request, MicrogridProblem problem) {
        try (var progress = Progress.steps("Studies", StudyRun.STEPS, " studies")) {
            return new StudyRun(problem, request.getMicrogrid().getReliability(), MicrogridProblems.settings(
                    request), System::nanoTime, step -> {
                        Progress.say("Study: %s …".formatted(step));
                        progress.step();
                    }).run();
        }
    }
}
