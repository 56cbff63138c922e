package org.tavan.dro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.tavan.conic.Solution;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberCosts;
import org.tavan.plan.Slack;
import org.tavan.problem.Member;
import org.tavan.recourse.AffineRecourse;

/// A plan as plain numbers, read from a point of a program and made clean: within simple bounds, states recomputed from
/// flows, opposite flows netted. It measures itself, whatever the program says.
///
/// Netting is free where surplus is. If `c` and `d` of a storage are both positive, one flow with the same change of energy supplies
/// `d(1/(η_c η_d) − 1)` or `c(1 − η_c η_d)` more, and more supply is never worse here, whatever the price: the promise is an
/// inequality, and wear falls. `r` nets at no cost as `c⁺ ≥ c⁻`, what a link carries both ways or trades carry in a circle as fee and wear are not
/// negative; the day-ahead exchange is one signed variable; flexible and curtailed power have one direction. Where surplus has a price, a storage that does both burns some of it,
/// so netting may cost; the plan never does both all the same, and its cost is what it is after netting (see `DirectionSearch`).
///
/// Shape: `[member][interval]`; kW, kWh at the end of the interval.
final class PlanDraft {
    private final CommunityModel model;
    final double[][] exchangeKw;
    final double[][] plannedKw;
    /// `m + r`: supply as planned minus forecast demand.
    final double[][] marginKw;
    final double[][] neededKw;
    final List<AffineRecourse> rules = new ArrayList<>();
    final List<LinkDraft> links = new ArrayList<>();
    /// Per member, in the order of the links.
    final List<List<LinkDraft>> linksOf = new ArrayList<>();
    /// Per member.
    final List<List<DeviceDraft>> devices = new ArrayList<>();

    PlanDraft(CommunityModel model, CommunityProgram program, Solution solution) {
        this.model = model;
        int members = model.memberCount();
        int intervals = model.intervals;
        exchangeKw = new double[members][intervals];
        plannedKw = new double[members][intervals];
        marginKw = new double[members][intervals];
        neededKw = new double[members][intervals];
        for (int n = 0; n < members; n++) {
            linksOf.add(new ArrayList<>());
        }
        for (int k = 0; k < model.linkCount(); k++) {
            LinkDraft link = program.links.get(k).read(solution, model.linkFirst[k], model.linkSecond[k]);
            links.add(link);
            linksOf.get(link.first).add(link);
            linksOf.get(link.second).add(link);
        }
        TradeCircles.cut(linksOf, intervals);
        for (int n = 0; n < members; n++) {
            devices.add(program.devices.get(n).stream().map(device -> device.read(solution)).toList());
            for (int t = 0; t < intervals; t++) {
                exchangeKw[n][t] = program.exchanges.get(n).dayAheadKw(solution, t);
                plannedKw[n][t] = program.exchanges.get(n).plannedKw(solution, t);
                marginKw[n][t] = supplyKw(n, t) - model.member(n).forecastKw().get(t);
            }
            rules.add(model.recourse.get(n).rule(solution, marginKw[n], plannedKw[n]));
            neededKw[n] = model.recourse.get(n).marginsNeededKw(rules.get(n), marginKw[n], plannedKw[n]);
        }
        buyMissingMargin();
        for (int n = 0; n < members; n++) {
            takeRoundingFromDevices(n);
            devices.get(n).forEach(DeviceDraft::computeStates);
        }
    }

    private double supplyKw(int n, int t) {
        double supply = exchangeKw[n][t] + plannedKw[n][t];
        for (DeviceDraft device : devices.get(n)) {
            supply += device.supplyKw(t);
        }
        for (LinkDraft link : linksOf.get(n)) {
            supply += link.supplyKw(n, t);
        }
        return supply;
    }

    /// {@return planned import of a member (kW), negative: export}
    double importKw(int n, int t) {
        return exchangeKw[n][t] + plannedKw[n][t];
    }

