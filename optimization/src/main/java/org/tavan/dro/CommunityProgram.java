package org.tavan.dro;

import java.util.Arrays;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;

/// One round's program for a whole community, and where its variables and rows are.
///
/// Per member and interval: `p` (import positive) or, once it is committed, `r`; `c`, `d`, `E`, `f`, `S`, the margin `m + r`, and the rule; per link and interval what
/// each end takes. Committed quantities are constants. Charge and discharge may both be positive here: `PlanDraft` nets
/// them without cost.
///
/// Source: the paper, (5)–(8) and (12). Departs from it: the battery dynamics have Δt and two efficiencies, shifted load
/// ends at 0, one pair of variables a link holds reciprocity (7).
final class CommunityProgram {
    static final int NONE = -1;

    /// What kind of program.
    ///
    /// @param relaxed whether requirements may be missed at a penalty
    /// @param nearness weight of the squared distance from the plan in force (¢/kW²)
    record Options(boolean relaxed, double nearness) {}

    private final CommunityModel model;
    final Options options;
    private final ConicProgram.Builder builder = ConicProgram.builder();
    private final double shortageCentsPerKwh;
    final ConicProgram program;

    final int[][] exchange;
    final PlannedExchange[] planned;
    final int[][] charge;
    final int[][] discharge;
    final int[][] energy;
    final int[][] flexible;
    final int[][] shifted;
    final int[][] margin;
    final int[][] firstTakes;
    final int[][] secondTakes;
    final int[][] balanceRow;
    final int[][] energyRow;
    private int[] penalised = new int[0];
    private double[] penalties = new double[0];

    CommunityProgram(CommunityModel model, Options options) {
        this.model = model;
        this.options = options;
        this.shortageCentsPerKwh = model.shortageCentsPerKwh();
        int members = model.memberCount();
        exchange = table(members);
        planned = new PlannedExchange[members];
        charge = table(members);
        discharge = table(members);
        energy = table(members);
        flexible = table(members);
        shifted = table(members);
        margin = table(members);
        balanceRow = table(members);
        energyRow = table(members);
        firstTakes = table(model.linkCount());
        secondTakes = table(model.linkCount());
        for (int k = 0; k < model.linkCount(); k++) {
            addLink(k);
        }
        for (int n = 0; n < members; n++) {
            addExchange(n);
            addBattery(n);
            addFlexibleLoad(n);
            addBalance(n);
            model.recourse.get(n).addTo(builder, variables(n), backoffKw(model.member(n)));
        }
        addConnection();
        program = builder.build();
    }

    private MemberVariables variables(int n) {
        BatteryState state = model.member(n).battery();
        List<MemberVariables.StorageVariables> storages = state == null || options.relaxed()
                ? List.of()
                : List.of(new MemberVariables.StorageVariables(state.battery(), list(charge[n]),
                        list(discharge[n]),
                        list(energy[n])));
        return new MemberVariables(list(margin[n]), planned[n], storages);
    }

    private static List<Integer> list(int[] indices) {
        return Arrays.stream(indices).boxed().toList();
    }

    /// How much more margin to ask for than the promise needs, so that a plan is safe in spite of the solver's residuals
    /// (kW). Less once the exchange is committed, so that the plan made day-ahead stays feasible intraday.
    static double backoffKw(Member member) {
        return member.commitment() == null ? 2e-8 : 2e-9;
    }

    private int[][] table(int rows) {
        int[][] table = new int[rows][model.intervals];
        for (int[] row : table) {
            Arrays.fill(row, NONE);
        }
        return table;
    }

    private void addLink(int k) {
        PeerLink link = model.link(k);
        if (link.committed() != null) {
            return;
        }
        double cents = model.stepHours * link.feeCentsPerKwh();
        for (int t = 0; t < model.intervals; t++) {
            firstTakes[k][t] = builder.addVariable(cents, 0, link.limitKw());
            secondTakes[k][t] = builder.addVariable(cents, 0, link.limitKw());
            builder.addQuadraticCost(firstTakes[k][t], model.stepHours * link.wearCents());
            builder.addQuadraticCost(secondTakes[k][t], model.stepHours * link.wearCents());
        }
    }

