package org.tavan.feeds.gateway;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tavan.feeds.codec.TelegramCodec;
import org.tavan.feeds.transport.FeedTransport;

/// The gateway: every configured feed, one producer.
public final class FeedsService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedsService.class);

    private static final long CLOSE_SECONDS = 5;

    private final List<Feed> feeds = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final ReadingsWriter writer;

    private record Feed(FeedConfig config, FeedTransport transport, TelegramCodec codec,
            FeedPipeline pipeline) {}

    /// Connects to Kafka; no feed is read before [#start()].
    ///
    /// @param config feeds
    /// @param clock wall clock, for the time of receipt
    /// @throws IllegalArgumentException if a transport or codec is not known
    public FeedsService(FeedsConfig config, Clock clock) {
        this(config, clock, ReadingsWriter.connect(config.kafka()));
    }

    FeedsService(FeedsConfig config, Clock clock, ReadingsWriter writer) {
        this.writer = writer;
        try {
            for (FeedConfig feed : config.feeds()) {
                var codec = find(TelegramCodec.class, TelegramCodec::id, feed.codec(), feed);
                var transport = find(FeedTransport.class, FeedTransport::id, feed.transport(), feed);
                feeds.add(new Feed(feed, transport, codec, new FeedPipeline(feed, codec, writer, clock)));
            }
        } catch (IllegalArgumentException e) {
            writer.close();
            throw e;
        }
    }

    /// Starts every feed.
    ///
    /// @return completes when all feeds are at their end and acknowledged, or exceptionally when one cannot go on; never with a live feed
    /// @throws IllegalArgumentException if the settings of a transport are wrong
    public CompletableFuture<Void> start() {
        for (Feed feed : feeds) {
            ends.add(feed.transport()
                    .start(feed.config().settings(), feed.codec().framing(), feed.pipeline())
                    .whenComplete((nothing, failure) -> {
                        if (failure instanceof CancellationException) {
                            LOG.info("Feed {} was stopped", feed.config().name());
                        } else if (failure == null) {
                            feed.pipeline().end();
                            LOG.info("Feed {} is at its end", feed.config().name());
                        } else {
                            LOG.error("Feed {} cannot go on", feed.config().name(), failure);
                        }
                    }));
            LOG.info("Feed {} reads by {} and decodes by {}", feed.config().name(), feed.config().transport(),
                    feed.config().codec());
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /// Stops the feeds and waits for what was handed over.
    @Override
    public void close() {
        feeds.forEach(feed -> feed.transport().close());
        writer.close();
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("A feed ended before its input did", e);
        } catch (TimeoutException e) {
            LOG.warn("A feed did not stop within {} s; some of its input may be sent again", CLOSE_SECONDS);
        }
    }

    private static <S> S find(Class<S> type, Function<S, String> id, String name, FeedConfig feed) {
        var known = new ArrayList<String>();
        for (S one : ServiceLoader.load(type)) {
            if (id.apply(one).equals(name)) {
                return one;
            }
            known.add(id.apply(one));
        }
        throw new IllegalArgumentException(
                "feed %s: there is no %s '%s', expected one of %s".formatted(feed.name(),
                        type == TelegramCodec.class ? "codec" : "transport", name, String.join(", ", known)));
    }
}
