package org.tavan.solver.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.tavan.topic.Topic;

/// What a [RequestLoop] does with requests of one kind. Only [#answer] is called by several threads.
///
/// @param <Q> request
/// @param <A> everything that is published in answer to one
public interface Work<Q extends SpecificRecord, A> {
    /// Name in logs, threads and refused records.
    String name();

    /// Topic of the requests.
    Topic<Q> requests();

    /// Topics of the answers.
    List<Topic<?>> answers();

    /// Community that a request is about; solved one request at a time.
    String communityId(Q request);

    /// Day that a request is about; a newer request for it replaces one that waits.
    LocalDate deliveryDay(Q request);

    /// Solves.
    ///
    /// @param queuedMicros time the request waited for a thread (µs)
    /// @param superseded older requests that it replaced
    /// @return the answer; never an exception
    A answer(Q request, long queuedMicros, int superseded);

    /// Sends every record of an answer.
    void publish(A answer, Outbox outbox);

    /// An answer and the offset of its request are committed.
    void published(A answer);

    /// A request could not be read.
    void rejected();

    /// So many requests are read and not answered.
    void pending(int number);

    /// Where records go, within a transaction.
    interface Outbox {
        /// Sends a record.
        ///
        /// @param time event time of the record
        <V extends SpecificRecord> void send(Topic<V> topic, Instant time, String key, V value);
    }
}
