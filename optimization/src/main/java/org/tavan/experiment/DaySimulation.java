package org.tavan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.recourse.RecourseAction;
import org.tavan.recourse.Shortage;
import org.tavan.recourse.StorageReplay;

/// The real time of a planned day: interval by interval the rule answers the measured residuals, `q = Qξ` within the limits and batteries that
/// follow from the energy they have by then, batteries give way to the peak if the community has it so, and what is still missing or left
/// over is settled at the real-time price.
///
/// Source: the paper, (19) and (20). Departs from (20): its indicator counts intervals in which supply covers demand; here those in
/// which it does not, by more than a watt.
public final class DaySimulation {
    private final ExperimentCommunity community;
    private final ExperimentDay day;
    private final DayPlan plan;
    private final GuardedDay guard;
    private final int intervals;
    private final double[] demandKw;
    private final double[] purchasedKw;
    private final double[] exchangeKw;
    private final double[] batteryKw;
    private final double[] flexibleKw;
    private final double[] energyKwh;
    private final double[] shortageKw;
    private final double[] energyEndKwh;
    private Cost cost = Cost.ZERO;
    private int violatedIntervals;
    private int violatedMembers;
    private double surplusKwh;
    private int clipped;

    private DaySimulation(ExperimentCommunity community, ExperimentDay day, DayPlan plan,
            CarriedState before) {
        this.community = community;
        this.day = day;
        this.plan = plan;
        this.guard = new GuardedDay(community, day, plan, before.on(day.date()).peakKw());
        this.intervals = day.settled().intervals();
        demandKw = new double[intervals];
        purchasedKw = new double[intervals];
        exchangeKw = new double[intervals];
        batteryKw = new double[intervals];
        flexibleKw = new double[intervals];
        energyKwh = new double[intervals];
        shortageKw = new double[intervals];
        energyEndKwh = new double[plan.members().size()];
    }

    /// Runs a day.
    ///
    /// @param before what the day began with
    public static DayScore run(ExperimentCommunity community, ExperimentDay day, DayPlan plan,
            CarriedState before) {
        var simulation = new DaySimulation(community, day, plan, before);
        for (int n = 0; n < plan.members().size(); n++) {
            simulation.run(n, before);
        }
        double added = Math.max(0, highest(simulation.exchangeKw) - before.on(day.date()).peakKw());
        simulation.cost = simulation.cost.plus(
                new Cost(0, 0, 0, 0, 0, 0, community.demandChargeCentsPerKw() * added));
        return simulation.score();
    }

    private static double highest(double[] kw) {
        double highest = 0;
        for (double x : kw) {
            highest = Math.max(highest, x);
        }
        return highest;
    }

    /// {@return the state after a day}
    ///
    /// @param score how it went
    /// @param before what it began with
    public static CarriedState stateAfter(DayPlan plan, DayScore score, CarriedState before) {
        CarriedState now = before.on(score.date());
        return new CarriedState(IntStream.range(0, plan.members().size())
                .mapToObj(n -> new CarriedState.Asset(Math.max(0, score.energyEndKwh().get(n)),
                        last(plan.members().get(n).shiftedKwh())))
                .toList(), now.month(),
                Math.max(now.peakKw(), highest(score.trace().exchangeKw().toArray())));
    }

    private static double last(Profile profile) {
        return profile.get(profile.length() - 1);
    }

    private void run(int n, CarriedState before) {
        DayPlan.Member member = plan.members().get(n);
        Profile xi = residuals(n);
        double hours = community.stepHours();
        EnergyPrices prices = day.settled();
        double dayAhead = 0;
        double recourse = 0;
        double settlement = 0;
        double wear = member.wearCents();
        int violated = 0;
        var storages = new StorageReplay(member.rule(), _ -> before.assets().get(n).energyKwh(), hours);
        for (int t = 0; t < intervals; t++) {
            RecourseAction action = member.rule()
                    .respond(t, 0, xi, community.participants()
                            .get(n)
                            .realTime());
            StorageReplay.Step moved = storages.step(xi);
            double guardKw = guard.supplyKw(n, t);
            double batteryNowKw = member.batteryKw().get(t) + moved.supplyKw() + guardKw;
            // What the guard gives need not be bought in real time.
            double importKw = Math.max(0, action.importKw() - guardKw);
            wear += moved.wearCents() + guard.wearCents(n, t);
            clipped += action.clipping() == RecourseAction.Clipping.NONE && !moved.clipped() ? 0 : 1;
            double measured = day.measuredKw().get(n).get(t);
            double gapKw = measured + member.flexibleKw().get(t) - member.purchasedKw().get(t)
                    - importKw + action.exportKw() - batteryNowKw
                    - member.peersKw().get(t);
            dayAhead += hours * prices.dayAheadCentsPerKwh().get(t) * member.purchasedKw().get(t);
            recourse += hours * realTimeCents(t, importKw, action.exportKw());
            settlement += hours * realTimeCents(t, Math.max(0, gapKw), Math.max(0, -gapKw));
            violated += Shortage.counts(gapKw) ? 1 : 0;
            shortageKw[t] += Math.max(0, gapKw);
            surplusKwh += hours * Math.max(0, -gapKw);
            demandKw[t] += measured;
            purchasedKw[t] += member.purchasedKw().get(t);
            exchangeKw[t] += measured + member.flexibleKw().get(t) - batteryNowKw - member
                    .peersKw()
                    .get(t);
            batteryKw[t] += batteryNowKw;
            flexibleKw[t] += member.flexibleKw().get(t);
            energyKwh[t] += member.energyKwh().get(t) + storages.beyondKwh() + guard.beyondKwh(n, t);
        }
        energyEndKwh[n] = last(member.energyKwh()) + storages.beyondKwh() + guard.beyondKwh(n, intervals - 1);
        violatedIntervals += violated;
        violatedMembers += violated > 0 ? 1 : 0;
        cost = cost.plus(new Cost(dayAhead, member.peerCents(), wear, member.discomfortCents(),
                recourse, settlement, 0));
    }

    private double realTimeCents(int t, double boughtKw, double soldKw) {
        return day.settled().realTimeBuyCentsPerKwh().get(t) * boughtKw
                - day.settled().realTimeSellCentsPerKwh().get(t) * soldKw;
    }

    /// `ξ`: measured minus forecast, relative to the nominal power.
    private Profile residuals(int n) {
        double[] xi = day.measuredKw().get(n).toArray();
        for (int t = 0; t < intervals; t++) {
            xi[t] = (xi[t] - day.known().members().get(n).forecastKw().get(t))
                    / community.participants().get(n).nominalKw();
        }
        return Profile.of(xi);
    }

    private DayScore score() {
        double missing = 0;
        for (double kw : shortageKw) {
            missing += community.stepHours() * kw;
        }
        List<Profile> profiles = new ArrayList<>();
        for (double[] values : new double[][]{demandKw, purchasedKw, exchangeKw, batteryKw, flexibleKw,
                energyKwh, shortageKw}) {
            profiles.add(Profile.of(values));
        }
        return new DayScore(day.date(), plan.status(), cost, plan.plannedCents(), plan.worstCaseViolation(),
                intervals * plan.members().size(), violatedIntervals, plan.members().size(), violatedMembers,
                missing, surplusKwh, clipped, Profile.of(energyEndKwh), plan.solveNanos(),
                new DayScore.Trace(day.settled()
                        .dayAheadCentsPerKwh(), profiles.get(0), profiles.get(1), profiles.get(2),
                        profiles
                                .get(3),
                        profiles.get(4), profiles.get(5), profiles.get(6)));
    }
}
