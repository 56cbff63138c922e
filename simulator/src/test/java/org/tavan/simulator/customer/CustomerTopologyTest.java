package org.tavan.simulator.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tavan.simulator.customer.CustomerFixture.COMMUNITY;
import static org.tavan.simulator.customer.CustomerFixture.MICROGRID;
import static org.tavan.simulator.customer.CustomerFixture.START;
import static org.tavan.simulator.customer.CustomerFixture.hour;
import static org.tavan.simulator.customer.CustomerFixture.interruption;
import static org.tavan.simulator.customer.CustomerFixture.interval;
import static org.tavan.simulator.customer.CustomerFixture.signal;
import static org.tavan.simulator.customer.CustomerFixture.timeOfUse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tavan.config.KafkaSettings;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Microgrid;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.TavanSerdes;
import org.tavan.topic.Topic;
import org.tavan.topic.Topics;

class CustomerTopologyTest {
    private static final KafkaSettings SETTINGS = KafkaSettings.of("localhost:1", "mock://customers");

    @TempDir
    Path folder;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Community> communities;
    private TestInputTopic<String, Microgrid> microgrids;
    private TestInputTopic<String, DemandSignal> signals;
    private TestInputTopic<String, Interval> intervals;
    private TestOutputTopic<String, DemandResponse> responses;
    private TestOutputTopic<String, Rejected> rejected;

