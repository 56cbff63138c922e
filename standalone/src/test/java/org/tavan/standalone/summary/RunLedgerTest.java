package org.tavan.standalone.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Channel;
import org.tavan.schema.Clipping;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Meter;
import org.tavan.schema.PeerLink;
import org.tavan.schema.PeerTrade;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.Price;
import org.tavan.schema.PriceKind;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reason;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.schema.Schedule;
import org.tavan.schema.SolveKind;

/// Hand-calculated figures on a day of 24 hours, of which only the first carry numbers.
class RunLedgerTest {

    private static final Instant MIDNIGHT = Instant.parse("2024-03-04T00:00:00Z");
    private static final Performance NO_PERFORMANCE = new Performance(0, 0, 0, 0);

    private final Community community = community();
    private RunLedger ledger = new RunLedger(List.of(community), "readings");

    @BeforeEach
    void start() {
        ledger = new RunLedger(List.of(community), "readings");
    }

    @Test
    void costsAreThoseOfPlanRecourseShortageAndFeeAgainstForecastAndDeviation() {
        ledger.add(price(0, 10, 20, 4, PriceKind.SETTLED));
        ledger.add(schedule("a", 3, 1));
        ledger.add(dispatch("a", 0, 0.5, 0, 0.25));
        ledger.add(interval("a", 0, 4, 1, 1.5, 1, 0));

        var money = ledger.summary(NO_PERFORMANCE).communities().getFirst().money();

        assertEquals(1, money.intervals());
        assertEquals(10 * 3 + 20 * (0.5 + 0.25) + 2 * 1, money.costCents(), 1e-12);
        assertEquals(10 * (1.5 + 0.7) + 20 * 1.5, money.baselineCents(), 1e-12);
    }

    @Test
    void aSurplusAgainstTheForecastIsSoldAtTheRealTimePriceInTheBaseline() {
        ledger.add(price(0, 10, 20, 4, PriceKind.SETTLED));
        ledger.add(schedule("a", 3, 0));
        ledger.add(dispatch("a", 0, 0, 0.5, 0));
        ledger.add(interval("a", 0, 4, 1, -1.0, 1, 0));

        var money = ledger.summary(NO_PERFORMANCE).communities().getFirst().money();

        assertEquals(10 * 3 - 4 * 0.5, money.costCents(), 1e-12);
        assertEquals(10 * (4 + 0.7) - 4, money.baselineCents(), 1e-12);
    }

    @Test
    void aSettledPriceStandsAgainstALaterAnticipatedOne() {
        ledger.add(price(0, 10, 20, 4, PriceKind.SETTLED));
        ledger.add(price(0, 99, 99, 99, PriceKind.ANTICIPATED));
        ledger.add(schedule("a", 1, 0));
        ledger.add(dispatch("a", 0, 0, 0, 0));
        ledger.add(interval("a", 0, 1, 0, 0.0, 1, 0));

        var money = ledger.summary(NO_PERFORMANCE).communities().getFirst().money();

        assertEquals(10, money.costCents(), 1e-12);
    }

    @Test
    void onlyIntervalsWithPlanMeasurementAndPriceAreCompared() {
        ledger.add(price(0, 10, 20, 4, PriceKind.SETTLED));
        ledger.add(interval("a", 0, 4, 1, 1.5, 1, 0));

        var money = ledger.summary(NO_PERFORMANCE).communities().getFirst().money();

        assertEquals(0, money.intervals());
        assertEquals(0, money.savedFraction());
    }

    @Test
    void theNewestRevisionOfAnIntervalCountsItsReadings() {
        ledger.add(interval("a", 0, 4, 1, null, 3, 0));
        ledger.add(interval("a", 0, 5, 1, null, 4, 1));
        ledger.add(interval("a", 0, 4, 1, null, 3, 0));
        ledger.add(rejected("readings", RejectReason.SPIKE));
        ledger.add(rejected("prices", RejectReason.INVALID_PRICE));
        for (int i = 0; i < 7; i++) {
            ledger.readingSent();
        }

        var summary = ledger.summary(NO_PERFORMANCE);

        assertEquals(new Intervals(1, 0, 0, 0), summary.intervals());
        assertEquals(4, summary.readings().accepted());
        assertEquals(1L, summary.readings().rejected().get("SPIKE"));
        assertEquals(2, summary.readings().remainder());
    }

