package org.tavan.solver.api.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Interval;
import org.tavan.schema.Meter;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Quarantine;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveRecord;

/// The newest days of one community. Confined to the thread that folds; [#snapshot] makes what others may see.
final class CommunityFold {
    static final Duration HISTORY = Duration.ofDays(3);
    static final Duration AHEAD = Duration.ofDays(2);
    private static final int DISPATCHES_MAX = 3_000;
    private static final int SOLVES_MAX = 200;
    private static final int PLANS_MAX = 6;
    private static final int ENDINGS_MAX = 50;
    /// How far back a complete interval is looked for when the newest one is not.
    private static final int INCOMPLETE_MAX = 8;

    private Settlement settlement;
    private Configurations configurations;
    private final Map<String, MemberFold> members = new LinkedHashMap<>();
    private final PricePages prices;
    private final Deque<Dispatch> dispatches = new ArrayDeque<>();
    private final Deque<SolveRecord> solves = new ArrayDeque<>();
    private final Map<List<String>, Long> solveCounts = new LinkedHashMap<>();
    private final TreeMap<LocalDate, Schedule> plans = new TreeMap<>();
    private Community community;
    private long newestSlot = Long.MIN_VALUE;
    private long seriesVersion;
    private long dispatchVersion;
    private long solveVersion;

    CommunityFold(Community community) {
        this.community = community;
        configurations = Configurations.of(community);
        settlement = settlement(community);
        prices = new PricePages(settlement.slots(Duration.ofDays(1)));
        takeOver(community);
    }

    /// Keeps a configuration until it is the one known at the newest interval.
    void configure(Community added) {
        configurations = configurations.with(added);
        follow(true);
    }

    /// The one decided last, even if that is still to come.
    Community newest() {
        return configurations.newest();
    }

    @SuppressWarnings("ReferenceEquality") // a version is one object
    private void follow(boolean changed) {
        Community known = configurations.at(newestSlot == Long.MIN_VALUE
                ? configurations.versions().getFirst().getValidFrom()
                : settlement.start(newestSlot + 1));
        if (changed || known != community) {
            takeOver(known);
        }
    }

    private void takeOver(Community known) {
        community = known;
        settlement = settlement(known);
        var prosumers = new LinkedHashMap<String, Prosumer>();
        known.getProsumers().forEach(prosumer -> prosumers.put(prosumer.getProsumerId(), prosumer));
        // A member to come may report its first interval before anyone else does.
        configurations.versions()
                .stream()
                .filter(version -> version.getKnowledgeTime().isAfter(known.getKnowledgeTime()))
                .flatMap(version -> version.getProsumers().stream())
                .forEach(prosumer -> prosumers.putIfAbsent(prosumer.getProsumerId(), prosumer));
        members.keySet().retainAll(prosumers.keySet());
        prosumers.forEach((id, prosumer) -> members
                .computeIfAbsent(id, _ -> new MemberFold(settlement, prosumer))
                .configure(settlement, prosumer));
        seriesVersion++;
        dispatchVersion++;
    }

    /// Members by the configuration known at the newest interval.
    private List<MemberFold> shown() {
        return community.getProsumers()
                .stream()
                .map(prosumer -> Objects.requireNonNull(members.get(prosumer.getProsumerId())))
                .toList();
    }

    /// The member, or null if no configuration known at the newest interval or later has one of that name.
    @Nullable
    MemberFold member(String prosumerId) {
        return members.get(prosumerId);
    }

    void interval(MemberFold member, Interval interval) {
        member.interval(interval);
        newestSlot = Math.max(newestSlot, settlement.slot(interval.getIntervalStart()));
        follow(false);
        seriesVersion++;
    }

    void schedule(MemberFold member, Schedule schedule) {
        member.schedule(schedule);
        if (schedule.getStatus() != PlanStatus.FAILED) {
            plans.put(schedule.getDeliveryDay(), schedule);
            if (plans.size() > PLANS_MAX) {
                plans.pollFirstEntry();
            }
        }
        seriesVersion++;
    }

    void dispatch(MemberFold member, Dispatch dispatch) {
        if (member.dispatch(dispatch)) {
            dispatches.addFirst(dispatch);
            if (dispatches.size() > DISPATCHES_MAX) {
                dispatches.removeLast();
            }
            dispatchVersion++;
            seriesVersion++;
        }
    }

