package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import jdk.jfr.consumer.RecordedStackTrace;

/// Where the time of a task goes, from samples of the stacks that Flight Recorder takes while it runs.
final class Phases {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(1);

    /// Helpers, whose work is their caller's.
    private static final Pattern HELPERS = Pattern.compile(
            "org\\.tavan\\.conic\\.(Vectors|SparseRows|UpperTriangle|Profile|GrowingVector)\\b.*");

    /// Parts of a plan; a sample belongs to the innermost frame that one of them claims.
    enum Phase {
        /// Variables and rows.
        BUILD("dro\\.(CommunityProgram|RowBuilder|PlannedExchange|\\w+\\.addTo\\b)|conic\\.(ConicProgram|StandardRows|RowEntries|QuadraticEntries)"),
        /// Tail means, pieces of the cost, the support: what is read off the samples.
        CONSTANTS("dro\\.(RealTimeMoves|CommunityModel|RiskAllocation|\\w+\\.<init>)"),
        /// Scaling of rows and columns.
        EQUILIBRATE("conic\\.Equilibration"),
        /// Order of elimination and pattern of the factor.
        ORDER("conic\\.(MinimumDegree|NestedDissection|CoreGraph|MergedNodes|DegreeLists|SymbolicFactor|EliminationTree|PermutedPattern|SymmetricPattern|KktSystem\\.(<init>|pattern)|LdlFactorization\\.(<init>|countEntries|listEntries))"),
        /// Numbers of the factor.
        FACTOR("conic\\.(PanelWorker|LdlFactorization\\.(factor|eliminate|safe)|KktSystem\\.(factor|load))"),
        /// Triangular solves.
        SOLVE("conic\\.LdlFactorization\\.(solveFactors|forward|backward)"),
        /// Residuals of a solve, and its corrections.
        REFINE("conic\\.LdlFactorization\\.(solve|computeError|refine)"),
        /// Steps, cones, residuals, and tests for the end.
        ITERATE("conic\\."),
        /// The worst-case violation.
        CERTIFICATE("certificate\\."),
        /// The plan as it is handed out.
        WRITE("dro\\.(PlanDraft|PlanWriter|StabilitySearch)"),
        /// Rows that a round finds missing, worst cases of a rule, scaling of the joint promise.
        ROUNDS("dro\\."),
        /// Everything else.
        REST("");

        private final Pattern frames;

        Phase(String frames) {
            this.frames = Pattern.compile("org\\.tavan\\.(" + frames + ").*");
        }
    }

    /// @param samples taken
    /// @param percent of them in each phase
    record Breakdown(String title, int samples, Map<Phase, Double> percent) {}

    private Phases() {}

    /// Runs a task over and over and says where it was.
    ///
    /// @param seconds how long
    static Breakdown of(String title, double seconds, Runnable task) throws IOException {
        Path file = Files.createTempFile("tavan-phases-", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            long start = System.nanoTime();
            while (System.nanoTime() - start < seconds * 1e9) {
                task.run();
            }
            recording.stop();
            recording.dump(file);
            return read(title, RecordingFile.readAllEvents(file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static Breakdown read(String title, List<RecordedEvent> events) {
        long thread = Thread.currentThread().threadId();
        Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
        int samples = 0;
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals(SAMPLE)
                    && event.getThread("sampledThread").getJavaThreadId() == thread) {
                counts.merge(phase(event.getStackTrace()), 1, Integer::sum);
                samples++;
            }
        }
        Map<Phase, Double> percent = new TreeMap<>();
        for (Map.Entry<Phase, Integer> count : counts.entrySet()) {
            percent.put(count.getKey(), 100.0 * count.getValue() / samples);
        }
        return new Breakdown(title, samples, percent);
    }

    private static Phase phase(RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            Phase phase = phase(frame.getMethod().getType().getName() + "." + frame.getMethod().getName());
            if (phase != Phase.REST) {
                return phase;
            }
        }
        return Phase.REST;
    }

    /// {@return the phase that claims a method}
    ///
    /// @param method with package and class
    static Phase phase(String method) {
        if (HELPERS.matcher(method).matches()) {
            return Phase.REST;
        }
        for (Phase phase : Phase.values()) {
            if (phase != Phase.REST && phase.frames.matcher(method).matches()) {
                return phase;
            }
        }
        return Phase.REST;
    }

    /// {@return lines for the table}
    static List<String> lines(Breakdown breakdown) {
        StringBuilder text = new StringBuilder(breakdown.title()).append(':');
        breakdown.percent()
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Phase, Double>comparingByValue().reversed())
                .forEach(part -> text.append(" %s %.0f %%,".formatted(
                        part.getKey().name().toLowerCase(Locale.ROOT), part.getValue())));
        text.setLength(text.length() - 1);
        return TextTable.wrapped(text + " (%d samples)".formatted(breakdown.samples()));
    }
}