    @Test
    void aDayWithOneShortIntervalIsOneViolatedMemberDay() {
        for (int hour = 0; hour < 24; hour++) {
            ledger.add(dispatch("a", hour, 0, 0, hour == 5 ? 0.2 : 0));
            ledger.add(dispatch("b", hour, 0, 0, 0));
        }

        var promise = ledger.summary(NO_PERFORMANCE).communities().getFirst().promise();

        assertEquals(new Proportion(1, 2), promise.memberDays());
        assertEquals(new Proportion(1, 1), promise.communityDays());
        assertEquals(new Proportion(1, 48), promise.intervals());
        assertFalse(promise.kept());
    }

    @Test
    void aDayWithMoreGapsThanATenthIsNoEvidence() {
        for (int hour = 3; hour < 24; hour++) {
            ledger.add(dispatch("a", hour, 0, 0, 0.2));
        }

        var promise = ledger.summary(NO_PERFORMANCE).communities().getFirst().promise();

        assertEquals(0, promise.memberDays().trials());
        assertEquals(21, promise.intervals().hits());
    }

    @Test
    void theSameIntervalDispatchedTwiceIsSeen() {
        ledger.add(dispatch("a", 0, 0, 0, 0));
        ledger.add(dispatch("a", 0, 0, 0, 0));

        assertEquals(new Intervals(0, 0, 2, 1), ledger.summary(NO_PERFORMANCE).intervals());
    }

    @Test
    void thePeakIsTakenOverTheSumOfTheMembers() {
        for (int hour = 0; hour < 2; hour++) {
            for (var member : List.of("a", "b")) {
                ledger.add(schedule(member, 1, 0));
                ledger.add(dispatch(member, hour, 0, 0, 0));
                ledger.add(interval(member, hour, hour == 0 ? 1 : 3, 0, 0.0, 1, 0));
            }
        }

        var summary = ledger.summary(NO_PERFORMANCE).communities().getFirst();

        assertEquals(new PeakToAverage(2, 6.7, 4.7), round(summary.peakBefore()));
        assertEquals(new PeakToAverage(2, 5.5, 3.75), round(summary.peakAfter()));
    }

    @Test
    void whatCannotBePlacedIsCountedByReasonAndChangesNothing() {
        ledger.add(interval("a", 0, 4, 1, null, 3, 0));
        var before = ledger.summary(NO_PERFORMANCE);

        ledger.add(interval("c", 0, 1, 0, 0.0, 1, 0));
        ledger.add(Interval.newBuilder(interval("a", 0, 1, 0, 0.0, 1, 0)).setCommunityId("c2").build());
        ledger.add(Interval.newBuilder(interval("a", 0, 1, 0, 0.0, 1, 0))
                .setIntervalStart(at(0).plusSeconds(1))
                .build());
        ledger.add(dispatch("a", -1, 0, 0, 0));
        ledger.add(dispatch("a", 24 * 366 * 1000, 0, 0, 0));
        ledger.add(Schedule.newBuilder(schedule("a", 3, 1)).setGridExportKw(List.of()).build());
        ledger.add(Price.newBuilder(price(0, 10, 20, 4, PriceKind.SETTLED)).setCommunityId("c2").build());
        ledger.configure("c1", Community.newBuilder(community).setEpsilon(7).build());
        ledger.configure("other", community);
        ledger.unreadable(Price.class);

        var after = ledger.summary(NO_PERFORMANCE);
        assertEquals(Map.of("Interval UNKNOWN_MEMBER", 1L, "Interval UNKNOWN_COMMUNITY", 1L,
                "Interval UNUSABLE", 1L, "Dispatch UNUSABLE", 2L, "Schedule UNUSABLE", 1L,
                "Price UNKNOWN_COMMUNITY", 1L, "Community UNUSABLE", 2L, "Price UNREADABLE", 1L),
                after.ignored());
        assertEquals(before.intervals(), after.intervals());
        assertEquals(before.communities(), after.communities());
        assertTrue(after.text().contains("Ignored    10 records"), after.text());
    }

