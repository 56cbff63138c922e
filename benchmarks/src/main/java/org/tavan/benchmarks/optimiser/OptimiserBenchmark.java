package org.tavan.benchmarks.optimiser;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.tavan.benchmarks.machine.Machine;
import org.tavan.dro.PartwisePlanner;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.RecourseRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures the optimiser beside other solvers; `./tavan bench optimiser [--quick] [FILE.json]` prints a table, keeps the figures in the
/// file.
@Command(name = "optimiser", mixinStandardHelpOptions = true, description = "Measures the optimiser beside HiGHS, ojAlgo and the paper's form.")
public final class OptimiserBenchmark implements Callable<Integer> {
    private static final String JOINT = "JOINT_CVAR";
    private static final String COLD = "Cold: planner and solver have seen nothing, their code is compiled.";
    private static final Comparisons.Extent QUICK = new Comparisons.Extent(new Trials.Plan(20, 15, 2),
            new Trials.Plan(0, 2, 0.5), 30, 3);
    private static final Comparisons.Extent FULL = new Comparisons.Extent(new Trials.Plan(40, 40, 4),
            new Trials.Plan(1, 5, 4), 300, 10);

    @Option(names = "--quick", description = "fewer runs and smaller sizes: under a minute")
    private boolean quick;

    @Option(names = "--largest", paramLabel = "N", description = "largest community of the growth table (default: ${DEFAULT-VALUE})")
    private int largest = 1000;

    @Option(names = "--shared", paramLabel = "DIR", description = "where cases/dro-community-10.json is, if anywhere (default: beside the repository)")
    private Path shared = Path.of(System.getProperty("tavan.home", "."), "..", "shared");

    @Parameters(arity = "0..1", paramLabel = "FILE.json", description = "where the figures are kept as well")
    private @Nullable Path file;

    private OptimiserBenchmark() {}

