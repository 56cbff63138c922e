package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Battery;
import org.tavan.schema.Community;
import org.tavan.schema.Contribution;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Member;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Policy;
import org.tavan.schema.Price;
import org.tavan.schema.Prosumer;
import org.tavan.schema.RecourseRule;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.coordinator.World.Input;
import org.tavan.solver.run.Answer;

/// Gates and dispatches, rule by rule. Day 3 is the first that can be planned.
class CoordinatorRulesTest {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 5, 6);
    private static final World WORLD = World.berlin(FIRST_DAY);

    private static Bench run(World world, int days) {
        return run(world.streams(days));
    }

    private static Bench run(Map<String, List<Input>> streams) {
        Bench bench = new Bench();
        bench.run(streams);
        return bench;
    }

    private static <V extends SpecificRecord> Map<String, List<Input>> change(
            Map<String, List<Input>> streams,
            Class<V> type, UnaryOperator<V> change) {
        streams.replaceAll((_, stream) -> stream.stream()
                .map(input -> type.isInstance(input.value())
                        ? new Input(input.key(), change.apply(type.cast(input.value())))
                        : input)
                .toList());
        return streams;
    }

    private static Map<String, List<Input>> keep(Map<String, List<Input>> streams,
            Predicate<SpecificRecord> kept) {
        streams.replaceAll((_, stream) -> stream.stream().filter(input -> kept.test(input.value())).toList());
        return streams;
    }

    private static Dispatch dispatch(Bench bench, String member, long start) {
        return bench.dispatches.stream()
                .filter(dispatch -> dispatch.getProsumerId().equals(member)
                        && dispatch.getIntervalStart().toEpochMilli() == start)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingIsDispatchedBeforeTheFirstSetPointsOfTheFirstPlannedDay() {
        Bench bench = run(WORLD, 4);

        Dispatch first = bench.dispatches.getFirst();
        assertEquals(WORLD.day(3).startMillis(), first.getSetpointStart().toEpochMilli());
        assertEquals("", first.getPlanId());
        assertNotEquals("", first.getSetpointPlanId());
        assertEquals(0, first.getRealTimeImportKw());
    }

    @Test
    void eachMemberIsDispatchedOnceForEachInterval() {
        Bench bench = run(WORLD, 5);

        assertEquals(3 * (2 * 24 + 1), bench.dispatches.size());
        assertEquals(bench.dispatches.size(),
                bench.dispatches.stream().map(Dispatch::getDispatchId).distinct().count());
        assertEquals("c1/a/" + Instant.ofEpochMilli(WORLD.day(3).startMillis()),
                dispatch(bench, "a", WORLD.day(3).startMillis()).getDispatchId());
    }

    @Test
    void aGateWithoutEnoughResidualsIsAnsweredByAFailureThatSaysSo() {
        Bench bench = run(WORLD, 2);

        assertEquals(2, bench.records.size());
        assertEquals(PlanStatus.FAILED, bench.records.get(1).getStatus());
        assertTrue(bench.records.get(1).getReason().contains("b has 1 of 2 days of residuals"));
        assertEquals(FIRST_DAY.plusDays(2), bench.records.get(1).getDeliveryDay());
    }

    @Test
    void theRequestOfAGateHasWhatWasKnownThen() {
        SolveRequest request = run(WORLD, 3).requests.getFirst();
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
    void aPricePublishedAfterTheGateIsTakenFromTheSameSlotOfTheNewestEarlierDay() {
        long late = WORLD.day(3).start(9);
        Map<String, List<Input>> streams = change(WORLD.streams(3), Price.class,
                price -> price.getIntervalStart().toEpochMilli() == late
                        ? Price.newBuilder(price)
                                .setDayAheadCentsPerKwh(77)
                                .setRealTimeBuyCentsPerKwh(99)
                                .setKnowledgeTime(WORLD.gate(3).plusSeconds(1))
                                .build()
                        : price.getIntervalStart().toEpochMilli() == WORLD.day(2).start(9)
                                ? Price.newBuilder(price).setDayAheadCentsPerKwh(11.5).build()
                                : price);

        SolveRequest request = run(streams).requests.getFirst();

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
        Bench bench = run(keep(WORLD.streams(4), value -> !(value instanceof Price)));

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
        Bench bench = run(keep(WORLD.streams(3), value -> !(value instanceof Distribution distribution
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
        Bench without = run(WORLD.streams(3));
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

        Bench bench = run(world, 32);

        SolveRequest workday = bench.requests.getFirst();
        assertEquals(LocalDate.of(2024, 5, 1), workday.getDeliveryDay());
        assertEquals(21, workday.getMembers().getFirst().getResidualKw().size());
    }

    @Test
    void aDayWithTwentyFiveHoursHasAsManyIntervalsAndTheRepeatedSlotTwice() {
        World world = World.berlin(LocalDate.of(2024, 10, 24));

        SolveRequest request = run(world, 4).requests.getFirst();

        assertEquals(LocalDate.of(2024, 10, 27), request.getDeliveryDay());
        assertEquals(25, request.getIntervals());
        List<Double> sample = request.getMembers().getFirst().getResidualKw().getFirst();
        assertEquals(25, sample.size());
        assertEquals(sample.get(2), sample.get(3));
        assertNotEquals(sample.get(3), sample.get(4));
    }

    @Test
    void settlementFollowsTheZoneEvenWhereHoursStartAtHalfPast() {
        ZoneId tehran = ZoneId.of("Asia/Tehran");
        LocalDate first = LocalDate.of(2022, 3, 19);
        World world = new World(tehran, first, 60, World.community(tehran, first, 60).build());

        Bench bench = run(world, 4);

        SolveRequest request = bench.requests.getFirst();
        assertEquals(Instant.parse("2022-03-21T20:30:00Z"), request.getStart());
        assertEquals(Instant.parse("2022-03-21T08:30:00Z"), request.getRequestedAt());
        assertEquals(23, request.getIntervals());
        assertEquals(3 * (23 + 1), bench.dispatches.size());
    }

    @Test
    void anEstimatedIntervalGivesNoRecourse() {
        long start = WORLD.day(3).start(5);
        Bench bench = run(change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        && interval.getProsumerId().equals("c")
                                ? Interval.newBuilder(interval)
                                        .setLoadKwh(9)
                                        .setQuality(IntervalQuality.ESTIMATED)
                                        .build()
                                : interval));

        Dispatch dispatch = dispatch(bench, "c", start);
        assertFalse(dispatch.getMeasured());
        assertEquals(0, dispatch.getRealTimeImportKw());
        assertEquals(0, dispatch.getResidualKw());
        assertEquals(0, dispatch.getShortageKw());
        assertTrue(dispatch.getReason().getSummary().contains("nothing was measured"));
    }

    @Test
    void anIntervalThatNeverCameIsDispatchedAsUnmeasuredOnceALaterOneIsIn() {
        long start = WORLD.day(3).start(5);
        Bench bench = run(keep(WORLD.streams(4), value -> !(value instanceof Interval interval
                && interval.getIntervalStart().toEpochMilli() == start
                && interval.getProsumerId().equals("c"))));

        assertFalse(dispatch(bench, "c", start).getMeasured());
        assertEquals(3 * 25, bench.dispatches.size());
    }

    @Test
    void aRevisionChangesNoDispatch() {
        Bench bench = run(WORLD, 4);
        List<Dispatch> before = List.copyOf(bench.dispatches);
        Interval interval = WORLD.interval("c", WORLD.day(3).start(5));

        bench.accept("c1/c", Interval.newBuilder(interval).setLoadKwh(8).setRevision(1).build());
        bench.accept("c1/c", interval);

        assertEquals(before, bench.dispatches);
        assertTrue(bench.refusals.isEmpty());
    }

    @Test
    void aMemberIsDispatchedWithoutWaitingForTheOthers() {
        Bench bench = run(WORLD, 3);
        long start = WORLD.day(2).start(23);

        // The last interval before the planned day came with the others; the first of it comes for one member only.
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(3).start(0)));

        assertEquals(start + 3_600_000, bench.dispatches.getLast().getIntervalStart().toEpochMilli());
        assertEquals("b", bench.dispatches.getLast().getProsumerId());
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(3).start(1)));
        assertEquals(3 + 1, bench.dispatches.size());
    }

    @Test
    void recourseIsTheRuleTimesTheResidualAndWhatItLeavesIsTheShortage() {
        Bench bench = run(WORLD, 4);

        for (Dispatch dispatch : bench.dispatches) {
            if (dispatch.getPlanId().isEmpty()) {
                continue;
            }
            var answer = Bench.solve(bench.requests.getFirst());
            var policy = answer.policies()
                    .stream()
                    .filter(each -> each.getProsumerId().equals(dispatch.getProsumerId()))
                    .findFirst()
                    .orElseThrow();
            int t = WORLD.day(3).indexOf(dispatch.getIntervalStart().toEpochMilli());
            double residual = WORLD.residualKw(dispatch.getProsumerId(),
                    dispatch.getIntervalStart().toEpochMilli());
            double q = policy.getRecourseKw().get(t) * residual / policy.getNominalKw();
            assertEquals(residual, dispatch.getResidualKw(), 1e-9);
            assertEquals(q, dispatch.getRealTimeImportKw() - dispatch.getRealTimeExportKw(), 1e-9);
            assertEquals(Math.max(0, residual - policy.getMarginKw().get(t) - q), dispatch.getShortageKw(),
                    1e-9);
            assertEquals(policy.getRiskCentsPerKwh().get(t), dispatch.getReason().getRiskCentsPerKwh());
        }
    }

    @Test
    void recourseBeyondTheLimitIsClippedAndSaysSo() {
        long start = WORLD.day(3).start(5);
        Bench bench = run(change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        && interval.getProsumerId().equals("c")
                                ? Interval.newBuilder(interval).setLoadKwh(12).build()
                                : interval));

        Dispatch dispatch = dispatch(bench, "c", start);
        assertEquals(5, dispatch.getRealTimeImportKw());
        assertEquals("AT_IMPORT_LIMIT", dispatch.getClipped().name());
        assertTrue(dispatch.getUnclippedKw() > 5);
        assertTrue(dispatch.getShortageKw() > 5);
        assertTrue(dispatch.getReason().getSummary().contains("the most allowed"));
        assertTrue(dispatch.getReason().getSummary().contains("uncovered"));
    }

    @Test
    void aCausalRuleAnswersTheResidualsOfTheDaySoFar() {
        List<Double> gains = new ArrayList<>();
        for (int i = 0; i < 24 * 25 / 2; i++) {
            gains.add(0.1 + 0.01 * (i % 7));
        }
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setRule(RecourseRule.CAUSAL)
                        .setRecourseKw(gains)
                        .build())
                .toList(),
                answer.record());

        bench.run(WORLD.streams(4));

        Dispatch dispatch = dispatch(bench, "b", WORLD.day(3).start(9));
        double q = 0;
        for (int j = 0; j <= 9; j++) {
            q += gains.get(9 * 10 / 2 + j) * WORLD.residualKw("b", WORLD.day(3).start(j)) / 2;
        }
        List<Contribution> shares = dispatch.getReason().getContributions();
        assertEquals(q, dispatch.getUnclippedKw(), 1e-9);
        assertEquals(5, shares.size());
        assertTrue(Math.abs(shares.get(0).getShareKw()) >= Math.abs(shares.get(4).getShareKw()));
        assertEquals(WORLD.residualKw("b", shares.get(0).getIntervalStart().toEpochMilli()),
                shares.get(0).getResidualKw(),
                1e-9);
    }

    @Test
    void whatWasPlannedForRealTimeIsBoughtBesideTheRecourse() {
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setPlannedRealTimeKw(Collections.nCopies(24, 0.7))
                        .build())
                .toList(),
                answer.record());

        bench.run(WORLD.streams(4));

        Dispatch with = dispatch(bench, "b", WORLD.day(3).start(9));
        Dispatch without = dispatch(run(WORLD, 4), "b", WORLD.day(3).start(9));
        assertEquals(without.getUnclippedKw() + 0.7, with.getUnclippedKw(), 1e-9);
        assertEquals(with.getUnclippedKw(), with.getRealTimeImportKw() - with.getRealTimeExportKw(), 1e-9);
        assertEquals(0, with.getShortageKw());
    }

    @Test
    void whatWasPlannedForRealTimeIsBoughtEvenIfNothingIsMeasured() {
        long start = WORLD.day(3).start(9);
        Bench bench = new Bench();
        bench.solver = answer -> new Answer(answer.schedules(), answer.policies()
                .stream()
                .map(policy -> Policy.newBuilder(policy)
                        .setPlannedRealTimeKw(Collections.nCopies(24, 0.7))
                        .build())
                .toList(),
                answer.record());

        bench.run(change(WORLD.streams(4), Interval.class,
                interval -> interval.getIntervalStart().toEpochMilli() == start
                        ? Interval.newBuilder(interval).setQuality(IntervalQuality.ESTIMATED).build()
                        : interval));

        Dispatch dispatch = dispatch(bench, "b", start);
        assertFalse(dispatch.getMeasured());
        assertEquals(0.7, dispatch.getRealTimeImportKw());
        assertEquals(0, dispatch.getShortageKw());
        assertTrue(dispatch.getReason().getSummary().contains("0.7 kW was bought in real time as planned"),
                dispatch.getReason().getSummary());
    }

    @Test
    void onlyMidnightWaitsForTheAnswerToTheGate() {
        Bench bench = new Bench();
        bench.devicesLocal = true;
        bench.run(WORLD.streams(3));

        WORLD.streams(4).values().forEach(bench::accept);
        List<Dispatch> before = List.copyOf(bench.dispatches);
        bench.settle();

        assertEquals(2, bench.requests.size());
        assertEquals(WORLD.day(3).start(22), before.getLast().getIntervalStart().toEpochMilli());
        assertEquals(WORLD.day(3).start(23), bench.dispatches.getLast().getIntervalStart().toEpochMilli());
    }

    @Test
    void setPointsAtMidnightComeFromTheNextDaysPlan() {
        Bench bench = run(WORLD, 5);

        Dispatch last = dispatch(bench, "a", WORLD.day(3).start(23));
        assertNotEquals(last.getPlanId(), last.getSetpointPlanId());
        var next = Bench.solve(bench.requests.get(1)).schedules().getFirst();
        assertEquals(next.getPlanId(), last.getSetpointPlanId());
        assertEquals(next.getDischargeKw().getFirst(), last.getDischargeKw());
    }

    @Test
    void theBatteryStartsAsReportedAndMovedAlongThePlan() {
        Bench bench = run(WORLD, 4);

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
                dispatch(bench, "a", WORLD.day(5).start(7)).getPlanAgeMinutes());
    }

    @Test
    void aMemberThatJoinsIsPlannedFromTheNextGateAndOneThatLeavesNoMore() {
        Instant known = WORLD.gate(4).minusSeconds(3600);
        Community later = Community.newBuilder(WORLD.community)
                .setKnowledgeTime(known)
                .setProsumers(WORLD.community.getProsumers().subList(0, 2))
                .setPeerLinks(List.of())
                .build();
        Map<String, List<Input>> streams = WORLD.streams(5);
        Bench bench = new Bench();
        bench.accept(streams.getOrDefault("first", List.of()));
        bench.accept("c1", later);
        // The intervals of a member that leaves end at the gate.
        bench.run(keep(streams,
                value -> !(value instanceof Interval interval && interval.getProsumerId().equals("c")
                        && !interval.getIntervalStart().isBefore(WORLD.gate(4)))));

        assertEquals(3, bench.requests.get(0).getMembers().size());
        assertEquals(2, bench.requests.get(1).getMembers().size());
        assertEquals(12 + 1,
                bench.dispatches.stream().filter(each -> each.getProsumerId().equals("c")).count());
        assertEquals(49, bench.dispatches.stream().filter(each -> each.getProsumerId().equals("b")).count());
    }

    @Test
    void aMemberThatWasNeverHeardOfIsLeftOutAfterThePatience() {
        List<org.tavan.schema.Prosumer> four = new ArrayList<>(WORLD.community.getProsumers());
        four.add(World.plain("silent").build());
        Map<String, List<Input>> streams = WORLD
                .with(Community.newBuilder(WORLD.community).setProsumers(four).build())
                .streams(3);
        streams.keySet().removeIf(name -> name.endsWith(" silent"));
        Bench bench = new Bench();
        bench.run(streams);
        int before = bench.records.size();

        for (int gate = 0; gate < 3; gate++) {
            bench.pass(Duration.ofSeconds(31));
            bench.settle();
        }

        assertEquals(0, before);
        assertEquals(3, bench.requests.getFirst().getMembers().size());
        assertTrue(bench.requests.getFirst().getTrigger().contains("silent has no forecast issued at"));
    }

    @Test
    void aCommunityThatIsRemovedStopsAndLeavesNothing() {
        Bench bench = run(WORLD, 4);

        bench.accept("c1", null);
        int before = bench.dispatches.size();
        bench.accept("c1/b", WORLD.interval("b", WORLD.day(4).start(0)));

        assertTrue(bench.stored.isEmpty());
        assertEquals(before, bench.dispatches.size());
        assertEquals("UNKNOWN_COMMUNITY", bench.refusals.getFirst().reason().name());
    }

    @Test
    void communitiesDoNotTouchOneAnother() {
        Bench alone = run(WORLD, 4);
        Bench both = new Bench();
        both.accept("c10", Community.newBuilder(WORLD.community).setCommunityId("c10").build());

        both.run(WORLD.streams(4));

        assertEquals(alone.dispatches, both.dispatches);
        assertEquals(alone.requests, both.requests);
    }

    @Test
    void stateDoesNotGrowWithTheDays() {
        Bench few = run(WORLD, 6);
        Bench many = run(WORLD, 16);

        assertTrue(many.stored.size() < few.stored.size() + 200,
                few.stored.size() + " then " + many.stored.size());
    }
}
