package org.tavan.dro;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Solution;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlannerSettings;
import org.tavan.problem.CommunityProblem;

/// Some members that are planned together while their windows move: one program, whose numbers are changed in place.
final class RollingPart {
    /// No member in particular.
    static final int ALL = -1;
    private static final int ROUNDS_MAX = 20;
    /// Flows both ways from here on cost something where surplus has a price.
    private static final double BOTH_WAYS_KW = 1e-9;

    /// In the whole, ascending.
    private final int[] indices;
    /// Where the part starts: its members and the links among them.
    private final CommunityProblem start;
    private final RollingMember[] members;
    private final RollingPrices prices;
    private final RiskAllocation allocation;
    private final PlannerSettings settings;
    private CommunityProgram program;
    private ConicWorkspace workspace;
    private boolean pricesChanged = true;
    private double fixedCents;
    private double constantCents;
    private double costCents = Double.NaN;
    private double boundCents = Double.NaN;
    private int programs = 1;
    private int rounds;
    private int iterations;
    private boolean startedAnew;
    private boolean planned;

    /// @param all members of the whole
    RollingPart(int[] indices, CommunityProblem start, RollingMember[] all, RollingPrices prices,
            RiskAllocation allocation, PlannerSettings settings) {
        this.indices = indices;
        this.start = start;
        members = Arrays.stream(indices).mapToObj(n -> all[n]).toArray(RollingMember[]::new);
        this.prices = prices;
        this.allocation = allocation;
        this.settings = settings;
        program = newProgram();
        workspace = new ConicWorkspace(program.program);
        fixedCents = prices.fixedCents(program);
    }

    /// With the numbers of the start, which are written over.
    private CommunityProgram newProgram() {
        return new CommunityProgram(
                new CommunityModel(start, allocation,
                        Arrays.stream(members).map(RollingMember::renewRule).toList()),
                new CommunityProgram.Options(false, 0));
    }

    private CommunityModel model(List<DiagonalProgram> rules) {
        return new CommunityModel(problem(), allocation, rules);
    }

    private CommunityProblem problem() {
        return start.withPrices(prices.current())
                .withMembers(Arrays.stream(members).map(RollingMember::current).toList());
    }

    void pricesChanged() {
        pricesChanged = true;
    }

    /// There is something new to be planned with.
    void begin() {
        planned = false;
    }

    /// {@return whether there is a plan with what there is now}
    boolean isPlanned() {
        return planned;
    }

    /// Plans with what there is now.
    ///
    /// @return whether the plan is one within the tolerance of its bound, which keeps every promise
    boolean replan() {
        rounds = 0;
        iterations = 0;
        startedAnew = false;
        if (solve()) {
            return true;
        }
        boolean completed = false;
        for (RollingMember member : members) {
            completed |= member.complete();
        }
        if (!completed && workspace.status() == ConicWorkspace.Status.PRIMAL_INFEASIBLE) {
            return false;
        }
        // What has gathered in the program may stand in the way.
        renew();
        return solve();
    }

