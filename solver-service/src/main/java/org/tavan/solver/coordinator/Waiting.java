package org.tavan.solver.coordinator;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that a community waits for by the wall clock, and since when. Forgotten with the process: patience
/// begins again.
final class Waiting {
    private final Patience patience;
    private @Nullable Subject current;
    private long untilMillis;
    private boolean confirmed;

    Waiting(Patience patience) {
        this.patience = patience;
    }

    /// What is waited for.
    sealed interface Subject {
        /// Answers to requests.
        record Answers(List<String> planIds) implements Subject {}

        /// Reports of devices about an instant.
        record Devices(long millis, List<String> members) implements Subject {}

        /// First inputs of members, at a gate.
        record FirstInputs(long millis, List<String> members) implements Subject {}
    }

    /// Patience begins anew with each request: in a replay the next one often follows the answer at once.
    void forAnswers(List<String> planIds) {
        var subject = new Subject.Answers(List.copyOf(planIds));
        begin(subject, subject.equals(current), patience.answer());
    }

    /// {@return whether the waiting begins only now}
    boolean forDevices(long millis, List<String> members) {
        boolean goesOn = current instanceof Subject.Devices(long before, _) && before == millis;
        begin(new Subject.Devices(millis, List.copyOf(members)), goesOn, patience.device());
        return !goesOn;
    }

    void forFirstInputs(long millis, List<String> members) {
        boolean goesOn = current instanceof Subject.FirstInputs(long before, _) && before == millis;
        begin(new Subject.FirstInputs(millis, List.copyOf(members)), goesOn, patience.answer());
    }

    /// To be called before the state machine runs, and [#forgetUnconfirmed] after it.
    void unconfirm() {
        confirmed = false;
    }

    /// Forgets what is not waited for any more.
    void forgetUnconfirmed() {
        if (!confirmed) {
            current = null;
        }
    }

    /// What patience has run out with, null if with nothing.
    @Nullable
    Subject expired() {
        return patience.wallMillis().getAsLong() >= untilMillis ? current : null;
    }

    private void begin(Subject subject, boolean goesOn, Duration longest) {
        confirmed = true;
        current = subject;
        if (!goesOn) {
            untilMillis = patience.wallMillis().getAsLong() + longest.toMillis();
        }
    }
}
