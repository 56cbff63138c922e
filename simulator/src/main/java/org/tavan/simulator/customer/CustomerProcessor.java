package org.tavan.simulator.customer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;
import org.tavan.schema.DemandResponse;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Interval;
import org.tavan.schema.IntervalQuality;
import org.tavan.schema.Microgrid;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;
import org.tavan.serde.Decoded;
import org.tavan.simulator.service.CommunityBook;
import org.tavan.simulator.service.Parts;
import org.tavan.topic.ProsumerKey;
import org.tavan.topic.Topics;

/// The customers of whole communities. Each measured interval of a day with a signal is answered once, whichever of signal and
/// interval comes first; revisions change nothing.
final class CustomerProcessor
        implements
            Processor<String, Decoded<? extends SpecificRecord>, String, SpecificRecord> {
    /// An interval may close so much later than the newest signal's day begins, and is answered still.
    private static final Duration LATE = Duration.ofDays(8);
    /// A signal may come so much later than its intervals, in event time.
    private static final Duration PATIENCE = Duration.ofDays(30);
    private static final Duration DAY_MAX = Duration.ofHours(25);

    private final CustomerBehaviour behaviour;
    private ProcessorContext<String, SpecificRecord> context;
    private CommunityBook communities;
    private MicrogridBook microgrids;
    private TimedStore<DemandSignal> signals;
    private TimedStore<Interval> intervals;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CustomerProcessor(CustomerBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> newContext) {
        context = newContext;
        communities = new CommunityBook(newContext.getStateStore(CustomerTopology.COMMUNITY_STORE));
        microgrids = new MicrogridBook(newContext.getStateStore(CustomerTopology.MICROGRID_STORE));
        signals = new TimedStore<>(newContext.getStateStore(CustomerTopology.SIGNAL_STORE));
        intervals = new TimedStore<>(newContext.getStateStore(CustomerTopology.INTERVAL_STORE));
    }

    @Override
    public void process(Record<String, Decoded<? extends SpecificRecord>> received) {
        Record<String, Decoded<? extends SpecificRecord>> message = Parts.keyed(received);
        String topic = context.recordMetadata().map(metadata -> metadata.topic()).orElse("");
        switch (message.value()) {
            case null -> forget(topic, message.key());
            case Decoded.Malformed<?> malformed -> {
                // Others publish configurations and intervals that are no records as rejected.
                if (topic.equals(Topics.DEMAND_SIGNALS.name())) {
                    reject(message, RejectReason.MALFORMED, malformed.reason(),
                            ByteBuffer.wrap(malformed.bytes()));
                }
            }
            case Decoded.Value<?>(Community community) -> communities.accept(message.key(), community);
            case Decoded.Value<?>(Microgrid microgrid) -> microgrids.accept(message.key(), microgrid);
            case Decoded.Value<?>(DemandSignal signal) -> hear(message, signal);
            case Decoded.Value<?>(Interval interval) -> live(message, interval);
            case Decoded.Value<?>(var other) ->
                throw new IllegalStateException("unexpected record of type " + other.getClass());
        }
    }

    private void forget(String topic, String communityId) {
        if (topic.equals(Topics.COMMUNITIES.name())) {
            communities.forget(communityId);
        } else if (topic.equals(Topics.MICROGRIDS.name())) {
            microgrids.forget(communityId);
        } else {
            return;
        }
        signals.deleteAll(communityId);
        intervals.deleteAll(communityId);
    }

    private void hear(Record<String, Decoded<? extends SpecificRecord>> message, DemandSignal signal) {
        String community = signal.getCommunityId();
        Optional<Microgrid> microgrid = microgrids.at(community, signal.getIssuedAt());
        Optional<Configurations> known = communities.find(community);
        if (microgrid.isEmpty() || known.isEmpty()) {
            rejectSignal(message, RejectReason.UNKNOWN_COMMUNITY, signal,
                    "expected a community with a microgrid");
            return;
        }
        Optional<String> fault = SignalRules.fault(message.key(), signal,
                known.get().at(signal.getIssuedAt()), microgrid.get());
        if (fault.isPresent()) {
            rejectSignal(message, RejectReason.INVALID_REQUEST, signal, fault.get());
            return;
        }
        Optional<DemandSignal> before = signals.find(community, signal.getStart(), "");
        if (before.isPresent()) {
            if (!before.get().getPlanId().equals(signal.getPlanId())) {
                rejectSignal(message, RejectReason.CONFLICT, signal,
                        "expected that of plan %s, which came first".formatted(before.get().getPlanId()));
            }
            return;
        }
        signals.put(community, signal.getStart(), "", signal);
        intervals.between(community, signal.getStart(), end(signal))
                .stream()
                .filter(interval -> slotStart(signal, interval.getIntervalStart()).plus(length(signal))
                        .equals(interval.getIntervalStart().plus(length(interval))))
                .forEach(last -> answer(signal, last));
        dropBefore(community, signal.getStart().minus(LATE));
    }

    private void live(Record<String, Decoded<? extends SpecificRecord>> message, Interval interval) {
        String community = interval.getCommunityId();
        Instant start = interval.getIntervalStart();
        Optional<Microgrid> microgrid = microgrids.at(community, start);
        if (microgrid.isEmpty() || microgrid.get().getDemand().getProgrammes().isEmpty()
                || interval.getQuality() != IntervalQuality.MEASURED) {
            return;
        }
        Optional<Configurations> known = communities.find(community);
        Optional<String> fault = fault(interval);
        if (fault.isPresent()) {
            reject(message, RejectReason.BAD_INTERVAL, "interval %s of %s: %s".formatted(start,
                    interval.getProsumerId(), fault.get()), bytes(interval));
            return;
        }
        if (known.flatMap(versions -> versions.withMember(interval.getProsumerId(), start)).isEmpty()) {
            reject(message, RejectReason.UNKNOWN_PROSUMER,
                    "interval %s is of %s, expected a member of community %s".formatted(start,
                            interval.getProsumerId(), community),
                    bytes(interval));
            return;
        }
        if (intervals.find(community, start, interval.getProsumerId()).isPresent()) {
            return;
        }
        intervals.put(community, start, interval.getProsumerId(), interval);
        signals.last(community, start.minus(DAY_MAX), start)
                .filter(signal -> start.isBefore(end(signal)))
                .ifPresent(signal -> answer(signal, interval));
        dropBefore(community, start.minus(PATIENCE));
    }

    /// Answers the interval of the signal that a measured interval lies in, if all that lie in it are there.
    private void answer(DemandSignal signal, Interval measured) {
        Instant slot = slotStart(signal, measured.getIntervalStart());
        Instant end = slot.plus(length(signal));
        double loadKwh = 0;
        Instant covered = slot;
        while (covered.isBefore(end)) {
            Optional<Interval> part = intervals.find(signal.getCommunityId(), covered,
                    measured.getProsumerId());
            if (part.isEmpty()) {
                return;
            }
            loadKwh += part.get().getLoadKwh();
            covered = covered.plus(length(part.get()));
        }
        Optional<DemandSide> demand = microgrids.at(signal.getCommunityId(), signal.getIssuedAt())
                .map(Microgrid::getDemand);
        if (!covered.equals(end) || demand.isEmpty()) {
            return;
        }
        double loadKw = loadKwh * 60 / signal.getIntervalMinutes();
        var key = new ProsumerKey(signal.getCommunityId(), measured.getProsumerId());
        var customer = new Customer(key, behaviour, demand.get());
        int interval = (int) Duration.between(signal.getStart(), slot).dividedBy(length(signal));
        for (ProgrammeOffer offer : signal.getOffers()) {
            double baselineKw = loadKw * offer.getParticipation();
            var response = new DemandResponse(key.communityId(), key.prosumerId(), signal.getPlanId(),
                    offer.getProgrammeId(), offer.getKind(), slot, signal.getIntervalMinutes(), interval,
                    baselineKw, customer.loadKw(signal, offer, interval, baselineKw), end);
            context.forward(new Record<>(key.toString(), response, end.toEpochMilli()),
                    CustomerTopology.RESPONSES_SINK);
        }
    }

    private void dropBefore(String communityId, Instant time) {
        signals.deleteBefore(communityId, time);
        intervals.deleteBefore(communityId, time);
    }

    private static Optional<String> fault(Interval interval) {
        int minutes = interval.getIntervalMinutes();
        double loadKwh = interval.getLoadKwh();
        return minutes > 0 && 60 % minutes == 0 && loadKwh >= 0 && Double.isFinite(loadKwh)
                ? Optional.empty()
                : Optional.of("%d min with %s kWh, expected a divisor of 60 and a load".formatted(minutes,
                        loadKwh));
    }

    private static Duration length(DemandSignal signal) {
        return Duration.ofMinutes(signal.getIntervalMinutes());
    }

    private static Duration length(Interval interval) {
        return Duration.ofMinutes(interval.getIntervalMinutes());
    }

    private static Instant end(DemandSignal signal) {
        return signal.getStart().plus(length(signal).multipliedBy(signal.getPeriods().size()));
    }

    /// Start of the signal's interval that an instant lies in.
    private static Instant slotStart(DemandSignal signal, Instant time) {
        long passed = Duration.between(signal.getStart(), time).dividedBy(length(signal));
        return signal.getStart().plus(length(signal).multipliedBy(passed));
    }

    private void rejectSignal(Record<String, Decoded<? extends SpecificRecord>> message, RejectReason reason,
            DemandSignal signal, String fault) {
        reject(message, reason, "demand signal of plan %s for %s: %s".formatted(signal.getPlanId(),
                signal.getDeliveryDay(), fault), bytes(signal));
    }

    private static ByteBuffer bytes(SpecificRecord value) {
        return ByteBuffer.wrap(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void reject(Record<String, Decoded<? extends SpecificRecord>> message, RejectReason reason,
            String text, ByteBuffer bytes) {
        Rejected rejected = Parts.rejected("tavan-customers", context, message, reason, text, bytes);
        context.forward(new Record<>(message.key(), rejected, message.timestamp()),
                CustomerTopology.REJECTED_SINK);
    }
}
