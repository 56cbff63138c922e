package org.tavan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tavan.config.ConfigurationException;
import org.tavan.conic.Profile;
import org.tavan.problem.CommunityProblem;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.standalone.solve.ProblemFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// `tavan solve`: one day-ahead problem from a file; the plan, or why there is none, as JSON on standard output.
@Command(name = "solve", mixinStandardHelpOptions = true, description = "Plans one day from a JSON file and prints the plan as JSON.")
final class SolveCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule().addSerializer(new ProfileSerializer()))
            .build();

    @Parameters(paramLabel = "FILE.json", description = "the problem, see docs/operations.md#solve")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        var outcome = new PartwisePlanner().plan(read(),
                PlannerSettings.defaults());
        return switch (outcome) {
            case PlanOutcome.Planned planned -> {
                System.out.println(JSON.writeValueAsString(planned));
                yield 0;
            }
            case PlanOutcome.Unplanned unplanned -> {
                System.out.println(
                        JSON.writeValueAsString(Map.of("status", "FAILED", "reason", unplanned.reason())));
                yield 1;
            }
        };
    }

    private CommunityProblem read() {
        try {
            return JSON.readValue(Files.readString(file), ProblemFile.class).toProblem();
        } catch (IOException e) {
            throw new ConfigurationException("%s: cannot be read: %s".formatted(file, e));
        } catch (JacksonException e) {
            throw new ConfigurationException("%s:%d: %s".formatted(file,
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("%s: %s".formatted(file, e.getMessage()));
        }
    }

    /// A profile is an array of numbers.
    private static final class ProfileSerializer extends StdSerializer<Profile> {
        ProfileSerializer() {
            super(Profile.class);
        }

        @Override
        public void serialize(Profile profile, JsonGenerator generator, SerializationContext context) {
            generator.writeArray(profile.toArray(), 0, profile.length());
        }
    }
}