    private void addExchange(int n) {
        GridLimits grid = model.member(n).grid();
        if (model.member(n).commitment() != null) {
            planned[n] = PlannedExchange.in(builder, model.member(n).realTime(), model.problem.prices(),
                    model.stepHours);
            return;
        }
        planned[n] = PlannedExchange.none(model.intervals);
        for (int t = 0; t < model.intervals; t++) {
            exchange[n][t] = builder.addVariable(model.stepHours * model.dayAheadCents(t),
                    -grid.exportMaxKw(), grid.importMaxKw());
        }
    }

    /// A variable that is drawn to its value in the plan in force.
    private int addNear(double previousKw, boolean hasPrevious, double wearCents, double limitKw) {
        double weight = hasPrevious ? options.nearness() : 0;
        int variable = builder.addVariable(-2 * weight * previousKw, 0, limitKw);
        builder.addQuadraticCost(variable, model.stepHours * wearCents + weight);
        return variable;
    }

    /// `E[t+1] − E[t] − Δt (η_c c − d/η_d) = 0` within the limits. In a relaxed program a final level, or a limit that the start
    /// already misses, may be missed at a penalty.
    private void addBattery(int n) {
        BatteryState state = model.member(n).battery();
        if (state == null) {
            return;
        }
        Battery battery = state.battery();
        PreviousPlan previous = model.member(n).previous();
        double dt = model.stepHours;
        for (int t = 0; t < model.intervals; t++) {
            boolean last = t == model.intervals - 1;
            charge[n][t] = addNear(previous == null ? 0 : previous.chargeKw().get(t), previous != null,
                    battery.wearCents(), battery.chargeMaxKw());
            discharge[n][t] = addNear(previous == null ? 0 : previous.dischargeKw().get(t), previous != null,
                    battery.wearCents(), battery.dischargeMaxKw());
            boolean softLow = options.relaxed() && (last || state.energyKwh() < battery.energyMinKwh());
            boolean softHigh = options.relaxed() && state.energyKwh() > battery.energyMaxKwh();
            energy[n][t] = addState(last ? battery.energyFinalMinKwh() : battery.energyMinKwh(), battery
                    .energyMaxKwh(), softLow, softHigh);
            RowBuilder row = new RowBuilder().add(energy[n][t], 1)
                    .add(charge[n][t], -dt * battery.chargeEfficiency())
                    .add(discharge[n][t], dt / battery.dischargeEfficiency())
                    .add(t == 0 ? NONE : energy[n][t - 1], -1);
            energyRow[n][t] = builder.addEquality(row.variables(), row.coefficients(),
                    t == 0 ? state.energyKwh() : 0);
        }
    }

    /// `S[t+1] − S[t] − Δt f = −Δt f_desired`, `|S|` limited, `S[T] = 0`.
    private void addFlexibleLoad(int n) {
        FlexibleDemand demand = model.member(n).flexible();
        if (demand == null) {
            return;
        }
        FlexibleLoad load = demand.load();
        PreviousPlan previous = model.member(n).previous();
        double dt = model.stepHours;
        for (int t = 0; t < model.intervals; t++) {
            double limit = t == model.intervals - 1 ? 0 : load.shiftMaxKwh();
            flexible[n][t] = addNear(previous == null ? 0 : previous.flexibleKw().get(t), previous != null, 0,
                    load.powerMaxKw());
            shifted[n][t] = addState(-limit, limit, options.relaxed(), options.relaxed());
            builder.addQuadraticCost(shifted[n][t], dt * load.discomfortCents());
            RowBuilder row = new RowBuilder().add(shifted[n][t], 1)
                    .add(flexible[n][t], -dt)
                    .add(t == 0
                            ? NONE
                            : shifted[n][t - 1], -1);
            builder.addEquality(row.variables(), row.coefficients(),
                    (t == 0 ? demand.shiftedKwh() : 0) - dt * demand
                            .desiredKw()
                            .get(t));
        }
    }

