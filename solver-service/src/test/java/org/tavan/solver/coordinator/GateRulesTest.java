package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Battery;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Member;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RadiusPolicy;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;

/// Gates and the requests they make, rule by rule. Day 3 is the first that can be planned.
class GateRulesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);

    @Test
    void aGateWithoutEnoughResidualsIsAnsweredByAFailureThatSaysSo() {
        Bench bench = Bench.ran(WORLD, 2);

        assertEquals(2, bench.records.size());
        assertEquals(PlanStatus.FAILED, bench.records.get(1).getStatus());
        assertTrue(bench.records.get(1).getReason().contains("b has 1 of 2 days of residuals"));
        assertEquals(FIRST_DAY.plusDays(2), bench.records.get(1).getDeliveryDay());
    }

    @Test
    void theRequestOfAGateHasWhatWasKnownThen() {
        SolveRequest request = Bench.ran(WORLD, 3).requests.getFirst();
        Member member = request.getMembers().get(1);

        assertEquals(SolveKind.DAY_AHEAD, request.getKind());
        assertEquals(WORLD.gate(3), request.getRequestedAt());
        assertEquals(24, request.getIntervals());
        assertEquals(2, member.getResidualKw().size());
        assertEquals(WORLD.residualKw("b", WORLD.day(1).start(7)), member.getResidualKw().get(1).get(7));
        assertEquals(WORLD.forecastKw("b", WORLD.day(3).start(13)), member.getForecastKw().get(13), 1e-12);
        assertEquals(List.of("a", "b", "c"),
                request.getMembers().stream().map(Member::getProsumerId).toList());
        assertEquals(0, request.getAssumedPrices());
    }

    @Test
    void theRequestKnowsTheHighestImportOfTheMonthSoFar() {
        Bench bench = Bench.ran(WORLD, 5);
        SolveRequest request = bench.requests.stream()
                .filter(each -> each.getRequestedAt().equals(WORLD.gate(5)))
                .findFirst()
                .orElseThrow();

        double highest = 0;
        for (long start = WORLD.day(3).startMillis(); start < WORLD.gate(5)
                .toEpochMilli(); start += 3_600_000) {
            highest = Math.max(highest, importKw(bench, start));
        }
        assertTrue(highest > 0);
        assertEquals(0, bench.requests.getFirst().getPeakImportKw());
        assertEquals(highest, request.getPeakImportKw(), 1e-12);
    }

    @Test
    void anAdaptiveRadiusFollowsThePartOfTheMembersWhoseDayWasBroken() {
        World world = WORLD
                .with(Community.newBuilder(WORLD.community).setRadiusPolicy(RadiusPolicy.ADAPTIVE).build());
        Bench bench = Bench.ran(world, 7);
        Map<LocalDate, Double> radii = new TreeMap<>();
        bench.requests.forEach(request -> radii.put(request.getDeliveryDay(), request.getRadius()));

        // The gate for a day knows how the day before yesterday ended.
        double radius = 0.001;
        for (int day = 3; day <= 7; day++) {
            radius *= day < 5 ? 1 : Math.exp(0.3 * (brokenShare(bench, day - 2) - 0.1));
            assertEquals(Math.clamp(radius, 1e-4, 0.1),
                    Objects.requireNonNull(radii.get(FIRST_DAY.plusDays(day))), 1e-12);
        }
        assertNotEquals(0.001, radii.get(FIRST_DAY.plusDays(7)));
    }

    /// Broken member-days by all member-days of a day.
    private static double brokenShare(Bench bench, int day) {
        long start = WORLD.day(day).startMillis();
        Map<String, Boolean> broken = new TreeMap<>();
        for (Dispatch dispatch : bench.dispatches) {
            long at = dispatch.getIntervalStart().toEpochMilli();
            if (start <= at && at < WORLD.day(day).endMillis()) {
                broken.merge(dispatch.getProsumerId(), dispatch.getShortageKw() > 1e-3, Boolean::logicalOr);
            }
        }
        return (double) broken.values().stream().filter(each -> each).count() / broken.size();
    }

    @Test
    void aNewMonthBeginsWithoutAPeak() {
        World world = World.berlin(LocalDate.of(2024, 5, 28));

        List<SolveRequest> requests = Bench.ran(world, 5).requests;

        assertEquals(List.of(true, false), requests.stream()
                .filter(each -> each.getDeliveryDay().getDayOfMonth() <= 2)
                .map(each -> each.getPeakImportKw() == 0)
                .toList());
    }

    /// What the meters saw of the grid in an interval: planned supply, and demand above or below it.
    private static double importKw(Bench bench, long start) {
        double sum = 0;
        for (Dispatch dispatch : bench.dispatches) {
            if (dispatch.getIntervalStart().toEpochMilli() != start) {
                continue;
            }
            Schedule schedule = bench.schedules.stream()
                    .filter(each -> each.getPlanId().equals(dispatch.getPlanId())
                            && each.getProsumerId().equals(dispatch.getProsumerId()))
                    .findFirst()
                    .orElseThrow();
            int at = (int) ((start - schedule.getStart().toEpochMilli()) / 3_600_000);
            Policy policy = bench.policies.stream()
                    .filter(each -> each.getPlanId().equals(dispatch.getPlanId())
                            && each.getProsumerId().equals(dispatch.getProsumerId()))
                    .findFirst()
                    .orElseThrow();
            sum += schedule.getGridImportKw().get(at) - schedule.getGridExportKw().get(at)
                    + dispatch.getResidualKw() - policy.getMarginKw().get(at);
        }
        return sum;
    }

    @Test
    void aPricePublishedAfterTheGateIsTakenFromTheSameSlotOfTheNewestEarlierDay() {
        long late = WORLD.day(3).start(9);
        Map<String, List<Input>> streams = World.change(WORLD.streams(3), Price.class,
                price -> price.getIntervalStart().toEpochMilli() == late
                        ? Price.newBuilder(price)
                                .setDayAheadCentsPerKwh(77)
                                .setRealTimeBuyCentsPerKwh(99)
                                .setKnowledgeTime(WORLD.gate(3).plusSeconds(1))
                                .build()
                        : price.getIntervalStart().toEpochMilli() == WORLD.day(2).start(9)
                                ? Price.newBuilder(price).setDayAheadCentsPerKwh(11.5).build()
                                : price);

        SolveRequest request = Bench.ran(streams).requests.getFirst();

        assertEquals(1, request.getAssumedPrices());
        assertEquals(11.5, request.getDayAheadCentsPerKwh().get(9));
    }

    @Test
    void theNewestPriceKnownAtTheGateIsTakenWhateverCameLast() {
        long start = WORLD.day(3).start(9);
        Bench bench = new Bench();
        Map<String, List<Input>> streams = WORLD.streams(3);
        bench.accept(streams.getOrDefault("first", List.of()));
        bench.accept("c1",
                Price.newBuilder(WORLD.price(start, WORLD.gate(3))).setDayAheadCentsPerKwh(12).build());
        bench.accept("c1",
                Price.newBuilder(WORLD.price(start, WORLD.gate(3).minusSeconds(60)))
                        .setDayAheadCentsPerKwh(13)
                        .build());

        bench.run(streams);

        assertEquals(12, bench.requests.getFirst().getDayAheadCentsPerKwh().get(9));
    }

    @Test
    void aGateWithoutAnyPriceIsAnsweredByAFailureThatSaysSo() {
        Bench bench = Bench.ran(World.keep(WORLD.streams(4), value -> !(value instanceof Price)));

        assertTrue(bench.requests.isEmpty());
        assertEquals(4, bench.records.size());
        assertTrue(bench.records.get(2).getReason().startsWith("prices: "), bench.records.get(2).getReason());
        assertTrue(bench.dispatches.isEmpty());
    }

    @Test
    void aGateWaitsForTheDistributionThatItsForecastsName() {
        Map<String, List<Input>> streams = WORLD.streams(3);
        List<Input> late = streams.getOrDefault("distributions c", List.of());
        streams.remove("distributions c");
        Bench bench = new Bench();

        bench.run(streams);
        boolean early = !bench.requests.isEmpty();
        bench.accept(late);

        assertFalse(early);
        assertEquals(1, bench.requests.size());
    }

    @Test
    void aVersionOfTheDistributionThatNeverCameIsNotWaitedForOnceALaterOneIsIn() {
        Bench bench = Bench.ran(World.keep(WORLD.streams(3),
                value -> !(value instanceof Distribution distribution
                        && distribution.getProsumerId().equals("c")
                        && distribution.getThroughDay().equals(FIRST_DAY.plusDays(1)))));

        SolveRequest request = bench.requests.getFirst();
        assertEquals(List.of("a", "b"), request.getMembers().stream().map(Member::getProsumerId).toList());
        assertTrue(request.getTrigger().contains("c lacks the distribution"), request.getTrigger());
        assertTrue(request.getPeerLinks().isEmpty());
    }

    @Test
    void aRevisionThatTheForecastOfTheGateDoesNotNameIsNotUsedWhetherItIsInOrNot() {
        Distribution named = WORLD.distribution("c", 1);
        Distribution revision = revision(named, WORLD.gate(3).minusSeconds(60));
        Bench without = Bench.ran(WORLD.streams(3));
        Bench with = new Bench();
        Map<String, List<Input>> streams = WORLD.streams(3);
        streams.computeIfPresent("distributions c", (_, all) -> {
            List<Input> revised = new ArrayList<>(all);
            revised.add(2, new Input("c1/c", revision));
            return revised;
        });

        with.accept(streams.getOrDefault("first", List.of()));
        with.accept(streams.getOrDefault("distributions c", List.of()));
        with.run(streams);

        assertEquals(without.requests.getFirst(), with.requests.getFirst());
        Member member = with.requests.getFirst().getMembers().get(2);
        assertEquals(named.getKnowledgeTime(), member.getDistributionKnowledgeTime());
        assertEquals(named.getDays().getFirst().getResidualKw(), member.getResidualKw().getFirst());
    }

    @Test
    void aRevisionThatTheForecastOfTheGateNamesIsWaitedForAndUsed() {
        Distribution revision = revision(WORLD.distribution("c", 1), WORLD.gate(3).minusSeconds(60));
        Map<String, List<Input>> streams = WORLD.streams(3);
        streams.computeIfPresent("forecasts c", (_, all) -> all.stream()
                .map(input -> input.value() instanceof Forecast forecast
                        && forecast.getIssuedAt().equals(WORLD.gate(3))
                                ? new Input(input.key(), Forecast.newBuilder(forecast)
                                        .setDistributionKnowledgeTime(revision.getKnowledgeTime())
                                        .build())
                                : input)
                .toList());
        streams.computeIfPresent("distributions c", (_, all) -> all.subList(0, 2));
        Bench bench = new Bench();

        bench.run(streams);
        boolean early = !bench.requests.isEmpty();
        bench.accept("c1/c", revision);

        assertFalse(early);
        Member member = bench.requests.getFirst().getMembers().get(2);
        assertEquals(revision.getKnowledgeTime(), member.getDistributionKnowledgeTime());
        assertEquals(revision.getDays().getFirst().getResidualKw(), member.getResidualKw().getFirst());
        assertEquals(revision.getKnowledgeTime(),
                Bench.solve(bench.requests.getFirst()).schedules().get(2).getDistributionKnowledgeTime());
    }

    /// The same day and count with other residuals.
    private static Distribution revision(Distribution named, Instant known) {
        List<ResidualDay> days = named.getDays()
                .stream()
                .map(day -> ResidualDay.newBuilder(day)
                        .setResidualKw(day.getResidualKw().stream().map(kw -> kw / 2).toList())
                        .build())
                .toList();
        return Distribution.newBuilder(named).setDays(days).setKnowledgeTime(known).build();
    }

    @Test
    void samplesAreOfTheDayTypeIfTheDistributionHasStatisticsOfIt() {
        World world = World.berlin(LocalDate.of(2024, 3, 31));
        world = world.with(Community.newBuilder(world.community).setMinimumDays(30).build());

        Bench bench = Bench.ran(world, 32);

        SolveRequest workday = bench.requests.getFirst();
        assertEquals(LocalDate.of(2024, 5, 1), workday.getDeliveryDay());
        assertEquals(21, workday.getMembers().getFirst().getResidualKw().size());
    }

    @Test
    void aDayWithTwentyFiveHoursHasAsManyIntervalsAndTheRepeatedSlotTwice() {
        World world = World.berlin(LocalDate.of(2024, 10, 24));

        SolveRequest request = Bench.ran(world, 4).requests.getFirst();

        assertEquals(LocalDate.of(2024, 10, 27), request.getDeliveryDay());
        assertEquals(25, request.getIntervals());
        List<Double> sample = request.getMembers().getFirst().getResidualKw().getFirst();
        assertEquals(25, sample.size());
        assertEquals(sample.get(2), sample.get(3));
        assertNotEquals(sample.get(3), sample.get(4));
    }

    @Test
    void theBatteryStartsAsReportedAndMovedAlongThePlan() {
        Bench bench = Bench.ran(WORLD, 4);

        var before = Bench.solve(bench.requests.get(0)).schedules().getFirst();
        Member member = bench.requests.get(1).getMembers().getFirst();
        assertTrue(member.getEnergyReported());
        assertEquals(before.getEnergyKwh().get(23), member.getEnergyKwh(), 1e-6);
        assertEquals(before.getPlanId(), bench.requests.get(1).getPreviousPlanId());
        assertEquals(before.getChargeKw(), member.getPreviousChargeKw());
    }

    @Test
    void devicesThatAnswerAtOnceGiveTheDecisionsOfThoseThatReportLater() {
        Bench expected = new Bench();
        expected.run(WORLD.streams(4));
        Bench bench = new Bench();
        bench.devicesLocal = true;

        bench.run(WORLD.streams(4));

        assertEquals(expected.requests, bench.requests);
        assertEquals(expected.dispatches, bench.dispatches);
        assertTrue(bench.reports.isEmpty());
        assertTrue(bench.requests.get(1).getMembers().getFirst().getEnergyReported());
    }

    @Test
    void aBatteryThatDoesNotReportIsPlannedOnAfterThePatience() {
        Bench bench = new Bench();
        bench.devicesReport = false;
        bench.run(WORLD.streams(4));
        int before = bench.requests.size();

        bench.pass(Duration.ofSeconds(9));
        int within = bench.requests.size();
        bench.pass(Duration.ofSeconds(2));
        bench.settle();
        // At midnight and every four hours the tick waits for the device until it is known to be silent.
        bench.pass(Duration.ofSeconds(11));
        bench.settle();

        assertEquals(0, before);
        assertEquals(0, within);
        assertEquals(2, bench.requests.size());
        assertFalse(bench.requests.get(1).getMembers().getFirst().getEnergyReported());
        assertEquals(Bench.solve(bench.requests.getFirst()).schedules().getFirst().getEnergyKwh().get(23),
                bench.requests.get(1).getMembers().getFirst().getEnergyKwh());
    }

    @Test
    void aBatteryThatNeverReportsByConfigurationIsNotWaitedFor() {
        var quiet = WORLD.community.getProsumers()
                .stream()
                .map(prosumer -> prosumer.getBattery() == null
                        ? prosumer
                        : org.tavan.schema.Prosumer.newBuilder(prosumer)
                                .setBattery(org.tavan.schema.Battery.newBuilder(prosumer.getBattery())
                                        .setReports(false)
                                        .build())
                                .build())
                .toList();
        Bench bench = new Bench();
        bench.devicesReport = false;

        bench.run(WORLD.with(Community.newBuilder(WORLD.community).setProsumers(quiet).build()).streams(4));

        assertEquals(2, bench.requests.size());
        assertEquals(5, bench.requests.getFirst().getMembers().getFirst().getEnergyKwh());
    }

    /// With a battery whose plan can be followed day after day.
    private static World endingAsItBegins(World world) {
        List<Prosumer> prosumers = new ArrayList<>(world.community.getProsumers());
        Prosumer first = prosumers.getFirst();
        prosumers.set(0, Prosumer.newBuilder(first)
                .setBattery(Battery.newBuilder(first.getBattery())
                        .setEnergyMinKwh(0)
                        .setEnergyInitialKwh(5)
                        .setEnergyFinalMinKwh(5)
                        .build())
                .build());
        return world.with(Community.newBuilder(world.community).setProsumers(prosumers).build());
    }

    @Test
    void aPlanThatIsKeptAgainAndAgainIsAsOldAsItsFirstDay() {
        Bench bench = new Bench();
        List<Answer> answers = new ArrayList<>();
        bench.unsolvable = request -> request.getDeliveryDay().isAfter(WORLD.day(3).date());
        bench.solver = answer -> {
            answers.add(answer);
            return answer;
        };

        bench.run(endingAsItBegins(WORLD).streams(6));

        assertEquals(4, answers.size());
        for (int failures = 0; failures < 4; failures++) {
            SolveRecord record = answers.get(failures).record();
            assertEquals(WORLD.day(3 + failures).date(), record.getDeliveryDay());
            assertEquals(failures == 0 ? PlanStatus.OPTIMAL : PlanStatus.KEPT_PREVIOUS, record.getStatus(),
                    record.getReason());
            assertEquals(failures * 1440, record.getPlanAgeMinutes());
            assertEquals(failures * 1440, answers.get(failures).schedules().getFirst().getPlanAgeMinutes());
        }
        long sinceFirstGate = WORLD.day(5).start(8) - WORLD.gate(3).toEpochMilli();
        assertEquals(sinceFirstGate / 60_000,
                bench.dispatch("a", WORLD.day(5).start(7)).getPlanAgeMinutes());
    }
}
