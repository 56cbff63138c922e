package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ActiveGuess;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.conic.SolveOutcome;
import org.tavan.dro.RoundProgram.Bound;
import org.tavan.market.DemandCharge;
import org.tavan.plan.CommunityPlan;
import org.tavan.problem.Curtailment;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.Offer;
import org.tavan.problem.Storage;

/// One round's program for a whole community, and where its variables and rows are.
///
/// Links, then per member its exchange, its devices, the balance that joins them to the margin `m + r`, and the rule; at last what all share.
/// Each kind of device has a class of its own, which adds its variables, rows and costs. Committed quantities are constants.
///
/// Source: the paper, (5)–(8) and (12). Departs from it: see the classes of the devices.
final class CommunityProgram {
    static final int NONE = -1;

    /// A direction that a device is held to: it may not go the other way.
    ///
    /// @param charging whether it may charge; else discharge
    record OneWay(String memberId, String device, int interval, boolean charging) {}

    /// What kind of program.
    ///
    /// @param relaxed whether requirements may be missed at a penalty
    /// @param nearness weight of the squared distance from the plan in force (¢/kW²)
    /// @param suspects limits of which it is asked whether they conflict: all limits may be missed then, these at a penalty far above that of all
    ///        others; null for a program that is to be planned with
    /// @param oneWay directions that devices are held to
    record Options(boolean relaxed, double nearness, @Nullable Set<Limit> suspects, Set<OneWay> oneWay) {
        Options(boolean relaxed, double nearness) {
            this(relaxed, nearness, null, Set.of());
        }

        /// {@return whether a limit may be missed at a penalty}
        ///
        /// @param relaxable whether a relaxed program lets it be missed
        boolean softens(boolean relaxable) {
            return suspects != null || (relaxed && relaxable);
        }

        boolean has(OneWay direction) {
            return !oneWay.isEmpty() && oneWay.contains(direction);
        }
    }

    private final CommunityModel model;
    private final RoundProgram round;
    final ConicProgram program;
    final List<LinkProgram> links = new ArrayList<>();
    /// Indices of the links of each member.
    private final List<List<Integer>> linksOf = new ArrayList<>();
    final List<ExchangeProgram> exchanges = new ArrayList<>();
    /// Per member.
    final List<List<DeviceProgram>> devices = new ArrayList<>();
    final int[][] balanceRow;
    /// What is committed of the supply in each balance (kW), `[member][interval]`.
    final double[][] committedKw;
    /// The variables of `m + r`, `[member][interval]`.
    final int[][] marginVariable;

    CommunityProgram(CommunityModel model, Options options) {
        this(model, options, false);
    }

    private CommunityProgram(CommunityModel model, Options options, boolean named) {
        this.model = model;
        round = new RoundProgram(options, model.shortageCentsPerKwh(), named);
        balanceRow = new int[model.memberCount()][model.intervals];
        committedKw = new double[model.memberCount()][model.intervals];
        marginVariable = new int[model.memberCount()][];
        for (int n = 0; n < model.memberCount(); n++) {
            linksOf.add(new ArrayList<>());
        }
        for (int k = 0; k < model.linkCount(); k++) {
            links.add(new LinkProgram(round, model.link(k), model.intervals, model.stepHours));
            linksOf.get(model.linkFirst[k]).add(k);
            linksOf.get(model.linkSecond[k]).add(k);
        }
        for (int n = 0; n < model.memberCount(); n++) {
            exchanges.add(
                    new ExchangeProgram(round, model.member(n), model.problem.prices(), model.stepHours));
            devices.add(devices(model.member(n)));
            int[] margin = addBalance(n);
            marginVariable[n] = margin;
            addSurplus(margin);
            addPeak(n);
            round.beginRule(model.member(n).id());
            model.recourse.get(n).addTo(round.builder, variables(n, margin), model.backoffKw(n));
            addMetered(model.member(n).demandCharge(), List.of(n));
        }
        addConnection();
        addMetered(model.problem.demandCharge(), IntStream.range(0, model.memberCount()).boxed().toList());
        program = round.builder.build();
    }