    private int addState(double low, double high, boolean softLow, boolean softHigh) {
        int state = builder.addVariable(0, softLow ? Double.NEGATIVE_INFINITY : low, softHigh
                ? Double.POSITIVE_INFINITY
                : high);
        if (softLow) {
            builder.addGreaterOrEqual(new int[]{state, addSlack(10 * shortageCentsPerKwh)},
                    new double[]{1, 1}, low);
        }
        if (softHigh) {
            builder.addLessOrEqual(new int[]{state, addSlack(10 * shortageCentsPerKwh)}, new double[]{1, -1},
                    high);
        }
        return state;
    }

    private int addSlack(double cents) {
        int slack = builder.addVariable(cents, 0, Double.POSITIVE_INFINITY);
        penalised = Arrays.copyOf(penalised, penalised.length + 1);
        penalties = Arrays.copyOf(penalties, penalties.length + 1);
        penalised[penalised.length - 1] = slack;
        penalties[penalties.length - 1] = cents;
        return slack;
    }

    /// `(m + r) − p − r − d + c + f − Σ(take − give) = −Cμ`, with committed quantities on the right and `m + r` one variable.
    private void addBalance(int n) {
        Member member = model.member(n);
        for (int t = 0; t < model.intervals; t++) {
            margin[n][t] = builder.addVariable(0);
            int slack = options.relaxed() ? addSlack(model.stepHours * shortageCentsPerKwh) : NONE;
            RowBuilder row = new RowBuilder().add(margin[n][t], 1)
                    .add(exchange[n][t], -1)
                    .add(discharge[n][t], -1)
                    .add(charge[n][t], 1)
                    .add(flexible[n][t], 1)
                    .add(slack, -1);
            planned[n].addTo(row, t, -1);
            double supply = member.commitment() == null
                    ? 0
                    : CommunityModel.committedKw(member.commitment(), t);
            for (int k = 0; k < model.linkCount(); k++) {
                double side = model.linkFirst[k] == n ? 1 : model.linkSecond[k] == n ? -1 : 0;
                PeerTrade committed = model.link(k).committed();
                if (committed != null) {
                    supply += side * (committed.firstTakesKw().get(t) - committed.secondTakesKw().get(t));
                } else if (side != 0) {
                    row.add(firstTakes[k][t], -side).add(secondTakes[k][t], side);
                }
            }
            balanceRow[n][t] = builder.addEquality(row.variables(), row.coefficients(),
                    supply - member.forecastKw()
                            .get(t));
        }
    }

    /// The sum of the members' exchange, and of what is planned for real time, within the limits of the connection. What is
    /// committed already is not judged again: where it is beyond a limit, it is the limit.
    private void addConnection() {
        GridLimits limits = model.problem.connection();
        for (int t = 0; t < model.intervals; t++) {
            RowBuilder sum = new RowBuilder();
            for (int n = 0; n < model.memberCount(); n++) {
                sum.add(exchange[n][t], 1);
                planned[n].addTo(sum, t, 1);
            }
            double committed = model.committedKw(t);
            if (limits.importMaxKw() < Double.POSITIVE_INFINITY) {
                builder.addLessOrEqual(sum.variables(), sum.coefficients(),
                        Math.max(0, limits.importMaxKw() - committed));
            }
            if (limits.exportMaxKw() < Double.POSITIVE_INFINITY) {
                builder.addGreaterOrEqual(sum.variables(), sum.coefficients(),
                        Math.min(0, -limits.exportMaxKw() - committed));
            }
        }
    }

    /// {@return what the slacks of a point cost (¢)}
    double penaltyCents(Solution solution) {
        double sum = 0;
        for (int k = 0; k < penalised.length; k++) {
            sum += penalties[k] * Math.max(0, solution.value(penalised[k]));
        }
        return sum;
    }

    /// {@return in words, the quantity whose variable grows most along a direction}
    String largest(double[] direction) {
        String name = "a recourse gain";
        double most = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            for (int t = 0; t < model.intervals; t++) {
                int variable = exchange[n][t];
                if (variable != NONE && Math.abs(direction[variable]) > most) {
                    most = Math.abs(direction[variable]);
                    name = "the grid %s of %s in interval %d".formatted(direction[variable] > 0
                            ? "import"
                            : "export", model.member(n).id(), t);
                }
            }
        }
        return name;
    }
}