    @Test
    void aMemberThatJoinsLaterCountsFromThenOn() {
        ledger.configure("c1", community);
        for (int hour = 0; hour < 4; hour++) {
            for (var member : List.of("a", "b")) {
                ledger.add(schedule(member, 1, 0));
                ledger.add(dispatch(member, hour, 0, 0, 0));
                ledger.add(interval(member, hour, 1, 0, 0.0, 1, 0));
            }
        }
        var members = new ArrayList<>(community.getProsumers());
        members.add(prosumer("c", null));

        ledger.configure("c1",
                Community.newBuilder(community).setProsumers(members).setKnowledgeTime(at(2)).build());
        for (int hour = 2; hour < 4; hour++) {
            ledger.add(schedule("c", 1, 0));
            ledger.add(dispatch("c", hour, 0, 0, 0));
            ledger.add(interval("c", hour, 1, 0, 0.0, 1, 0));
        }

        var summary = ledger.summary(NO_PERFORMANCE);
        assertEquals(new PeakToAverage(4, 3.7, 3.2),
                round(summary.communities().getFirst().peakBefore()), summary.text());
        assertEquals(new Intervals(10, 0, 10, 0), summary.intervals());
        assertTrue(summary.ignored().isEmpty(), summary::text);
    }

    @Test
    void aCommunityThatJoinsLaterIsSummedUpAndDoesNotHoldTheProgressOfTheSource() {
        ledger.add(dispatch("a", 0, 0, 0, 0));

        ledger.configure("c2", Community.newBuilder(community).setCommunityId("c2").build());
        ledger.add(Interval.newBuilder(interval("a", 1, 1, 0, 0.0, 1, 0)).setCommunityId("c2").build());

        var summary = ledger.summary(NO_PERFORMANCE);
        assertEquals(at(1), ledger.reached());
        assertEquals(List.of("c1", "c2"),
                summary.communities().stream().map(CommunitySummary::communityId).toList());
        assertEquals(1, summary.intervals().closed());
    }

    @Test
    void theFirstDispatchIsTheOldestInWhateverOrderTheyCome() {
        assertEquals(Instant.EPOCH, ledger.firstDispatched());

        ledger.add(interval("a", 0, 1, 0, 0.0, 1, 0));
        ledger.add(dispatch("a", 3, 0, 0, 0));
        ledger.add(dispatch("b", 2, 0, 0, 0));
        ledger.add(dispatch("a", 4, 0, 0, 0));

        assertEquals(at(3), ledger.firstDispatched());
        assertEquals(at(5), ledger.reached());
    }

    private static PeakToAverage round(PeakToAverage peak) {
        return new PeakToAverage(peak.intervals(), Math.round(peak.peakKw() * 1e9) / 1e9,
                Math.round(peak.meanKw() * 1e9) / 1e9);
    }

    private static Community community() {
        var flexible = FlexibleLoad.newBuilder()
                .setDesiredKw(Collections.nCopies(24, 0.7))
                .setPowerMaxKw(2)
                .setShiftMaxKwh(4)
                .setDiscomfortCents(1)
                .build();
        return Community.newBuilder()
                .setCommunityId("c1")
                .setName("One")
                .setZone("UTC")
                .setCurrency("EUR")
                .setLatitudeDegrees(35)
                .setLongitudeDegrees(51)
                .setIntervalMinutes(60)
                .setOffDaysOfWeek(List.of())
                .setHolidays(List.of())
                .setEpsilon(0.05)
                .setValidFrom(MIDNIGHT)
                .setKnowledgeTime(MIDNIGHT)
                .setProsumers(List.of(prosumer("a", flexible), prosumer("b", null)))
                .setPeerLinks(List.of(PeerLink.newBuilder()
                        .setFirstProsumerId("b")
                        .setSecondProsumerId("a")
                        .setLimitKw(3)
                        .setFeeCentsPerKwh(2)
                        .build()))
                .build();
    }

    private static Prosumer prosumer(String id, @Nullable FlexibleLoad flexible) {
        return Prosumer.newBuilder()
                .setProsumerId(id)
                .setName(id)
                .setNominalKw(1)
                .setGridImportMaxKw(9)
                .setGridExportMaxKw(9)
                .setRealTimeImportMaxKw(9)
                .setRealTimeExportMaxKw(9)
                .setFlexibleLoad(flexible)
                .setMeters(List.of(Meter.newBuilder()
                        .setMeterId("meter of " + id)
                        .setChannel(Channel.LOAD)
                        .setPowerMaxKw(9)
                        .build()))
                .build();
    }