    void price(Price price) {
        if (price.getIntervalMinutes() % settlement.intervalMinutes() != 0) {
            throw new IllegalArgumentException(
                    "price interval of %d min is no multiple of %d min".formatted(price.getIntervalMinutes(),
                            settlement.intervalMinutes()));
        }
        long first = settlement.slot(price.getIntervalStart());
        for (int i = 0; i < price.getIntervalMinutes() / settlement.intervalMinutes(); i++) {
            prices.put(first + i, price.getDayAheadCentsPerKwh(), price.getRealTimeBuyCentsPerKwh(),
                    price.getRealTimeSellCentsPerKwh());
        }
        seriesVersion++;
    }

    void solve(SolveRecord solve) {
        solves.addFirst(solve);
        if (solves.size() > SOLVES_MAX) {
            solves.removeLast();
        }
        var ending = List.of(solve.getKind().name(), solve.getStatus().name());
        if (solveCounts.size() < ENDINGS_MAX || solveCounts.containsKey(ending)) {
            solveCounts.merge(ending, 1L, Long::sum);
        }
        solveVersion++;
    }

    /// Something that only shows in the curves has changed.
    void touch() {
        seriesVersion++;
    }

    ZoneId zone() {
        return settlement.zone();
    }

    /// @param quarantines all active ones by meter
    /// @param microgrid its microgrid; null without
    CommunitySnapshot snapshot(Map<String, Quarantine> quarantines, @Nullable MicrogridFold microgrid) {
        boolean started = newestSlot != Long.MIN_VALUE;
        long now = started ? newestComplete() : 0;
        if (started) {
            prices.forgetBefore(now - settlement.slots(HISTORY));
        }
        var memberSnapshots = shown().stream()
                .map(member -> snapshot(member, now, started, quarantines))
                .toList();
        var quarantined = memberSnapshots.stream()
                .flatMap(member -> member.quarantinedMeters().stream())
                .map(quarantines::get)
                .toList();
        var curves = started ? curves(now, shown().toArray(MemberFold[]::new)) : Curves.EMPTY;
        Instant time = started ? settlement.start(now + 1) : null;
        var microgridSnapshot = microgrid == null ? null : microgrid.snapshot(time);
        return new CommunitySnapshot(community.getCommunityId(), community.getName(), settlement.zone(),
                community.getCurrency(),
                settlement.intervalMinutes(), community.getEpsilon(), radius(), time,
                sum(memberSnapshots),
                started ? curves.get(Column.ENERGY_KWH, curves.index(settlement.start(now))) : Double.NaN,
                memberSnapshots.stream().mapToDouble(MemberSnapshot::batteryMaxKwh).sum(), pricesAt(now + 1),
                time == null ? null : plan(time),
                memberSnapshots.stream()
                        .map(MemberSnapshot::achieved)
                        .reduce(Achieved.NOTHING, Achieved::plus),
                memberSnapshots,
                List.copyOf(dispatches), List.copyOf(solves), solveCounts(), quarantined, curves,
                microgridSnapshot,
                new CommunitySnapshot.Versions(seriesVersion, dispatchVersion, solveVersion,
                        microgridSnapshot == null ? 0 : microgridSnapshot.version()));
    }

    /// `ρ` of the newest solve; as configured before the first.
    private double radius() {
        return solves.isEmpty() ? community.getRadius() : solves.getFirst().getRadius();
    }

    /// Curves of one member; null if there is no such member.
    @Nullable
    Curves memberCurves(String prosumerId) {
        MemberFold member = members.get(prosumerId);
        if (member == null) {
            return null;
        }
        return newestSlot == Long.MIN_VALUE ? Curves.EMPTY : curves(newestComplete(), member);
    }

    private static Settlement settlement(Community community) {
        return new Settlement(ZoneId.of(community.getZone()), community.getIntervalMinutes(),
                community.getGateClosureMinutes());
    }

    private long newestComplete() {
        for (long slot = newestSlot; slot > newestSlot - INCOMPLETE_MAX; slot--) {
            long at = slot;
            if (shown().stream()
                    .allMatch(
                            member -> !member.active(at) || !Double.isNaN(member.get(at, Column.LOAD_KW)))) {
                return slot;
            }
        }
        return newestSlot;
    }

