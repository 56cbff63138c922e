package org.tavan.dro;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.tavan.asset.Battery;
import org.tavan.conic.Solution;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;
import org.tavan.recourse.AffineRecourse;

/// A plan as plain numbers, read from a point of a program and made clean: within simple bounds, states recomputed from
/// flows, opposite flows netted. It measures itself, whatever the program says.
///
/// Netting is free. If `c` and `d` are both positive, one flow with the same change of energy supplies
/// `d(1/(η_c η_d) − 1)` or `c(1 − η_c η_d)` more, and more supply is never worse here, whatever the price: the promise is an
/// inequality, and wear falls. Trades and the day-ahead exchange net to the same supply. So no direction needs fixing.
///
/// Shape: `[member][interval]` and `[link][interval]`; kW, kWh at the end of the interval.
final class PlanDraft {
    private final CommunityModel model;
    final double[][] exchangeKw;
    final double[][] plannedKw;
    final double[][] chargeKw;
    final double[][] dischargeKw;
    final double[][] energyKwh;
    final double[][] flexibleKw;
    final double[][] shiftedKwh;
    /// `m + r`: supply as planned minus forecast demand.
    final double[][] marginKw;
    final double[][] neededKw;
    final double[][] firstTakesKw;
    final double[][] secondTakesKw;
    final List<AffineRecourse> rules = new ArrayList<>();

    PlanDraft(CommunityModel model, CommunityProgram program, Solution solution) {
        this.model = model;
        int members = model.memberCount();
        int intervals = model.intervals;
        exchangeKw = new double[members][intervals];
        plannedKw = new double[members][intervals];
        chargeKw = new double[members][intervals];
        dischargeKw = new double[members][intervals];
        energyKwh = new double[members][intervals];
        flexibleKw = new double[members][intervals];
        shiftedKwh = new double[members][intervals];
        marginKw = new double[members][intervals];
        neededKw = new double[members][intervals];
        firstTakesKw = new double[model.linkCount()][intervals];
        secondTakesKw = new double[model.linkCount()][intervals];
        for (int k = 0; k < model.linkCount(); k++) {
            readLink(k, program, solution);
        }
        for (int n = 0; n < members; n++) {
            readExchange(n, program, solution);
            readBattery(n, program, solution);
            readFlexibleLoad(n, program, solution);
            for (int t = 0; t < intervals; t++) {
                plannedKw[n][t] = program.planned[n].kw(solution, t, model.member(n).realTime());
                marginKw[n][t] = supplyKw(n, t) - model.member(n).forecastKw().get(t);
            }
            rules.add(model.recourse.get(n).rule(solution, marginKw[n], plannedKw[n]));
            neededKw[n] = model.recourse.get(n).marginsNeededKw(rules.get(n), marginKw[n], plannedKw[n]);
        }
        buyMissingMargin();
        for (int n = 0; n < members; n++) {
            takeRoundingFromAssets(n);
            computeStates(n);
        }
    }

    private void readLink(int k, CommunityProgram program, Solution solution) {
        PeerLink link = model.link(k);
        for (int t = 0; t < model.intervals; t++) {
            if (link.committed() != null) {
                firstTakesKw[k][t] = link.committed().firstTakesKw().get(t);
                secondTakesKw[k][t] = link.committed().secondTakesKw().get(t);
            } else {
                double net = Math.clamp(solution.value(program.firstTakes[k][t]) - solution.value(
                        program.secondTakes[k][t]), -link.limitKw(), link.limitKw());
                firstTakesKw[k][t] = Math.max(0, net);
                secondTakesKw[k][t] = Math.max(0, -net);
            }
        }
    }

    private void readExchange(int n, CommunityProgram program, Solution solution) {
        Member member = model.member(n);
        for (int t = 0; t < model.intervals; t++) {
            exchangeKw[n][t] = member.commitment() != null
                    ? CommunityModel.committedKw(member.commitment(), t)
                    : Math.clamp(solution.value(program.exchange[n][t]), -member.grid().exportMaxKw(), member
                            .grid()
                            .importMaxKw());
        }
    }

    private void readBattery(int n, CommunityProgram program, Solution solution) {
        BatteryState state = model.member(n).battery();
        if (state == null) {
            return;
        }
        Battery battery = state.battery();
        double roundTrip = battery.chargeEfficiency() * battery.dischargeEfficiency();
        for (int t = 0; t < model.intervals; t++) {
            double charge = Math.clamp(solution.value(program.charge[n][t]), 0, battery.chargeMaxKw());
            double discharge = Math.clamp(solution.value(program.discharge[n][t]), 0, battery
                    .dischargeMaxKw());
            chargeKw[n][t] = Math.max(0, charge - discharge / roundTrip);
            dischargeKw[n][t] = Math.max(0, discharge - charge * roundTrip);
        }
    }

