package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.conic.InteriorPointSolver;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.BatteryState;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WholeSpace;

/// Plans with rules of any memory, norm and support, with and without batteries that follow, against the literal program.
class AffineProgramTest {
    private static final int INTERVALS = 3;
    private static final int SAMPLES = 5;

    static Stream<Arguments> cases() {
        return Stream.of(Norm.ONE, Norm.INFINITY)
                .flatMap(norm -> Stream.of("BOX", "WHOLE_SPACE", "POLYTOPE")
                        .flatMap(shape -> Stream.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)
                                .flatMap(method -> Stream.of(new RecourseRule(0, false),
                                        new RecourseRule(1, false), RecourseRule.CAUSAL,
                                        new RecourseRule(0, true), new RecourseRule(1, true))
                                        .flatMap(rule -> Stream.of(0L, 1L)
                                                .map(seed -> Arguments.of(norm, shape, method, rule,
                                                        seed))))));
    }

    private static CommunityProblem problem(Norm norm, String shape, JointMethod method, RecourseRule rule,
            long seed) {
        CommunityProblem random = RandomCommunity.of(seed + 31L * List.of(Norm.values()).indexOf(norm),
                INTERVALS, SAMPLES, rule,
                false);
        List<Member> members = new ArrayList<>();
        for (Member member : random.members()) {
            members.add(new Member(member.id(), member.nominalKw(), member.grid(), member.realTime(),
                    member.forecastKw(), member.residualKw(), support(member, shape),
                    withTerminalCents(member.battery(), 7.5 * seed), member.flexible()));
        }
        Promise promise = random.promise();
        return new CommunityProblem(random.stepHours(), random.prices(), members, random.peerLinks(),
                random.connection(),
                new Promise(promise.epsilon(), Math.min(0.01, promise.radius()), norm, method), rule, 0);
    }

    private static @Nullable BatteryState withTerminalCents(@Nullable BatteryState state, double cents) {
        return state == null
                ? null
                : new BatteryState(state.battery().withTerminalCentsPerKwh(cents), state.energyKwh());
    }

    /// The polytope is the box without the corners beyond what the samples reach in all intervals together.
    private static Support support(Member member, String shape) {
        SupportBox box = TestPlans.box(member);
        if (shape.equals("BOX")) {
            return box;
        }
        if (shape.equals("WHOLE_SPACE")) {
            return new WholeSpace(INTERVALS);
        }
        List<Profile> rows = new ArrayList<>();
        double[] right = new double[2 * INTERVALS + 2];
        for (int k = 0; k < right.length; k++) {
            double sign = k % 2 == 0 ? 1 : -1;
            double[] row = new double[INTERVALS];
            for (int t = 0; t < INTERVALS; t++) {
                row[t] = k < 2 * INTERVALS ? k / 2 == t ? sign : 0 : sign;
            }
            rows.add(Profile.of(row));
            right[k] = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < SAMPLES; i++) {
                double sum = 0;
                for (int t = 0; t < INTERVALS; t++) {
                    sum += row[t] * member.residualKw().value(i, t);
                }
                right[k] = Math.max(right[k], sum + 0.05 * member.nominalKw());
            }
        }
        return new SupportPolytope(rows, Profile.of(right));
    }

    @ParameterizedTest(name = "norm {0}, {1}, {2}, {3}, seed {4}")
    @MethodSource("cases")
    void thePlanCostsWhatTheFullProgramCosts(Norm norm, String shape, JointMethod method, RecourseRule rule,
            long seed) {
        CommunityProblem problem = problem(norm, shape, method, rule, seed);
        boolean twoSided = !problem.prices()
                .realTimeBuyCentsPerKwh()
                .equals(problem.prices().realTimeSellCentsPerKwh());
        boolean exact = rule.memory() == 0
                && (shape.equals("WHOLE_SPACE") || (shape.equals("BOX") && norm == Norm.ONE));
        double epsilon = RiskAllocation.byMethod().intervalEpsilon(problem);
        OptionalDouble expected = new FullProgram(new HighsProgram(), problem, epsilon, twoSided && !exact,
                null).optimum();

        RoundSolver.Result result = new RoundSolver(new CommunityModel(problem, RiskAllocation.byMethod()),
                new InteriorPointSolver(), PlannerSettings.defaults())
                .solve(new CommunityProgram.Options(false, 0));

        if (expected.isEmpty()) {
            assertNothingOrAnotherScaling(result, method);
            return;
        }
        RoundSolver.Result.Found found = assertInstanceOf(RoundSolver.Result.Found.class, result);
        double scale = Math.max(1, Math.abs(expected.getAsDouble()));
        assertEquals(expected.getAsDouble(), found.cents(), 1e-6 * scale);
        assertEquals(expected.getAsDouble(), found.boundCents(), 1e-6 * scale);
        assertTrue(found.draft().missed(RoundSolver.FEASIBLE_TOLERANCE).isEmpty());
    }

    /// The full program is scaled equally; where that has no plan, another scaling may.
    private static void assertNothingOrAnotherScaling(RoundSolver.Result result, JointMethod method) {
        if (result instanceof RoundSolver.Result.Found found) {
            assertEquals(JointMethod.JOINT_CVAR, method);
            assertTrue(found.draft().keepsPromise());
        } else {
            assertInstanceOf(RoundSolver.Result.Infeasible.class, result);
        }
    }

    /// What a rule needs is the worst case of its own numbers, whatever the solver's variables say of it.
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("normsAndShapes")
    void theMarginNeededIsTheTailOfTheRuleAsItIs(Norm norm, String shape) {
        CommunityProblem problem = problem(norm, shape, JointMethod.BONFERRONI, new RecourseRule(1, true), 1);
        CommunityModel model = new CommunityModel(problem, RiskAllocation.byMethod());
        PlanDraft draft = assertInstanceOf(RoundSolver.Result.Found.class, new RoundSolver(model,
                new InteriorPointSolver(), PlannerSettings.defaults())
                .solve(new CommunityProgram.Options(false, 0))).draft();

        for (int n = 0; n < problem.members().size(); n++) {
            AffineRecourse rule = draft.rules.get(n);
            double[] needed = model.recourse.get(n)
                    .marginsNeededKw(rule, draft.marginKw[n], draft.plannedKw[n]);
            for (int t = 0; t < INTERVALS; t++) {
                double[] open = new double[INTERVALS];
                for (int j = 0; j <= t; j++) {
                    open[j] = (j == t ? problem.members().get(n).nominalKw() : 0) - rule.supplyGainKw(t, j);
                }
                HighsProgram program = new HighsProgram();
                FullWorstCase full = new FullWorstCase(program, INTERVALS);
                program.addCost(full.tail(model.balls.get(n), LinearProgram.Sum.of(open),
                        new LinearProgram.Sum(), model.intervalEpsilon));
                double tail = full.minimum().orElseThrow() + rule.spareKw(t);
                assertTrue(needed[t] >= tail - 1e-9 * Math.max(1, Math.abs(tail)));
                assertEquals(tail, needed[t], 1e-7 * Math.max(1, Math.abs(tail)));
                assertTrue(draft.marginKw[n][t] >= needed[t]);
            }
        }
    }

    static Stream<Arguments> normsAndShapes() {
        return Stream.of(Norm.values())
                .flatMap(norm -> Stream.of("BOX", "POLYTOPE").map(shape -> Arguments.of(norm, shape)));
    }

    private static double cents(CommunityModel model) {
        RoundSolver.Result result = new RoundSolver(model, new InteriorPointSolver(),
                PlannerSettings.defaults()).solve(new CommunityProgram.Options(false, 0));
        return assertInstanceOf(RoundSolver.Result.Found.class, result).cents();
    }

    /// `‖x‖_∞ ≤ ‖x‖₂ ≤ ‖x‖₁`: the shorter a move is, the more an adversary may do.
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("shapesAndMethods")
    void theEuclideanPlanCostsNoLessThanThatOfTheOneNormAndNoMoreThanThatOfTheMaximum(String shape,
            JointMethod method) {
        Map<Norm, Double> cents = new EnumMap<>(Norm.class);
        for (Norm norm : Norm.values()) {
            CommunityProblem problem = problem(Norm.ONE, shape, method, new RecourseRule(1, true), 3);
            Promise promise = new Promise(0.2, 0.01, norm, method);
            cents.put(norm, cents(new CommunityModel(new CommunityProblem(problem.stepHours(),
                    oneSided(problem), problem.members(), problem.peerLinks(), problem.connection(), promise,
                    problem.rule(), 0), RiskAllocation.byMethod())));
        }

        double one = cents.getOrDefault(Norm.ONE, Double.NaN);
        double two = cents.getOrDefault(Norm.TWO, Double.NaN);
        double tolerance = 1e-6 * Math.abs(one);
        assertTrue(one <= two + tolerance);
        assertTrue(two <= cents.getOrDefault(Norm.INFINITY, Double.NaN) + tolerance);
    }

    private static EnergyPrices oneSided(CommunityProblem problem) {
        return new EnergyPrices(problem.prices().dayAheadCentsPerKwh(),
                problem.prices().realTimeBuyCentsPerKwh(), problem.prices().realTimeBuyCentsPerKwh());
    }

    static Stream<Arguments> shapesAndMethods() {
        return Stream.of("BOX", "WHOLE_SPACE", "POLYTOPE")
                .flatMap(shape -> Stream.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)
                        .map(method -> Arguments.of(shape, method)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    static Stream<Arguments> seedsAndMethods() {
        return Stream.of(JointMethod.BONFERRONI, JointMethod.JOINT_CVAR)
                .flatMap(method -> seeds().mapToObj(seed -> Arguments.of(method, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("seedsAndMethods")
    void theRuleWrittenOutWholeCostsWhatTheOneGrownFromTheDiagonalCosts(JointMethod method, long seed) {
        RecourseRule rule = new RecourseRule((int) (seed % 5) + 1, false);
        CommunityProblem problem = JointPlanTest.with(RandomCommunity.of(seed, 6, 12, rule, true), method);
        CommunityModel grown = new CommunityModel(problem, RiskAllocation.byMethod());
        CommunityModel whole = new CommunityModel(problem, RiskAllocation.byMethod());
        for (int n = 0; n < problem.members().size(); n++) {
            Member member = problem.members().get(n);
            assertInstanceOf(CausalProgram.class, grown.recourse.get(n));
            whole.recourse.set(n, new AffineProgram(member.nominalKw(), member.realTime(), rule,
                    whole.balls.get(n), method, whole.intervalEpsilon, problem.stepHours(),
                    problem.prices(), List.of()));
        }

        double cents = cents(whole);

        assertEquals(cents, cents(grown), 1e-6 * Math.max(1, Math.abs(cents)));
    }

    /// Where no residual is bounded, limits are rows of the promise, and a rule needs as much of whoever reads it.
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("seedsAndMethods")
    void aRuleNeedsTheSameWhoeverReadIt(JointMethod method, long seed) {
        CommunityProblem random = JointPlanTest.with(
                RandomCommunity.of(seed, 3, 6, new RecourseRule((int) (seed % 3), true), false), method);
        CommunityProblem problem = random.withMembers(random.members()
                .stream()
                .map(member -> member.withResiduals(member.residualKw(), new WholeSpace(3)))
                .toList());
        CommunityModel own = new CommunityModel(problem, RiskAllocation.byMethod());
        if (!(new RoundSolver(own, new InteriorPointSolver(), PlannerSettings.defaults())
                .solve(new CommunityProgram.Options(false, 0)) instanceof RoundSolver.Result.Found found)) {
            return;
        }
        CommunityModel other = new CommunityModel(problem, RiskAllocation.byMethod());

        for (int n = 0; n < problem.members().size(); n++) {
            PlanDraft draft = found.draft();
            double[] expected = own.recourse.get(n)
                    .marginsNeededKw(draft.rules.get(n), draft.marginKw[n], draft.plannedKw[n]);
            double[] needed = other.recourse.get(n)
                    .marginsNeededKw(draft.rules.get(n), draft.marginKw[n], draft.plannedKw[n]);
            assertArrayEquals(expected, needed, 1e-6);
        }
    }
}
