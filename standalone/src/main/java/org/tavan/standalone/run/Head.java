package org.tavan.standalone.run;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.schema.Rejected;
import org.tavan.simulator.source.Batch;
import org.tavan.simulator.source.Context;
import org.tavan.simulator.source.Source;

/// A source up to an instant; what lies behind it is the same source's to give later.
///
/// @param until last heartbeat given (UTC)
record Head(Source source, Instant until) implements Source {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Community> communities() {
        return source.communities();
    }

    @Override
    public List<Microgrid> microgrids() {
        return source.microgrids();
    }

    @Override
    public Instant start() {
        return source.start();
    }

    @Override
    public Optional<Instant> end() {
        return source.end();
    }

    @Override
    public Iterator<Context> contextAfter(Instant after) {
        return source.contextAfter(after);
    }

    @Override
    public Iterator<Batch> batchesAfter(Instant after) {
        return new BatchesUntil(source.batchesAfter(after), until);
    }

    @Override
    public List<Rejected> rejected() {
        return source.rejected();
    }

    private static final class BatchesUntil implements Iterator<Batch> {
        private final Iterator<Batch> batches;
        private final Instant until;
        private @Nullable Batch next;

        BatchesUntil(Iterator<Batch> batches, Instant until) {
            this.batches = batches;
            this.until = until;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Batch next() {
            var given = next;
            if (given == null) {
                throw new NoSuchElementException("nothing after " + until);
            }
            advance();
            return given;
        }

        private void advance() {
            var found = batches.hasNext() ? batches.next() : null;
            next = found == null || found.end().isAfter(until) ? null : found;
        }
    }
}