    private void readFlexibleLoad(int n, CommunityProgram program, Solution solution) {
        FlexibleDemand demand = model.member(n).flexible();
        if (demand == null) {
            return;
        }
        for (int t = 0; t < model.intervals; t++) {
            flexibleKw[n][t] = Math.clamp(solution.value(program.flexible[n][t]), 0, demand.load()
                    .powerMaxKw());
        }
    }

    private double supplyKw(int n, int t) {
        double supply = exchangeKw[n][t] + plannedKw[n][t] + dischargeKw[n][t] - chargeKw[n][t]
                - flexibleKw[n][t];
        for (int k = 0; k < model.linkCount(); k++) {
            double net = firstTakesKw[k][t] - secondTakesKw[k][t];
            supply += model.linkFirst[k] == n ? net : model.linkSecond[k] == n ? -net : 0;
        }
        return supply;
    }

    /// A point of an unfinished round, or of a finished one up to its tolerance, may miss margin: what the limits allow is
    /// bought day-ahead or, once that is committed, in real time. So the cost of a draft is an upper bound as soon as nothing
    /// else is missed.
    private void buyMissingMargin() {
        for (int t = 0; t < model.intervals; t++) {
            double room = model.problem.connection().importMaxKw();
            for (int n = 0; n < model.memberCount(); n++) {
                room -= exchangeKw[n][t] + plannedKw[n][t];
            }
            for (int n = 0; n < model.memberCount(); n++) {
                double missing = neededKw[n][t] + CommunityProgram.backoffKw(model.member(n))
                        - marginKw[n][t];
                if (missing > 0) {
                    boolean committed = model.member(n).commitment() != null;
                    double bought = Math.max(0,
                            Math.min(missing,
                                    Math.min(room, committed ? realTimeRoomKw(n, t) : gridRoomKw(n, t))));
                    (committed ? plannedKw : exchangeKw)[n][t] += bought;
                    marginKw[n][t] += bought;
                    room -= bought;
                }
            }
        }
    }

    private double gridRoomKw(int n, int t) {
        return model.member(n).grid().importMaxKw() - exchangeKw[n][t];
    }

    private double realTimeRoomKw(int n, int t) {
        return model.member(n).realTime().importMaxKw() - plannedKw[n][t]
                - Math.max(0, model.recourse.get(n).mostImportKw(rules.get(n), t));
    }

    /// What the solver's tolerance leaves missing where nothing can be bought is taken from the battery, else from the
    /// flexible load; their states move by less than any tolerance.
    private void takeRoundingFromAssets(int n) {
        BatteryState state = model.member(n).battery();
        for (int t = 0; t < model.intervals; t++) {
            double missing = neededKw[n][t] + 0.5 * CommunityProgram.backoffKw(model.member(n))
                    - marginKw[n][t];
            if (!(missing > 0 && missing <= RoundSolver.FEASIBLE_TOLERANCE)) {
                continue;
            }
            if (chargeKw[n][t] >= missing) {
                chargeKw[n][t] -= missing;
                marginKw[n][t] += missing;
            } else if (state != null && chargeKw[n][t] == 0
                    && dischargeKw[n][t] + missing <= state.battery().dischargeMaxKw()) {
                dischargeKw[n][t] += missing;
                marginKw[n][t] += missing;
            } else if (flexibleKw[n][t] >= missing) {
                flexibleKw[n][t] -= missing;
                marginKw[n][t] += missing;
            }
        }
    }

    private void computeStates(int n) {
        BatteryState state = model.member(n).battery();
        FlexibleDemand demand = model.member(n).flexible();
        double energyNow = state == null ? 0 : state.energyKwh();
        double shiftedNow = demand == null ? 0 : demand.shiftedKwh();
        for (int t = 0; t < model.intervals; t++) {
            if (state != null) {
                energyNow = state.battery()
                        .energyAfterKwh(energyNow, chargeKw[n][t], dischargeKw[n][t],
                                model.stepHours);
            }
            if (demand != null) {
                shiftedNow = demand.load()
                        .shiftedAfterKwh(shiftedNow, flexibleKw[n][t], demand.desiredKw().get(t),
                                model.stepHours);
            }
            energyKwh[n][t] = energyNow;
            shiftedKwh[n][t] = shiftedNow;
        }
    }

    /// {@return the member's cost (¢) with the worst-case expected cost of its rule}
    double memberCents(int n) {
        double dt = model.stepHours;
        Member member = model.member(n);
        double wear = member.battery() == null ? 0 : member.battery().battery().wearCents();
        double discomfort = member.flexible() == null ? 0 : member.flexible().load().discomfortCents();
        double sum = model.recourse.get(n).worstCaseCents(rules.get(n));
        for (int t = 0; t < model.intervals; t++) {
            sum += dt * (model.dayAheadCents(t) * exchangeKw[n][t] + plannedCentsPerHour(plannedKw[n][t], t)
                    + wear * (chargeKw[n][t] * chargeKw[n][t]
                            + dischargeKw[n][t] * dischargeKw[n][t])
                    + discomfort * shiftedKwh[n][t]
                            * shiftedKwh[n][t]);
        }
        for (int k = 0; k < model.linkCount(); k++) {
            if (model.linkFirst[k] == n) {
                sum += tradeCents(k, firstTakesKw[k], secondTakesKw[k]);
            } else if (model.linkSecond[k] == n) {
                sum += tradeCents(k, secondTakesKw[k], firstTakesKw[k]);
            }
        }
        return sum;
    }