    @BeforeEach
    void open() {
        TavanSerdes serdes = TavanSerdes.of(SETTINGS);
        driver = new TopologyTestDriver(CustomerTopology.build(serdes, CustomerBehaviour.DEFAULT),
                CustomerService.properties(new CustomerConfig(SETTINGS, folder, null, null, null)));
        communities = input(serdes, Topics.COMMUNITIES);
        microgrids = input(serdes, Topics.MICROGRIDS);
        signals = input(serdes, Topics.DEMAND_SIGNALS);
        intervals = input(serdes, Topics.INTERVALS);
        responses = output(serdes, Topics.DEMAND_RESPONSES);
        rejected = output(serdes, Topics.REJECTED);
        communities.pipeInput("tehran", COMMUNITY);
        microgrids.pipeInput("tehran", MICROGRID);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aMeasuredIntervalOfASignalledDayIsAnsweredForEachOffer() {
        signals.pipeInput("tehran", signal(0, timeOfUse(), interruption()));

        send(hour("home-1", 18, 6));

        List<TestRecord<String, DemandResponse>> answers = responses.readRecordsToList();
        assertEquals(List.of("time-of-use", "interruptible"),
                answers.stream().map(answer -> answer.value().getProgrammeId()).toList());
        DemandResponse tariff = answers.getFirst().value();
        assertEquals("tehran/home-1", answers.getFirst().key());
        assertEquals(START.plus(Duration.ofHours(19)), answers.getFirst().getRecordTime());
        assertEquals(START.plus(Duration.ofHours(19)), tariff.getKnowledgeTime());
        assertEquals("plan-2025-03-10", tariff.getPlanId());
        assertEquals(18, tariff.getInterval());
        assertEquals(0.6, tariff.getBaselineKw(), 1e-12);
        assertEquals(0.3, answers.get(1).value().getBaselineKw(), 1e-12);
        assertTrue(tariff.getLoadKw() > 0.3 && tariff.getLoadKw() < 0.7, tariff::toString);
        assertTrue(rejected.isEmpty());
    }

    @Test
    void theOrderOfSignalAndIntervalsDoesNotMatter() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));
        send(hour("home-1", 18, 6));
        send(hour("home-2", 18, 4));
        List<DemandResponse> after = responses.readValuesToList();
        close();
        open();

        send(hour("home-1", 18, 6));
        send(hour("home-2", 18, 4));
        assertTrue(responses.isEmpty());
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        assertEquals(2, after.size());
        assertEquals(after, responses.readValuesToList());
    }

    @Test
    void revisionsCopiesAndASignalThatComesAgainChangeNothing() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));
        send(hour("home-1", 18, 6));
        responses.readValuesToList();

        send(hour("home-1", 18, 6));
        send(Interval.newBuilder(hour("home-1", 18, 7)).setRevision(1).build());
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        assertTrue(responses.isEmpty());
        assertTrue(rejected.isEmpty());
    }

    @Test
    void anEstimatedIntervalIsAnsweredOnceItIsMeasured() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        send(Interval.newBuilder(hour("home-1", 18, 5)).setQuality(IntervalQuality.ESTIMATED).build());
        assertTrue(responses.isEmpty());
        send(Interval.newBuilder(hour("home-1", 18, 6)).setRevision(1).build());

        assertEquals(0.6, responses.readValue().getBaselineKw(), 1e-12);
    }

    @Test
    void quartersAreAnsweredAsAWholeHourInWhateverOrderTheyCome() {
        communities.pipeInput("tehran", quarterly(COMMUNITY));
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        for (int minute : new int[]{45, 0, 15}) {
            send(interval("home-1", 18 * 60 + minute, 15, 1 + minute / 60.0));
        }
        assertTrue(responses.isEmpty());
        send(interval("home-1", 18 * 60 + 30, 15, 1.5));

        assertEquals(0.55, responses.readValue().getBaselineKw(), 1e-12);
        assertTrue(responses.isEmpty());
    }

    @Test
    void quartersThatWereThereBeforeTheSignalAreAnsweredOnceAnHour() {
        communities.pipeInput("tehran", quarterly(COMMUNITY));
        for (int quarter = 0; quarter < 11; quarter++) {
            send(interval("home-1", 15 * quarter, 15, 1));
        }

        signals.pipeInput("tehran", signal(0, timeOfUse()));

        assertEquals(List.of(0, 1),
                responses.readValuesToList().stream().map(DemandResponse::getInterval).toList());
    }

    @Test
    void intervalsOfOtherDaysAndBeforeTheMicrogridAreLeftAlone() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        send(hour("home-1", -48, 6));
        send(hour("home-1", -1, 6));
        send(hour("home-1", 24, 6));

        assertTrue(responses.isEmpty());
        assertTrue(rejected.isEmpty());
    }

    @Test
    void daysLongAgoAreDropped() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));
        send(hour("home-1", 0, 6));
        signals.pipeInput("tehran", signal(20, timeOfUse()));
        responses.readValuesToList();

        send(hour("home-1", 1, 6));
        send(hour("home-1", 20 * 24, 6));

        assertEquals(20, Duration.between(START, responses.readValue().getIntervalStart()).toDays());
        assertTrue(responses.isEmpty());
        try (var kept = driver.getKeyValueStore(CustomerTopology.SIGNAL_STORE).all()) {
            kept.next();
            assertFalse(kept.hasNext());
        }
    }

    @Test
    void aSignalThatCannotBeUsedIsRejectedWithTheReason() {
        ProgrammeOffer offer = timeOfUse();
        assertRejected(RejectReason.UNKNOWN_COMMUNITY, "expected a community with a microgrid",
                DemandSignal.newBuilder(signal(0, offer)).setCommunityId("shiraz").build());
        assertRejected(RejectReason.UNKNOWN_COMMUNITY, "expected a community with a microgrid",
                DemandSignal.newBuilder(signal(0, offer))
                        .setIssuedAt(MICROGRID.getKnowledgeTime().minusSeconds(1))
                        .build());
        assertRejected(RejectReason.INVALID_REQUEST, "flatCentsPerKwh is NaN",
                DemandSignal.newBuilder(signal(0, offer)).setFlatCentsPerKwh(Double.NaN).build());
        assertRejected(RejectReason.INVALID_REQUEST, "intervalMinutes is 15",
                DemandSignal.newBuilder(signal(0, offer)).setIntervalMinutes(15).build());
        assertRejected(RejectReason.INVALID_REQUEST,
                "in the offer time-of-use, priceCentsPerKwh is [9.0], expected 24 numbers",
                signal(0, ProgrammeOffer.newBuilder(offer).setPriceCentsPerKwh(List.of(9.0)).build()));
        assertRejected(RejectReason.INVALID_REQUEST, "participation is 10.0",
                signal(0, ProgrammeOffer.newBuilder(offer).setParticipation(10).build()));
        assertRejected(RejectReason.INVALID_REQUEST, "expected a programme of the microgrid",
                signal(0, ProgrammeOffer.newBuilder(offer).setProgrammeId("nobody").build()));
        assertRejected(RejectReason.INVALID_REQUEST, "in the offer interruptible, keptFraction",
                signal(0, ProgrammeOffer.newBuilder(interruption()).setKeptFraction(List.of()).build()));
        assertRejected(RejectReason.INVALID_REQUEST, "the kind is not known",
                signal(0, ProgrammeOffer.newBuilder(offer).setKind(ProgrammeKind.UNKNOWN).build()));

        signals.pipeInput("tehran", signal(0, offer));
        assertRejected(RejectReason.CONFLICT, "plan-2025-03-10, which came first",
                DemandSignal.newBuilder(signal(0, offer)).setPlanId("another").build());
    }

    @Test
    void intervalsThatContradictThemselvesOrAreOfNobodyAreRejected() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        send(interval("home-1", 0, 0, 1));
        assertEquals(RejectReason.BAD_INTERVAL, rejected.readValue().getReason());
        send(hour("home-1", 1, Double.NaN));
        assertEquals(RejectReason.BAD_INTERVAL, rejected.readValue().getReason());
        send(hour("nobody", 1, 1));

        assertEquals(RejectReason.UNKNOWN_PROSUMER, rejected.readValue().getReason());
        assertTrue(responses.isEmpty());
    }

    @Test
    void bytesThatAreNoSignalAreRejectedAndTheStreamGoesOn() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(Topics.DEMAND_SIGNALS.name(),
                new StringSerializer(), new ByteArraySerializer());

        raw.pipeInput("tehran", new byte[]{9, 9, 9});
        signals.pipeInput((String) null, signal(1, timeOfUse()));
        communities.pipeInput((String) null, COMMUNITY);
        signals.pipeInput("tehran", signal(0, timeOfUse()));
        send(hour("home-1", 0, 6));

        assertEquals(List.of(RejectReason.MALFORMED, RejectReason.INVALID_REQUEST),
                rejected.readValuesToList().stream().map(Rejected::getReason).toList());
        assertFalse(responses.isEmpty());
    }

    @Test
    void aProgrammeThatIsTakenBackLeavesTheStreamRunning() {
        ProgrammeOffer event = CustomerFixture.tariff("critical-peak", ProgrammeKind.CPP,
                timeOfUse().getPriceCentsPerKwh());
        signals.pipeInput("tehran", signal(0, event));
        microgrids.pipeInput("tehran", Microgrid.newBuilder(MICROGRID)
                .setKnowledgeTime(MICROGRID.getKnowledgeTime().plusSeconds(1))
                .setDemand(DemandSide.newBuilder(MICROGRID.getDemand())
                        .setProgrammes(MICROGRID.getDemand().getProgrammes().subList(0, 1))
                        .build())
                .build());

        send(hour("home-1", 19, 6));

        assertEquals(0.6, responses.readValue().getLoadKw(), 0.2);
    }

    @Test
    void aMicrogridThatCannotBeUsedIsLeftToItsPlannerAndTheOneBeforeStays() {
        microgrids.pipeInput("tehran", Microgrid.newBuilder(MICROGRID)
                .setDemand(DemandSide.newBuilder(MICROGRID.getDemand()).setElasticities(List.of()).build())
                .build());
        signals.pipeInput("tehran", signal(0, timeOfUse()));

        send(hour("home-1", 0, 6));

        assertFalse(responses.isEmpty());
        assertTrue(rejected.isEmpty());
    }

    @Test
    void aRemovedMicrogridIsForgottenWithItsSignals() {
        signals.pipeInput("tehran", signal(0, timeOfUse()));
        send(hour("home-1", 0, 6));
        responses.readValuesToList();

        microgrids.pipeInput("tehran", (Microgrid) null);
        send(hour("home-1", 1, 6));

        assertTrue(responses.isEmpty());
        for (String store : List.of(CustomerTopology.SIGNAL_STORE, CustomerTopology.INTERVAL_STORE,
                CustomerTopology.MICROGRID_STORE)) {
            try (var kept = driver.getKeyValueStore(store).all()) {
                assertFalse(kept.hasNext(), store);
            }
        }
    }

    @Test
    void everyNodeAndStoreIsNamed() {
        String description = CustomerTopology.build(TavanSerdes.of(SETTINGS), CustomerBehaviour.DEFAULT)
                .describe()
                .toString();

        assertFalse(Pattern.compile("-\\d{10}").matcher(description).find(), description);
    }

    private static Community quarterly(Community community) {
        return Community.newBuilder(community)
                .setIntervalMinutes(15)
                .setProsumers(community.getProsumers()
                        .stream()
                        .filter(prosumer -> prosumer.getFlexibleLoad() == null)
                        .toList())
                .setPeerLinks(List.of())
                .build();
    }

    private void assertRejected(RejectReason reason, String message, DemandSignal signal) {
        signals.pipeInput(signal.getCommunityId(), signal);

        Rejected entry = rejected.readValue();
        assertEquals(reason, entry.getReason());
        assertTrue(entry.getMessage().contains(message), entry.getMessage());
        assertTrue(rejected.isEmpty());
    }

    private void send(Interval interval) {
        intervals.pipeInput("tehran/" + interval.getProsumerId(), interval);
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(TavanSerdes serdes, Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(),
                serdes.value(topic).serializer());
    }

    private <V extends SpecificRecord> TestOutputTopic<String, V> output(TavanSerdes serdes, Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), serdes.key().deserializer(),
                serdes.value(topic).deserializer());
    }
}
