package org.tavan.solver.api.view;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.schema.Community;
import org.tavan.schema.Microgrid;
import org.tavan.solver.api.view.ViewSource.Batch;
import org.tavan.solver.api.view.ViewSource.Entry;

/// A view fed from memory.
public final class TestViews implements ViewSource {
    private static final int BATCH_MAX = 2_000;

    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();

    public CommunityView view(Clock clock) {
        return new CommunityView(this, clock);
    }

    public void put(List<? extends SpecificRecord> records) {
        records.forEach(
                record -> entries.add(new Entry(record.getSchema().getName(), key(record), record, false)));
    }

    /// The view reads the key of a configuration only.
    static String key(SpecificRecord record) {
        return record instanceof Community community
                ? community.getCommunityId()
                : record instanceof Microgrid microgrid ? microgrid.getCommunityId() : "";
    }

    public void putMalformed() {
        entries.add(new Entry("tavan.intervals.v1", "", null, true));
    }

    @Override
    public Batch poll(Duration atMost) {
        var batch = new ArrayList<Entry>();
        try {
            Entry first = entries.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                entries.drainTo(batch, BATCH_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Batch(batch, 0);
    }

    @Override
    public void wakeUp() {
        // A poll returns by itself after its time.
    }

    @Override
    public void close() {
        entries.clear();
    }
}