    private double plannedCentsPerHour(double kw, int t) {
        EnergyPrices prices = model.problem.prices();
        return kw * (kw > 0 ? prices.realTimeBuyCentsPerKwh() : prices.realTimeSellCentsPerKwh()).get(t);
    }

    private double tradeCents(int k, double[] takesKw, double[] givesKw) {
        PeerLink link = model.link(k);
        double sum = 0;
        for (int t = 0; t < model.intervals; t++) {
            sum += model.stepHours
                    * (link.feeCentsPerKwh() * takesKw[t] + 0.5 * link.wearCents() * (takesKw[t]
                            * takesKw[t] + givesKw[t] * givesKw[t]));
        }
        return sum;
    }

    /// {@return the community's cost (¢)}
    double cents() {
        double sum = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            sum += memberCents(n);
        }
        return sum;
    }

    /// {@return the part of the cost that is committed already (¢), which a program does not see}
    static double committedCents(CommunityModel model) {
        double sum = 0;
        for (Member member : model.problem.members()) {
            for (int t = 0; t < model.intervals && member.commitment() != null; t++) {
                sum += model.stepHours * model.dayAheadCents(t) * CommunityModel.committedKw(member
                        .commitment(), t);
            }
        }
        for (PeerLink link : model.problem.peerLinks()) {
            PeerTrade trade = link.committed();
            for (int t = 0; t < model.intervals && trade != null; t++) {
                double first = trade.firstTakesKw().get(t);
                double second = trade.secondTakesKw().get(t);
                sum += model.stepHours * (link.feeCentsPerKwh() * (first + second) + link.wearCents() * (first
                        * first + second * second));
            }
        }
        return sum;
    }

    /// {@return the requirements that are missed by more than a tolerance (kW, kWh), the largest first}
    List<Slack> missed(double tolerance) {
        List<Slack> missed = new ArrayList<>();
        for (int n = 0; n < model.memberCount(); n++) {
            for (int t = 0; t < model.intervals; t++) {
                addMissed(missed, Slack.Requirement.BALANCE, n, t, neededKw[n][t] - marginKw[n][t],
                        tolerance);
                addMissed(missed, Slack.Requirement.BATTERY_ENERGY, n, t, energyMissedKwh(n, t), tolerance);
                addMissed(missed, Slack.Requirement.SHIFTED_ENERGY, n, t, shiftMissedKwh(n, t), tolerance);
            }
        }
        missed.sort(Comparator.comparingDouble(slack -> -slack.amount()));
        return missed;
    }

    private void addMissed(List<Slack> missed, Slack.Requirement requirement, int n, int t, double amount,
            double tolerance) {
        if (amount > tolerance) {
            missed.add(new Slack(requirement, model.member(n).id(), t, amount));
        }
    }

    private double energyMissedKwh(int n, int t) {
        BatteryState state = model.member(n).battery();
        if (state == null) {
            return 0;
        }
        Battery battery = state.battery();
        double low = t == model.intervals - 1 ? battery.energyFinalMinKwh() : battery.energyMinKwh();
        return Math.max(low - energyKwh[n][t], energyKwh[n][t] - battery.energyMaxKwh());
    }

    private double shiftMissedKwh(int n, int t) {
        FlexibleDemand demand = model.member(n).flexible();
        if (demand == null) {
            return 0;
        }
        double limit = t == model.intervals - 1 ? 0 : demand.load().shiftMaxKwh();
        return Math.abs(shiftedKwh[n][t]) - limit;
    }

    /// {@return whether every margin is what the promise needs, exactly}
    boolean keepsPromise() {
        for (int n = 0; n < model.memberCount(); n++) {
            for (int t = 0; t < model.intervals; t++) {
                if (!(marginKw[n][t] >= neededKw[n][t])) {
                    return false;
                }
            }
        }
        return true;
    }

    /// {@return the squared distance from the plan in force (kW²)}
    double distanceFromPrevious() {
        double sum = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            PreviousPlan previous = model.member(n).previous();
            for (int t = 0; t < model.intervals && previous != null; t++) {
                sum += square(chargeKw[n][t] - previous.chargeKw().get(t));
                sum += square(dischargeKw[n][t] - previous.dischargeKw().get(t));
                sum += square(flexibleKw[n][t] - previous.flexibleKw().get(t));
            }
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }
}
