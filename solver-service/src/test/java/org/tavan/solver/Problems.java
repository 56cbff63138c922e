package org.tavan.solver;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Battery;
import org.tavan.schema.CommittedPeer;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Member;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.serde.TavanSerdes;

/// Small solve requests for tests: `a` has a battery, `b` flexible load, `c` neither; `a` and `c` may trade.
public final class Problems {
    public static final int INTERVALS = 8;
    public static final LocalDate DAY = LocalDate.of(2024, 5, 9);

    static {
        // Avro trusts the generated classes once the serdes are loaded.
        TavanSerdes.of(KafkaSettings.of("127.0.0.1:1", "mock://problems"));
    }

    private Problems() {}

    public static SolveRequest dayAhead(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return SolveRequest.newBuilder()
                .setCommunityId("c1")
                .setKind(SolveKind.DAY_AHEAD)
                .setRequestedAt(Instant.parse("2024-05-08T10:00:00Z"))
                .setTrigger("gate closure")
                .setDeliveryDay(DAY)
                .setStart(Instant.parse("2024-05-08T22:00:00Z"))
                .setIntervalMinutes(60)
                .setIntervals(INTERVALS)
                .setDayIntervals(INTERVALS)
                .setDayAheadCentsPerKwh(each(random, 6, 18))
                .setRealTimeBuyCentsPerKwh(each(random, 20, 25))
                .setRealTimeSellCentsPerKwh(each(random, 2, 5))
                .setEpsilon(0.1)
                .setRadius(0.001)
                .setRule("DIAGONAL")
                .setJointMethod("BONFERRONI")
                .setGridImportMaxKw(50.0)
                .setGridExportMaxKw(50.0)
                .setStabilityBudgetCents(10)
                .setMembers(List.of(member(random, battery("a"), 5), member(random, flexible("b"), 0),
                        member(random, plain("c").build(), 0)))
                .setPeerLinks(List.of(PeerLink.newBuilder()
                        .setFirstProsumerId("a")
                        .setSecondProsumerId("c")
                        .setLimitKw(1)
                        .setFeeCentsPerKwh(0)
                        .build()))
                .setSeed(seed)
                .setSolverVersion("test")
                .build();
    }

