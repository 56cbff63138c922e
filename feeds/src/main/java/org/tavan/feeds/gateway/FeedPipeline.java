package org.tavan.feeds.gateway;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.feeds.codec.CodecContext;
import org.tavan.feeds.codec.Rejection;
import org.tavan.feeds.codec.Telegram;
import org.tavan.feeds.codec.TelegramCodec;
import org.tavan.feeds.transport.Acknowledgement;
import org.tavan.feeds.transport.Frame;
import org.tavan.feeds.transport.FrameSink;
import org.tavan.schema.Reading;
import org.tavan.schema.RejectReason;
import org.tavan.schema.Rejected;

/// Takes the frames of one feed to Kafka: every frame becomes readings, heartbeats or rejections, and is acknowledged when Kafka has them all.
final class FeedPipeline implements FrameSink {
    private static final Logger LOG = LoggerFactory.getLogger(FeedPipeline.class);

    private final String feed;
    private final TelegramCodec codec;
    private final ReadingsWriter writer;
    private final Clock clock;
    private final Refusals refusals;
    private final @Nullable Watermark watermark;

    FeedPipeline(FeedConfig config, TelegramCodec codec, ReadingsWriter writer, Clock clock) {
        feed = config.name();
        this.codec = codec;
        this.writer = writer;
        this.clock = clock;
        refusals = new Refusals(feed, clock);
        watermark = config.heartbeat() == FeedConfig.Heartbeat.WATERMARK
                ? new Watermark(config.maxDelay())
                : null;
    }

    @Override
    public void accept(Frame frame, Acknowledgement acknowledgement) {
        Instant now = clock.instant();
        Telegram telegram = decode(frame, now);
        Optional<Instant> heartbeat = heartbeat(telegram, now);
        Tally tally = null;
        try {
            int records = telegram.readings().size() + telegram.rejections().size()
                    + (heartbeat.isPresent() ? writer.heartbeats() : 0);
            tally = new Tally(acknowledgement, telegram.readings().size(), telegram.rejections().size(),
                    Math.max(1, records));
            for (Reading reading : telegram.readings()) {
                writer.write(reading, tally);
            }
            for (Rejection rejection : telegram.rejections()) {
                refusals.note(rejection, where(frame));
                writer.write(rejected(frame, rejection, now), tally);
            }
            if (heartbeat.isPresent()) {
                writer.heartbeat(feed, heartbeat.get(), now, tally);
            }
            if (records == 0) {
                tally.onCompletion(null, null);
            }
        } catch (RuntimeException e) {
            if (tally == null) {
                acknowledgement.failed(e);
            } else {
                tally.fail(e);
            }
        }
    }

    /// Writes the heartbeat that the end of a finite input allows, and waits for Kafka.
    void end() {
        if (watermark != null) {
            watermark.end()
                    .ifPresent(
                            until -> writer.heartbeat(feed, until, clock.instant(), (metadata, failure) -> {
                                if (failure != null) {
                                    LOG.error("The last heartbeat of feed {} did not reach Kafka", feed,
                                            failure);
                                }
                            }));
        }
        writer.flush();
    }

    private Telegram decode(Frame frame, Instant now) {
        if (frame.tooLarge()) {
            return Telegram.of(new Rejection(RejectReason.TOO_LARGE,
                    "the frame has %d bytes, expected at most %d".formatted(frame.length(), Frame.BYTES_MAX),
                    ""));
        }
        try {
            return codec.decode(frame.bytes(), new CodecContext(feed, now));
        } catch (RuntimeException e) {
            LOG.error("Codec {} failed on a frame, which is a defect of the codec", codec.id(), e);
            return Telegram.of(new Rejection(RejectReason.MALFORMED,
                    "the codec %s failed: %s".formatted(codec.id(), e), ""));
        }
    }

    private Optional<Instant> heartbeat(Telegram telegram, Instant now) {
        Optional<Instant> due = Optional.ofNullable(telegram.heartbeat());
        if (watermark != null) {
            for (Reading reading : telegram.readings()) {
                Optional<Instant> step = watermark.advance(reading.getReadingTime(), now);
                due = step.isPresent() ? step : due;
            }
        }
        return due;
    }

    private Rejected rejected(Frame frame, Rejection rejection, Instant now) {
        return Rejected.newBuilder()
                .setService("feeds")
                .setReason(rejection.reason())
                .setMessage("feed %s, %s: %s".formatted(feed, where(frame), rejection.message()))
                .setTopic("")
                .setPartition(-1)
                .setOffset(frame.position())
                .setKey(rejection.meterId().isEmpty() ? feed : rejection.meterId())
                .setValue(ByteBuffer.wrap(frame.bytes()))
                .setKnowledgeTime(now)
                .build();
    }

    private static String where(Frame frame) {
        return frame.position() < 0
                ? frame.origin()
                : "%s line %d".formatted(frame.origin(), frame.position());
    }
}