    private static Price price(int hour, double dayAhead, double buy, double sell, PriceKind kind) {
        return Price.newBuilder()
                .setCommunityId("c1")
                .setIntervalStart(at(hour))
                .setIntervalMinutes(60)
                .setDayAheadCentsPerKwh(dayAhead)
                .setRealTimeBuyCentsPerKwh(buy)
                .setRealTimeSellCentsPerKwh(sell)
                .setKind(kind)
                .setKnowledgeTime(kind == PriceKind.SETTLED ? MIDNIGHT : at(48))
                .build();
    }

    private static Schedule schedule(String member, double importKw, double takeKw) {
        var imports = Collections.nCopies(24, importKw);
        var zeros = Collections.nCopies(24, 0.0);
        return Schedule.newBuilder()
                .setCommunityId("c1")
                .setProsumerId(member)
                .setPlanId("p")
                .setKind(SolveKind.DAY_AHEAD)
                .setDeliveryDay(LocalDate.parse("2024-03-04"))
                .setStart(MIDNIGHT)
                .setIntervalMinutes(60)
                .setStatus(PlanStatus.OPTIMAL)
                .setStatusReason("")
                .setPlanAgeMinutes(0)
                .setGridImportKw(imports)
                .setGridExportKw(zeros)
                .setChargeKw(zeros)
                .setDischargeKw(zeros)
                .setEnergyKwh(zeros)
                .setFlexibleKw(zeros)
                .setShiftedKwh(zeros)
                .setPeers(List.of(PeerTrade.newBuilder()
                        .setPeerId(member.equals("a") ? "b" : "a")
                        .setTakeKw(Collections.nCopies(24, takeKw))
                        .setGiveKw(zeros)
                        .build()))
                .setBalanceCentsPerKwh(zeros)
                .setStorageCentsPerKwh(zeros)
                .setCostCents(0)
                .setGateClosedAt(MIDNIGHT)
                .build();
    }

    private static Dispatch dispatch(String member, int hour, double importKw, double exportKw,
            double shortageKw) {
        return Dispatch.newBuilder()
                .setCommunityId("c1")
                .setProsumerId(member)
                .setDispatchId("c1/" + member + "/" + hour)
                .setPlanId("p")
                .setPlanStatus("OPTIMAL")
                .setPlanAgeMinutes(0)
                .setIntervalStart(at(hour))
                .setIntervalMinutes(60)
                .setMeasured(true)
                .setResidualKw(0)
                .setRealTimeImportKw(importKw)
                .setRealTimeExportKw(exportKw)
                .setClipped(Clipping.NONE)
                .setUnclippedKw(importKw - exportKw)
                .setShortageKw(shortageKw)
                .setSetpointStart(at(hour + 1))
                .setChargeKw(0)
                .setDischargeKw(0.25)
                .setFlexibleKw(0)
                .setSetpointPlanId("p")
                .setReason(Reason.newBuilder()
                        .setSummary("")
                        .setBinding(List.of())
                        .setBalanceCentsPerKwh(0)
                        .setRiskCentsPerKwh(0)
                        .setStorageCentsPerKwh(0)
                        .setContributions(List.of())
                        .setCostCents(0)
                        .setInactionCents(0)
                        .build())
                .setKnowledgeTime(at(hour + 1))
                .build();
    }

    private static Interval interval(String member, int hour, double loadKwh, double pvKwh,
            @Nullable Double residualKw,
            int readings, int revision) {
        return Interval.newBuilder()
                .setCommunityId("c1")
                .setProsumerId(member)
                .setIntervalStart(at(hour))
                .setIntervalMinutes(60)
                .setLoadKwh(loadKwh)
                .setPvKwh(pvKwh)
                .setQuality(IntervalQuality.MEASURED)
                .setReadings(readings)
                .setRevision(revision)
                .setResidualKw(residualKw)
                .setKnowledgeTime(at(hour + 1))
                .build();
    }

    private static Rejected rejected(String topic, RejectReason reason) {
        return Rejected.newBuilder()
                .setService("streams")
                .setReason(reason)
                .setMessage("")
                .setTopic(topic)
                .setPartition(0)
                .setOffset(0)
                .setKey("")
                .setValue(java.nio.ByteBuffer.allocate(0))
                .setKnowledgeTime(MIDNIGHT)
                .build();
    }

    private static Instant at(int hour) {
        return MIDNIGHT.plusSeconds(hour * 3600L);
    }
}