    private Curves curves(long now, MemberFold... summed) {
        long first = now - settlement.slots(HISTORY) + 1;
        int length = settlement.slots(HISTORY.plus(AHEAD));
        double[][] columns = new double[Column.values().length][length];
        for (Column column : Column.values()) {
            double[] sums = columns[column.index()];
            if (Arrays.stream(summed).noneMatch(member -> member.has(column))) {
                Arrays.fill(sums, Double.NaN);
            }
            for (MemberFold member : summed) {
                if (member.has(column)) {
                    for (int i = 0; i < length; i++) {
                        double value = member.get(first + i, column);
                        sums[i] += Double.isNaN(value) && !member.active(first + i) ? 0 : value;
                    }
                }
            }
        }
        double[][] priceColumns = new double[PricePages.Kind.values().length][length];
        for (var kind : PricePages.Kind.values()) {
            for (int i = 0; i < length; i++) {
                priceColumns[kind.index()][i] = prices.get(first + i, kind);
            }
        }
        return new Curves(settlement, first, columns, priceColumns);
    }

    private static MemberSnapshot snapshot(MemberFold member, long now, boolean started,
            Map<String, Quarantine> quarantines) {
        Prosumer prosumer = member.prosumer();
        var battery = prosumer.getBattery();
        var dispatch = member.lastDispatch();
        var state = member.lastState();
        var meters = prosumer.getMeters()
                .stream()
                .map(Meter::getMeterId)
                .distinct()
                .filter(quarantines::containsKey)
                .toList();
        return new MemberSnapshot(prosumer.getProsumerId(), prosumer.getName(), prosumer.getKind().name(),
                prosumer.getPvPeakKw(),
                battery == null ? 0 : battery.getEnergyMaxKwh(), member.get(now, Column.MEASURED) == 1,
                started ? flows(member, now) : Flows.UNKNOWN,
                battery == null ? Double.NaN : member.get(now, Column.ENERGY_KWH),
                dispatch == null ? Double.NaN : dispatch.getRealTimeImportKw(),
                dispatch == null ? Double.NaN : dispatch.getRealTimeExportKw(),
                dispatch == null ? "" : dispatch.getPlanStatus(),
                state == null ? "" : state.getFault(), meters, member.achieved());
    }

    /// Reported where there is a report, planned where there is none.
    private static Flows flows(MemberFold member, long slot) {
        if (!member.active(slot)) {
            return Flows.of(0, 0, 0, 0, 0);
        }
        return Flows.of(member.get(slot, Column.LOAD_KW),
                known(member, slot, Column.FLEXIBLE_KW, Column.PLAN_FLEXIBLE_KW),
                member.get(slot, Column.PV_KW), known(member, slot, Column.CHARGE_KW, Column.PLAN_CHARGE_KW),
                known(member, slot, Column.DISCHARGE_KW, Column.PLAN_DISCHARGE_KW));
    }

    private static double known(MemberFold member, long slot, Column reported, Column planned) {
        double value = member.get(slot, reported);
        double otherwise = Double.isNaN(value) ? member.get(slot, planned) : value;
        return Double.isNaN(otherwise) || !member.has(reported) ? 0 : otherwise;
    }

    private static Flows sum(List<MemberSnapshot> members) {
        double load = 0;
        double flexible = 0;
        double pv = 0;
        double charge = 0;
        double discharge = 0;
        for (MemberSnapshot member : members) {
            Flows flows = member.flows();
            load += flows.loadKw();
            flexible += flows.flexibleKw();
            pv += flows.pvKw();
            charge += flows.chargeKw();
            discharge += flows.dischargeKw();
        }
        return members.isEmpty() ? Flows.UNKNOWN : Flows.of(load, flexible, pv, charge, discharge);
    }

    private List<CommunitySnapshot.SolveCount> solveCounts() {
        return solveCounts.entrySet()
                .stream()
                .map(one -> new CommunitySnapshot.SolveCount(one.getKey().getFirst(), one.getKey().getLast(),
                        one.getValue()))
                .toList();
    }

    private CommunitySnapshot.Prices pricesAt(long slot) {
        return new CommunitySnapshot.Prices(prices.get(slot, PricePages.Kind.DAY_AHEAD),
                prices.get(slot, PricePages.Kind.REAL_TIME_BUY),
                prices.get(slot, PricePages.Kind.REAL_TIME_SELL));
    }

    private @Nullable PlanSnapshot plan(Instant time) {
        Schedule plan = plans.get(LocalDate.ofInstant(time, settlement.zone()));
        if (plan == null) {
            return null;
        }
        Instant madeAt = plan.getGateClosedAt().minus(Duration.ofMinutes(plan.getPlanAgeMinutes()));
        return new PlanSnapshot(plan.getPlanId(), plan.getKind().name(), plan.getDeliveryDay(),
                plan.getStatus().name(), plan.getStatusReason(), madeAt,
                Duration.between(madeAt, time).toMinutes());
    }
}