    /// The rest of the day from an interval on, after that plan.
    public static SolveRequest intraday(SolveRequest dayAhead, List<Schedule> plan, int first) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < dayAhead.getMembers().size(); i++) {
            Member member = dayAhead.getMembers().get(i);
            Schedule schedule = plan.get(i);
            members.add(Member.newBuilder(member)
                    .setForecastKw(tail(member.getForecastKw(), first))
                    .setLatestForecastKw(tail(member.getLatestForecastKw(), first))
                    .setDesiredKw(
                            member.getDesiredKw().isEmpty() ? List.of() : tail(member.getDesiredKw(), first))
                    .setResidualKw(member.getResidualKw().stream().map(row -> tail(row, first)).toList())
                    .setSupportLowKw(tail(member.getSupportLowKw(), first))
                    .setSupportHighKw(tail(member.getSupportHighKw(), first))
                    .setEnergyKwh(schedule.getEnergyKwh().get(first - 1))
                    .setShiftedKwh(schedule.getShiftedKwh().get(first - 1))
                    .setCommittedImportKw(tail(schedule.getGridImportKw(), first))
                    .setCommittedExportKw(tail(schedule.getGridExportKw(), first))
                    .setCommittedPeerKw(schedule.getPeers()
                            .stream()
                            .map(trade -> new CommittedPeer(trade.getPeerId(),
                                    tail(trade.getTakeKw(), first), tail(trade.getGiveKw(), first)))
                            .toList())
                    .setPreviousChargeKw(tail(schedule.getChargeKw(), first))
                    .setPreviousDischargeKw(tail(schedule.getDischargeKw(), first))
                    .setPreviousFlexibleKw(tail(schedule.getFlexibleKw(), first))
                    .build());
        }
        return SolveRequest.newBuilder(dayAhead)
                .setKind(SolveKind.INTRADAY)
                .setStart(dayAhead.getStart().plusSeconds(3600L * first))
                .setRequestedAt(dayAhead.getStart().plusSeconds(3600L * (first - 1)))
                .setIntervals(INTERVALS - first)
                .setDayAheadCentsPerKwh(tail(dayAhead.getDayAheadCentsPerKwh(), first))
                .setRealTimeBuyCentsPerKwh(tail(dayAhead.getRealTimeBuyCentsPerKwh(), first))
                .setRealTimeSellCentsPerKwh(tail(dayAhead.getRealTimeSellCentsPerKwh(), first))
                .setMembers(members)
                .setPreviousPlanId(plan.getFirst().getPlanId())
                .build();
    }

    /// The same once its forecast has moved.
    public static Member moved(Member member, double kw) {
        return Member.newBuilder(member)
                .setLatestForecastKw(plus(member.getForecastKw(), kw))
                .setResidualKw(member.getResidualKw().stream().map(row -> plus(row, kw)).toList())
                .setSupportLowKw(plus(member.getSupportLowKw(), kw))
                .setSupportHighKw(plus(member.getSupportHighKw(), kw))
                .build();
    }

    private static List<Double> plus(List<Double> list, double kw) {
        return list.stream().map(value -> value + kw).toList();
    }

    /// The same with other numbers for one member.
    public static SolveRequest with(SolveRequest request, int index, Member member) {
        List<Member> members = new ArrayList<>(request.getMembers());
        members.set(index, member);
        return SolveRequest.newBuilder(request).setMembers(members).build();
    }

    private static Member member(RandomGenerator random, Prosumer prosumer, double energyKwh) {
        List<List<Double>> samples = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            samples.add(each(random, -0.3, 0.3));
        }
        FlexibleLoad load = prosumer.getFlexibleLoad();
        List<Double> forecastKw = each(random, 0.3, 1.6);
        return Member.newBuilder()
                .setProsumerId(prosumer.getProsumerId())
                .setProsumer(prosumer)
                .setForecastKw(forecastKw)
                .setLatestForecastKw(forecastKw)
                .setDesiredKw(load == null ? List.of() : load.getDesiredKw().subList(0, INTERVALS))
                .setResidualKw(samples)
                .setSupportLowKw(all(-0.32))
                .setSupportHighKw(all(0.32))
                .setEnergyKwh(energyKwh)
                .setEnergyReported(energyKwh > 0)
                .setShiftedKwh(0)
                .setCommittedImportKw(List.of())
                .setCommittedExportKw(List.of())
                .setCommittedPeerKw(List.of())
                .setPreviousChargeKw(List.of())
                .setPreviousDischargeKw(List.of())
                .setPreviousFlexibleKw(List.of())
                .build();
    }

    private static Prosumer.Builder plain(String id) {
        return Prosumer.newBuilder()
                .setProsumerId(id)
                .setName(id)
                .setNominalKw(2)
                .setGridImportMaxKw(8)
                .setGridExportMaxKw(8)
                .setRealTimeImportMaxKw(2)
                .setRealTimeExportMaxKw(2)
                .setMeters(List.of());
    }

    private static Prosumer battery(String id) {
        return plain(id).setBattery(Battery.newBuilder()
                .setEnergyMinKwh(1)
                .setEnergyMaxKwh(10)
                .setEnergyInitialKwh(5)
                .setEnergyFinalMinKwh(4)
                .setChargeMaxKw(3)
                .setDischargeMaxKw(3)
                .setChargeEfficiency(0.95)
                .setDischargeEfficiency(0.95)
                .setWearCents(0.05)
                .build()).build();
    }

    private static Prosumer flexible(String id) {
        List<Double> desired = new ArrayList<>();
        for (int slot = 0; slot < 24; slot++) {
            desired.add(slot % 4 == 0 ? 0.8 : 0.2);
        }
        return plain(id).setFlexibleLoad(FlexibleLoad.newBuilder()
                .setDesiredKw(desired)
                .setPowerMaxKw(2)
                .setShiftMaxKwh(3)
                .setDiscomfortCents(0.1)
                .build()).build();
    }

    /// A list with one value changed.
    public static List<Double> changed(List<Double> list, int index, double value) {
        List<Double> copy = new ArrayList<>(list);
        copy.set(index, value);
        return copy;
    }

    private static List<Double> each(RandomGenerator random, double low, double high) {
        return random.doubles(INTERVALS, low, high).boxed().toList();
    }

    private static List<Double> all(double value) {
        return Collections.nCopies(INTERVALS, value);
    }

    private static List<Double> tail(List<Double> list, int first) {
        return List.copyOf(list.subList(first, list.size()));
    }
}