    private boolean solve() {
        planned = false;
        double gap = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS_MAX && (round == 0 || refine()); round++) {
            write();
            rounds++;
            if (workspace.resolve(settings.solver()) != ConicWorkspace.Status.SOLVED && !isUsable()) {
                return false;
            }
            iterations += workspace.iterations();
            startedAnew |= workspace.startedAnew();
            measure();
            gap = (costCents - boundCents) / Math.max(1, Math.abs(costCents));
            if (gap <= 0.1 * settings.gapTolerance()) {
                break;
            }
        }
        planned = gap <= settings.gapTolerance() && keepsPromise() && !burnsSurplus();
        return planned;
    }

    /// {@return whether a point that stopped early still counts}
    private boolean isUsable() {
        return switch (workspace.status()) {
            case LIMIT_REACHED, NUMERICAL_ERROR -> RoundSolver.isUsable(workspace.residuals());
            case SOLVED, UNSOLVED, PRIMAL_INFEASIBLE, DUAL_INFEASIBLE -> false;
        };
    }

    private void write() {
        boolean fits = true;
        for (RollingMember member : members) {
            fits &= member.refresh(prices.buyCents, prices.sellCents);
        }
        if (!fits) {
            renew();
        }
        if (pricesChanged) {
            prices.write(workspace, program);
            constantCents = fixedCents + prices.committedCents(program);
            pricesChanged = false;
        }
        for (int n = 0; n < members.length; n++) {
            members[n].write(workspace, program, n);
        }
    }

    private void renew() {
        program = newProgram();
        workspace = new ConicWorkspace(program.program);
        programs++;
        fixedCents = prices.fixedCents(program);
        pricesChanged = true;
    }

    private boolean refine() {
        boolean refined = false;
        for (RollingMember member : members) {
            refined |= member.refine(workspace);
        }
        return refined;
    }

    private void measure() {
        costCents = workspace.primalObjective() + constantCents;
        boundCents = workspace.dualObjective() + constantCents;
        for (int n = 0; n < members.length; n++) {
            members[n].read(workspace, program, n);
            costCents += members[n].missingCents(workspace);
            boundCents -= members[n].boundLossCents(workspace);
        }
    }

    private boolean keepsPromise() {
        for (RollingMember member : members) {
            if (!member.keepsPromise(workspace)) {
                return false;
            }
        }
        return true;
    }

    /// Where surplus has a price, a program may burn some in batteries; a plan never does, and costs more.
    private boolean burnsSurplus() {
        for (int n = 0; prices.hasSurplusPrice() && n < members.length; n++) {
            for (int k = 0; k < program.devices.get(n).size(); k++) {
                for (int t = 0; t < start.intervals(); t++) {
                    if (program.devices.get(n).get(k).bothWaysKw(workspace, t) > BOTH_WAYS_KW) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Scales the joint promises anew at the plan in hand and plans again; the cheaper plan stays.
    ///
    /// @param only the one member whose promise is scaled, in the whole, or `ALL`
    /// @return as `replan`
    boolean rescale(int only) {
        double before = costCents;
        boolean rescaled = false;
        for (int n = 0; n < members.length; n++) {
            rescaled |= (only == ALL || indices[n] == only) && members[n].rescale(workspace);
        }
        if (!rescaled || (solve() && costCents <= before)) {
            return true;
        }
        for (int n = 0; n < members.length; n++) {
            if (only == ALL || indices[n] == only) {
                members[n].restoreScaling();
            }
        }
        return solve();
    }

    /// {@return the plan of the part as a whole, or nothing where it does not stand the checks of `RollingWriter`}
    Optional<PlanOutcome> plan() {
        Solution solution = RoundSolver.usable(workspace.outcome());
        return solution == null
                ? Optional.empty()
                : new RollingWriter(allocation,
                        model(Arrays.stream(members).map(RollingMember::rule).toList()), program, solution,
                        boundCents).plan(settings, rounds, iterations);
    }

    /// Reads the quantities of the plan.
    void read(RollingValues values) {
        for (int n = 0; n < members.length; n++) {
            values.read(workspace, program, members[n], n, indices[n]);
        }
    }

    /// Reads the prices of the balances (¢/kWh), `[member of the whole][interval]`.
    void readPrices(double[][] centsPerKwh) {
        for (int n = 0; n < indices.length; n++) {
            double[] price = centsPerKwh[indices[n]];
            for (int t = 0; t < price.length; t++) {
                price[t] = -workspace.dual(program.balanceRow[n][t]) / start.stepHours();
            }
        }
    }

    int[] indices() {
        return indices;
    }

    boolean has(int member) {
        return Arrays.binarySearch(indices, member) >= 0;
    }

    double costCents() {
        return costCents;
    }

    double boundCents() {
        return boundCents;
    }

    /// {@return how many programs have been made for it}
    int programs() {
        int sum = programs;
        for (RollingMember member : members) {
            sum += member.programs();
        }
        return sum;
    }

    int rounds() {
        return rounds;
    }

    int iterations() {
        return iterations;
    }

    boolean startedAnew() {
        return startedAnew;
    }
}