    /// Everything measured in one run.
    ///
    /// @param notes what was left out, and why
    record Result(String commit, Machine machine, boolean quick, List<Comparison> comparisons,
            List<JmhRun> jmh,
            Growth growth, List<Phases.Breakdown> phases, List<RuleGains> ruleGains, List<String> notes) {}

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.here();
        Comparisons runs = new Comparisons(quick ? QUICK : FULL, HighsLibrary.load());
        CommunityInstance standard = CommunityInstance.standard();
        List<String> notes = new ArrayList<>();
        List<Comparison> comparisons = new ArrayList<>();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("Tavan %s, %s, %d cores, JDK %s. CPU: of the thread, median.".formatted(Machine.commit(),
                machine.processor(), machine.cores(), machine.jdk()));
        out.println(
                "x first: CPU p50 as a multiple of the first line's. obj.err: relative to Tavan's optimum.");
        say("closed diagonal");
        comparisons.add(show(out, runs.cold("Closed diagonal, N = 10, T = 24, I = 90 (target 4 ms)", COLD,
                standard.problem(), steady())));
        say("one sample in and out");
        comparisons
                .add(show(out, runs.sliding("One sample in and out (target p50 0.5 ms, p99 3 ms)", standard,
                        RecourseRule.DIAGONAL, CommunityInstance.promise(JointMethod.BONFERRONI))));
        say("literal form");
        comparisons
                .add(show(out, runs.literal(quick ? new CommunityInstance(42, 1, 12, 30, false) : standard)));
        Optional<JointMethod> joint = Arrays.stream(JointMethod.values())
                .filter(method -> method.name().equals(JOINT))
                .findFirst();
        if (joint.isPresent()) {
            addJoint(out, runs, joint.get(), comparisons);
        } else {
            notes.add("Joint CVaR is left out: this version has no joint method %s.".formatted(JOINT));
        }
        say("causal rule");
        int causalMembers = quick ? 1 : standard.members();
        comparisons.add(show(out, runs.cold(
                "Causal rule, N = %d, T = 24, I = 90 (target 200 ms at N = 10)".formatted(causalMembers), "",
                standard.withMembers(causalMembers)
                        .problem(0, RecourseRule.CAUSAL, CommunityInstance.promise(JointMethod.BONFERRONI)),
                new Trials.Plan(0, 3, quick ? 1 : 20))));
        say("q = Qξ, certificate");
        comparisons.add(show(out, runs.respond(standard.intervals())));
        comparisons.add(show(out, runs.certificate(standard)));
        say("JMH");
        List<JmhRun> jmh = JmhRun.all(CommunityBenchmark.class, quick ? 3 : 5, quick ? 100 : 400);
        print(out, JmhRun.lines(jmh));
        say("where the time goes");
        List<Phases.Breakdown> phases = phases(standard, joint);
        out.println();
        phases.forEach(breakdown -> Phases.lines(breakdown).forEach(out::println));
        say("growth with N");
        Growth growth = quick
                ? Growth.of(24, 90, List.of(3, 10, 30), 20, 1)
                : Growth.of(96, 365, Stream.of(10, 30, 100, 300, 1000).filter(n -> n <= largest).toList(),
                        300, 10);
        print(out, growth.lines());
        say("what more freedom of the rule saves");
        List<RuleGains> gains = ruleGains(standard, notes);
        gains.forEach(community -> print(out, community.lines()));
        notes.forEach(out::println);
        keep(new Result(Machine.commit(), machine, quick, comparisons, jmh, growth, phases, gains, notes));
        return 0;
    }

    /// As many runs before those that count as the virtual machine takes to have compiled what is measured.
    private Trials.Plan steady() {
        return quick ? new Trials.Plan(300, 15, 2) : new Trials.Plan(1000, 40, 6);
    }

    private void addJoint(PrintStream out, Comparisons runs, JointMethod joint,
            List<Comparison> comparisons) {
        CommunityInstance standard = CommunityInstance.standard();
        say("joint CVaR");
        comparisons.add(show(out, runs.cold("Joint CVaR with scaling and certificate, N = 10 (target 25 ms)",
                COLD + " The program is the last of the rounds.",
                standard.problem(0, RecourseRule.DIAGONAL, CommunityInstance.promise(joint)),
                steady())));
        comparisons.add(show(out, runs.sliding("Joint CVaR, one sample in and out (target 3 ms)", standard,
                RecourseRule.DIAGONAL, CommunityInstance.promise(joint))));
    }

    private List<Phases.Breakdown> phases(CommunityInstance instance, Optional<JointMethod> joint)
            throws Exception {
        double seconds = quick ? 1 : 4;
        List<Phases.Breakdown> phases = new ArrayList<>();
        phases.add(phases("cold plan, closed diagonal", seconds, instance.problem()));
        WindowPlanner planner = new WindowPlanner();
        List<WindowPlanner.Next> nexts = new CommunityRuns(instance, 100).nexts();
        phases.add(Phases.of("next window, closed diagonal", seconds, () -> nexts.forEach(planner::cents)));
        if (joint.isPresent()) {
            phases.add(phases("cold plan, joint CVaR", seconds,
                    instance.problem(0, RecourseRule.DIAGONAL, CommunityInstance.promise(joint.get()))));
        }
        phases.add(phases("cold plan, causal, N = 1", seconds, instance.withMembers(1)
                .problem(0, RecourseRule.CAUSAL, CommunityInstance.promise(JointMethod.BONFERRONI))));
        return phases;
    }

    /// On the recorded community where there is one, and on a generated one.
    private List<RuleGains> ruleGains(CommunityInstance standard, List<String> notes) throws IOException {
        List<RuleGains> gains = new ArrayList<>();
        CommunityInstance generated = (quick ? new CommunityInstance(42, 2, 24, 30, true) : standard)
                .oneSided();
        gains.add(RuleGains.of("generated, N = %d, T = %d, I = %d".formatted(generated.members(),
                generated.intervals(), generated.samples()), generated.problem()));
        Path recorded = shared.resolve("cases").resolve("dro-community-10.json");
        if (quick) {
            notes.add("The recorded community is left out of a quick run.");
        } else if (Files.exists(recorded)) {
            gains.add(RuleGains.of("recorded, N = 10, T = 24, I = 90",
                    RecordedCommunity.read(recorded).problem()));
        } else {
            notes.add("The recorded community is left out: there is no file %s."
                    .formatted(recorded.normalize()));
        }
        return gains;
    }

    private static Phases.Breakdown phases(String title, double seconds, CommunityProblem problem)
            throws Exception {
        return Phases.of(title, seconds,
                () -> new PartwisePlanner().plan(problem,
                        PlannerSettings.defaults()));
    }

    private static Comparison show(PrintStream out, Comparison comparison) {
        print(out, TextTable.lines(comparison));
        return comparison;
    }

    private static void print(PrintStream out, List<String> lines) {
        out.println();
        lines.forEach(out::println);
    }

    private static void say(String what) {
        System.err.println("measuring: " + what + " …");
    }

    private void keep(Result result) throws Exception {
        if (file == null) {
            return;
        }
        Files.writeString(file, JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(result) + System.lineSeparator());
    }
}
