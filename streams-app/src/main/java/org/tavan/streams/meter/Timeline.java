package org.tavan.streams.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// The samples of one register in order of time: a short tail that is written with the register's state, and chunks behind
/// it that are only touched by late readings, so that a reading costs a few hundred bytes of changelog at any cadence.
final class Timeline {
    private static final int TAIL_MAX = 128;
    private static final int TAIL_KEPT = 32;

    private final String register;
    private final ChunkStore chunks;
    private final TreeSet<Long> chunkStarts = new TreeSet<>();
    private final BinaryWriter writer = new BinaryWriter();
    private List<Sample> tail = new ArrayList<>();

    Timeline(String register, ChunkStore chunks) {
        this.register = register;
        this.chunks = chunks;
    }

    void writeTail(BinaryWriter out) {
        Samples.write(out, tail);
    }

    void readTail(BinaryReader in) {
        tail = Samples.read(in);
    }

    /// Tells of a chunk that the store holds.
    void addChunk(long firstTime) {
        chunkStarts.add(firstTime);
    }

    /// Newest sample; null if there is none.
    @Nullable
    Sample last() {
        return tail.isEmpty() ? null : tail.getLast();
    }

    /// Newest sample before that time; null if there is none.
    @Nullable
    Sample before(long time) {
        int index = Samples.indexOf(tail, time);
        if (index > 0) {
            return tail.get(index - 1);
        }
        Long start = chunkStarts.lower(time);
        if (start == null) {
            return null;
        }
        List<Sample> chunk = load(start);
        return chunk.get(Samples.indexOf(chunk, time) - 1);
    }

    /// The sample of that time; null if there is none.
    @Nullable
    Sample at(long time) {
        int index = Samples.indexOf(tail, time);
        if (index < tail.size() && tail.get(index).time() == time) {
            return tail.get(index);
        }
        Long start = index > 0 ? null : chunkStarts.floor(time);
        if (start == null) {
            return null;
        }
        List<Sample> chunk = load(start);
        int inside = Samples.indexOf(chunk, time);
        return inside < chunk.size() && chunk.get(inside).time() == time ? chunk.get(inside) : null;
    }

    /// Oldest sample after that time; null if there is none.
    @Nullable
    Sample after(long time) {
        if (chunkStarts.isEmpty() || tail.getFirst().time() <= time) {
            int index = Samples.indexOf(tail, time + 1);
            return index < tail.size() ? tail.get(index) : null;
        }
        Long start = chunkStarts.floor(time);
        if (start != null) {
            List<Sample> chunk = load(start);
            int index = Samples.indexOf(chunk, time + 1);
            if (index < chunk.size()) {
                return chunk.get(index);
            }
        }
        Long next = chunkStarts.higher(time);
        return next == null ? tail.getFirst() : load(next).getFirst();
    }

    /// The samples from the newest at or before the first time to the oldest at or after the second.
    List<Sample> window(long from, long to) {
        int first = Samples.indexOf(tail, from + 1) - 1;
        if (first >= 0 || chunkStarts.isEmpty()) {
            return tail.subList(Math.max(0, first), Math.min(tail.size(), Samples.indexOf(tail, to) + 1));
        }
        var found = new ArrayList<Sample>();
        Long start = chunkStarts.floor(from);
        for (long chunk : start == null ? chunkStarts : chunkStarts.tailSet(start)) {
            found.addAll(load(chunk));
            if (found.getLast().time() >= to) {
                break;
            }
        }
        if (found.getLast().time() < to) {
            found.addAll(tail);
        }
        int begin = Math.max(0, Samples.indexOf(found, from + 1) - 1);
        return found.subList(begin, Math.min(found.size(), Samples.indexOf(found, to) + 1));
    }

    /// Inserts a sample or replaces the one of the same time.
    void put(Sample sample) {
        if (chunkStarts.isEmpty() || tail.getFirst().time() <= sample.time()) {
            insert(tail, sample);
            if (tail.size() > TAIL_MAX) {
                seal();
            }
            return;
        }
        Long start = chunkStarts.floor(sample.time());
        if (start == null) {
            store(List.of(sample));
            return;
        }
        List<Sample> chunk = load(start);
        insert(chunk, sample);
        if (chunk.size() > 2 * TAIL_MAX) {
            store(chunk.subList(TAIL_MAX, chunk.size()));
            chunk = chunk.subList(0, TAIL_MAX);
        }
        store(chunk);
    }

    /// Deletes chunks that lie wholly before that time.
    void expire(long time) {
        while (chunkStarts.size() > 1) {
            long first = chunkStarts.first();
            Long second = chunkStarts.higher(first);
            if (second == null || second >= time) {
                return;
            }
            chunks.put(register, first, null);
            chunkStarts.remove(first);
        }
    }

    /// Deletes everything.
    void clear() {
        chunkStarts.forEach(first -> chunks.put(register, first, null));
        chunkStarts.clear();
        tail.clear();
    }

    private void seal() {
        List<Sample> sealed = tail.subList(0, tail.size() - TAIL_KEPT);
        store(sealed);
        tail = new ArrayList<>(tail.subList(tail.size() - TAIL_KEPT, tail.size()));
    }

    private void store(List<Sample> samples) {
        long first = samples.getFirst().time();
        Samples.write(writer.reset(), samples);
        chunks.put(register, first, writer.toBytes());
        chunkStarts.add(first);
    }

    private List<Sample> load(long firstTime) {
        byte[] bytes = chunks.get(register, firstTime);
        if (bytes == null) {
            throw new IllegalStateException(
                    "The chunk %d of register %s is missing.".formatted(firstTime, register));
        }
        return Samples.read(new BinaryReader(bytes));
    }

    private static void insert(List<Sample> samples, Sample sample) {
        int index = Samples.indexOf(samples, sample.time());
        if (index < samples.size() && samples.get(index).time() == sample.time()) {
            samples.set(index, sample);
        } else {
            samples.add(index, sample);
        }
    }
}