    /// {@return planned import of all members together (kW), negative: export}
    double importKw(int t) {
        double sum = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            sum += importKw(n, t);
        }
        return sum;
    }

    /// A point of an unfinished round, or of a finished one up to its tolerance, may miss margin: what the limits allow is
    /// bought day-ahead or, once that is committed, in real time. So the cost of a draft is an upper bound as soon as nothing
    /// else is missed.
    private void buyMissingMargin() {
        for (int t = 0; t < model.intervals; t++) {
            double room = Math.min(model.problem.connection().importMaxKw(),
                    model.problem.demandCharge().limitKw()) - importKw(t);
            for (int n = 0; n < model.memberCount(); n++) {
                double missing = neededKw[n][t] + model.backoffKw(n)
                        - marginKw[n][t];
                if (missing > 0) {
                    boolean committed = model.member(n).commitment() != null;
                    double own = Math.min(committed ? realTimeRoomKw(n, t) : gridRoomKw(n, t),
                            model.member(n).demandCharge().limitKw() - importKw(n, t));
                    double bought = Math.max(0, Math.min(missing, Math.min(room, own)));
                    (committed ? plannedKw : exchangeKw)[n][t] += bought;
                    marginKw[n][t] += bought + buyFromOffers(n, t, missing - bought);
                    room -= bought;
                }
            }
        }
        for (int n = 0; n < model.memberCount(); n++) {
            if (model.recourse.get(n).holdsLimits() && model.member(n).commitment() != null) {
                // What was bought in real time is missing from its limits, which the promise holds too.
                neededKw[n] = model.recourse.get(n).marginsNeededKw(rules.get(n), marginKw[n], plannedKw[n]);
            }
        }
    }

    private double buyFromOffers(int n, int t, double kw) {
        double bought = 0;
        for (DeviceDraft device : devices.get(n)) {
            bought += device.buy(t, kw - bought);
        }
        return bought;
    }

    private double gridRoomKw(int n, int t) {
        return model.member(n).grid().importMaxKw() - exchangeKw[n][t];
    }

    private double realTimeRoomKw(int n, int t) {
        return model.member(n).realTime().importMaxKw() - plannedKw[n][t]
                - Math.max(0, model.recourse.get(n).mostImportKw(rules.get(n), t));
    }

    /// What the solver's tolerance leaves missing where nothing can be bought is taken from the first device that has it; its
    /// state moves by less than any tolerance.
    private void takeRoundingFromDevices(int n) {
        for (int t = 0; t < model.intervals; t++) {
            double missing = neededKw[n][t] + 0.5 * model.backoffKw(n)
                    - marginKw[n][t];
            if (!(missing > 0 && missing <= RoundSolver.FEASIBLE_TOLERANCE)) {
                continue;
            }
            for (DeviceDraft device : devices.get(n)) {
                if (device.supplyMore(t, missing)) {
                    marginKw[n][t] += missing;
                    break;
                }
            }
        }
    }

    /// {@return the member's costs (¢) with the worst-case expected cost of its rule}
    MemberCosts costs(int n) {
        double dt = model.stepHours;
        EnergyPrices prices = model.problem.prices();
        double dayAhead = 0;
        double planned = 0;
        double surplus = 0;
        for (int t = 0; t < model.intervals; t++) {
            dayAhead += dt * model.dayAheadCents(t) * exchangeKw[n][t];
            planned += dt * plannedCentsPerHour(plannedKw[n][t], t);
            surplus += dt * prices.surplusCentsPerKwh().get(t) * Math.max(0, marginKw[n][t]);
        }
        double assets = 0;
        double offers = 0;
        for (DeviceDraft device : devices.get(n)) {
            double cents = device.cents();
            assets += device.isOffer() ? 0 : cents;
            offers += device.isOffer() ? cents : 0;
        }
        double trades = 0;
        for (LinkDraft link : linksOf.get(n)) {
            trades += link.cents(n, dt);
        }
        return new MemberCosts(dayAhead, planned, model.recourse.get(n).worstCaseCents(rules.get(n)), assets,
                trades, peakCents(n), surplus, offers);
    }

    private double plannedCentsPerHour(double kw, int t) {
        EnergyPrices prices = model.problem.prices();
        return kw * (kw > 0 ? prices.realTimeBuyCentsPerKwh() : prices.realTimeSellCentsPerKwh()).get(t);
    }

    /// {@return the highest import of a member (kW), non-negative}
    double peakKw(int n) {
        double peak = 0;
        for (int t = 0; t < model.intervals; t++) {
            peak = Math.max(peak, importKw(n, t));
        }
        return peak;
    }

    /// {@return the highest import of all together (kW), non-negative}
    double peakKw() {
        double peak = 0;
        for (int t = 0; t < model.intervals; t++) {
            peak = Math.max(peak, importKw(t));
        }
        return peak;
    }

    private double peakCents(int n) {
        DemandCharge charge = model.member(n).demandCharge();
        return charge.isMetered() ? meteredCents(charge, List.of(n)) : charge.cents(peakKw(n));
    }

    /// {@return what the peak of all together costs (¢)}
    double peakCents() {
        DemandCharge charge = model.problem.demandCharge();
        return charge.isMetered()
                ? meteredCents(charge, IntStream.range(0, model.memberCount()).boxed().toList())
                : charge.cents(peakKw());
    }

    private double meteredCents(DemandCharge charge, List<Integer> members) {
        double[] planned = new double[model.intervals];
        for (int n : members) {
            for (int t = 0; t < planned.length; t++) {
                planned[t] += importKw(n, t) - (marginKw[n][t] - rules.get(n).spareKw(t));
            }
        }
        return new MeteredDays(model, charge, members).cents(planned, rules);
    }

    /// {@return the community's cost (¢)}
    double cents() {
        double sum = peakCents();
        for (int n = 0; n < model.memberCount(); n++) {
            sum += costs(n).totalCents();
        }
        return sum;
    }

    /// {@return the part of the cost that a program does not see (¢): what is committed already, and constants of the devices}
    double constantCents() {
        double sum = 0;
        for (int n = 0; n < model.memberCount(); n++) {
            for (int t = 0; t < model.intervals && model.member(n).commitment() != null; t++) {
                sum += model.stepHours * model.dayAheadCents(t) * exchangeKw[n][t];
            }
            for (DeviceDraft device : devices.get(n)) {
                sum += device.constantCents();
            }
        }
        for (LinkDraft link : links) {
            if (link.link.committed() != null) {
                sum += link.cents(link.first, model.stepHours) + link.cents(link.second, model.stepHours);
            }
        }
        return sum;
    }

    /// {@return the requirements that are missed by more than a tolerance (kW, kWh), the largest first}
    List<Slack> missed(double tolerance) {
        Missed missed = new Missed(tolerance);
        for (int n = 0; n < model.memberCount(); n++) {
            Member member = model.member(n);
            for (int t = 0; t < model.intervals; t++) {
                missed.add(Slack.Requirement.BALANCE, member.id(), "", t, neededKw[n][t] - marginKw[n][t]);
                double committed = member.commitment() == null ? 0 : exchangeKw[n][t];
                addPeak(missed, member.demandCharge(), member.id(), t, importKw(n, t), committed);
            }
            for (DeviceDraft device : devices.get(n)) {
                device.addMissed(missed);
            }
        }
        for (int t = 0; t < model.intervals; t++) {
            addPeak(missed, model.problem.demandCharge(), CommunityPlan.COMMUNITY, t, importKw(t),
                    model.committedKw(t));
        }
        return missed.sorted();
    }

    private static void addPeak(Missed missed, DemandCharge charge, String who, int t, double importKw,
            double committedKw) {
        missed.add(Slack.Requirement.PEAK, who, "", t, importKw - Math.max(charge.limitKw(), committedKw));
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
        for (List<DeviceDraft> own : devices) {
            for (DeviceDraft device : own) {
                sum += device.distanceFromPrevious();
            }
        }
        return sum;
    }

    /// {@return the directions of all flows that could go the other way}
    Set<CommunityProgram.OneWay> directions() {
        Set<CommunityProgram.OneWay> directions = new HashSet<>();
        devices.forEach(own -> own.forEach(device -> device.addDirections(directions)));
        return directions;
    }
}