    private List<DeviceProgram> devices(Member member) {
        List<DeviceProgram> programs = new ArrayList<>();
        for (Storage storage : member.storages()) {
            programs.add(
                    new StorageProgram(round, StorageTerms.of(member, storage, model.stepHours, follows())));
        }
        for (FlexibleDemand demand : member.flexibleLoads()) {
            programs.add(new FlexibleProgram(round, FlexibleTerms.of(member, demand, model.stepHours)));
        }
        for (Curtailment curtailment : member.curtailments()) {
            programs.add(new CurtailmentProgram(round, member, curtailment, model.problem.prices(),
                    model.stepHours));
        }
        for (Offer offer : member.offers()) {
            programs.add(new OfferProgram(round, member, offer, model.stepHours));
        }
        return programs;
    }

    /// {@return whether storages follow the residuals: not where their levels may be missed}
    boolean follows() {
        return model.problem.rule().storage() && !round.options.relaxed() && round.options.suspects() == null;
    }

    private MemberVariables variables(int n, int[] margin) {
        return new MemberVariables(Arrays.stream(margin).boxed().toList(), exchanges.get(n).planned,
                devices.get(n)
                        .stream()
                        .map(DeviceProgram::storageVariables)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /// How much more margin to ask for than the promise needs, so that a plan is safe in spite of the solver's residuals
    /// (kW). Less once the exchange is committed, so that the plan made day-ahead stays feasible intraday.
    static double backoffKw(Member member) {
        return member.commitment() == null ? 2e-8 : 2e-9;
    }

    /// `(m + r) − p − r − Σ supply of the devices − Σ(take − give) = −Cμ`, with committed quantities on the right and `m + r` one variable.
    ///
    /// @return the variables of `m + r`
    private int[] addBalance(int n) {
        Member member = model.member(n);
        ExchangeProgram exchange = exchanges.get(n);
        int[] margin = new int[model.intervals];
        for (int t = 0; t < margin.length; t++) {
            Limit promise = new Limit("promise", member.id(), t);
            margin[t] = round.variable(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            int slack = round.options.softens(true)
                    ? round.slack(promise, model.stepHours * round.shortageCentsPerKwh)
                    : NONE;
            RowBuilder row = new RowBuilder().add(margin[t], 1);
            exchange.addDayAhead(row, t, -1);
            for (DeviceProgram device : devices.get(n)) {
                device.addSupply(row, t, -1);
            }
            row.add(slack, -1);
            exchange.planned.addTo(row, t, -1);
            double supply = exchange.committedKw(t);
            for (int k : linksOf.get(n)) {
                double side = model.linkFirst[k] == n ? 1 : -1;
                links.get(k).addTo(row, t, -side);
                supply += side * links.get(k).committedKw(t);
            }
            committedKw[n][t] = supply;
            balanceRow[n][t] = round.equal(row, supply - member.forecastKw().get(t), promise);
        }
        return margin;
    }

    /// Planned surplus has its price where it has one.
    private void addSurplus(int[] margin) {
        for (int t = 0; t < margin.length; t++) {
            double cents = model.problem.prices().surplusCentsPerKwh().get(t);
            if (cents > 0) {
                int surplus = round.variable(model.stepHours * cents, 0, Double.POSITIVE_INFINITY);
                round.atMost(new RowBuilder().add(margin[t], 1).add(surplus, -1), 0);
            }
        }
    }

    private void addPeak(int n) {
        Member member = model.member(n);
        if (member.demandCharge().equals(DemandCharge.NONE)) {
            return;
        }
        PeakProgram peak = new PeakProgram(round, member.demandCharge(), member.id(), model.stepHours);
        for (int t = 0; t < model.intervals; t++) {
            RowBuilder imports = new RowBuilder();
            exchanges.get(n).addTo(imports, t, 1);
            peak.add(imports, t, exchanges.get(n).committedKw(t));
        }
    }

    /// A charge on what the meter of some members sees on sample days: `p − m` and what the residuals and following batteries add.
    private void addMetered(DemandCharge charge, List<Integer> members) {
        if (!charge.isMetered()) {
            return;
        }
        List<RowBuilder> planned = new ArrayList<>();
        double[] committed = new double[model.intervals];
        for (int t = 0; t < model.intervals; t++) {
            RowBuilder row = new RowBuilder();
            for (int n : members) {
                // (p + r) − (m + r)
                exchanges.get(n).addTo(row, t, 1);
                row.add(marginVariable[n][t], -1);
                committed[t] += exchanges.get(n).committedKw(t);
            }
            planned.add(row);
        }
        new MeteredDays(model, charge, members).addTo(round, planned, committed);
    }

    /// The sum of the members' exchange, and of what is planned for real time, within the limits of the connection, and its peak. What is
    /// committed already is not judged again: where it is beyond a limit, it is the limit.
    private void addConnection() {
        GridLimits limits = model.problem.connection();
        DemandCharge charge = model.problem.demandCharge();
        PeakProgram peak = new PeakProgram(round, charge, CommunityPlan.COMMUNITY, model.stepHours);
        double missedCents = 10 * round.shortageCentsPerKwh;
        for (int t = 0; t < model.intervals; t++) {
            RowBuilder sum = new RowBuilder();
            for (ExchangeProgram exchange : exchanges) {
                exchange.addTo(sum, t, 1);
            }
            double committed = model.committedKw(t);
            if (limits.importMaxKw() < Double.POSITIVE_INFINITY) {
                round.atMost(sum.copy(), new Bound(Math.max(0, limits.importMaxKw() - committed),
                        new Limit("importMaxKw", CommunityPlan.COMMUNITY, t), false), missedCents);
            }
            if (limits.exportMaxKw() < Double.POSITIVE_INFINITY) {
                round.atLeast(sum.copy(), new Bound(Math.min(0, -limits.exportMaxKw() - committed),
                        new Limit("exportMaxKw", CommunityPlan.COMMUNITY, t), false), missedCents);
            }
            peak.add(sum, t, committed);
        }
    }

    /// Guesses which limits hold with equality at the optimum of a member by itself: while none of its exchange binds, every device and its rule
    /// are best at the day-ahead prices, each by itself.
    ///
    /// @return null where members or limits meet in any other way
    @Nullable
    ActiveGuess guess() {
        if (!isAlone()) {
            return null;
        }
        ActiveGuess guess = new ActiveGuess();
        double[] cents = new double[model.intervals];
        Arrays.setAll(cents, t -> model.stepHours * model.dayAheadCents(t));
        double[] supplyKw = new double[cents.length];
        double[] marginKw = new double[cents.length];
        ExchangeProgram exchange = exchanges.getFirst();
        boolean guessed = exchange.guess(guess, cents)
                && model.recourse.getFirst().guess(guess, cents, marginKw)
                && devices.getFirst().stream().allMatch(device -> device.guess(guess, cents, supplyKw));
        for (int t = 0; guessed && t < cents.length; t++) {
            guessed = cents[t] == 0
                    || exchange.allows(marginKw[t] + model.member(0).forecastKw().get(t) - supplyKw[t]);
        }
        return guessed ? guess : null;
    }

    private boolean isAlone() {
        return model.memberCount() == 1 && links.isEmpty() && !round.options.relaxed()
                && round.options.suspects() == null && model.problem.demandCharge().equals(DemandCharge.NONE)
                && model.member(0).demandCharge().equals(DemandCharge.NONE)
                && model.problem.connection().equals(GridLimits.NONE)
                && Arrays.stream(model.problem.prices().surplusCentsPerKwh().toArray())
                        .allMatch(each -> each <= 0);
    }

    /// {@return what the slacks of a point cost (¢)}
    double penaltyCents(Solution solution) {
        return round.penaltyCents(solution);
    }

    /// {@return the limits that take part in a proof that there is no feasible point} Names are only needed here, so the program is made once more to
    /// have them; the rules must be as they were.
    Set<Limit> limits(SolveOutcome.PrimalInfeasible proof) {
        return new CommunityProgram(model, round.options, true).round.limits(proof);
    }

    /// {@return those of the suspects that conflict at a point; empty if they do not}
    Set<Limit> conflict(Solution solution) {
        return round.conflict(solution);
    }

    /// {@return in words, the quantity whose variable grows most along a direction}
    String largest(double[] direction) {
        String name = "a recourse gain";
        double most = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            for (int t = 0; t < model.intervals; t++) {
                double along = exchanges.get(n).dayAheadAlong(direction, t);
                if (Math.abs(along) > most) {
                    most = Math.abs(along);
                    name = "the grid %s of %s in interval %d".formatted(along > 0 ? "import" : "export",
                            model.member(n).id(), t);
                }
            }
        }
        return name;
    }
}
