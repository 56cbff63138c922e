package org.tavan.solver.coordinator;

import java.util.Map;
import java.util.Optional;
import org.tavan.solver.state.Key;

/// What is forgotten once a tick is settled.
final class Housekeeping {
    private final String communityId;
    private final Books books;
    private final CommunityState state;
    private final CoordinatorMetrics metrics;

    Housekeeping(String communityId, Books books, CoordinatorMetrics metrics) {
        this.communityId = communityId;
        this.books = books;
        this.state = books.state();
        this.metrics = metrics;
    }

    void settled(Configuration configuration, long tick) {
        long next = tick + configuration.stepMillis();
        int undispatched = 0;
        for (String member : configuration.prosumers().keySet()) {
            undispatched += state.intervals.removeBelow(member, next);
            state.forecasts.removeBelow(member, next);
            books.devices().forgetBefore(member, tick - configuration.stepMillis());
        }
        metrics.settled(communityId, tick, undispatched);
        LocalDay day = configuration.calendar().dayOf(tick);
        if (day.startMillis() == tick) {
            dayOver(day.plusDays(-1), configuration);
        }
    }

    private void dayOver(LocalDay over, Configuration configuration) {
        audit(over, configuration);
        long end = over.endMillis();
        state.settled.removeBelow(end);
        // Of members that left, too.
        state.intervals.removeBelow(end);
        state.forecasts.removeBelow(end);
        books.plans().forgetBefore(end);
        state.rosters.removeBelow("", over.date().toEpochDay() + 1);
        state.peaks.removeBelow("", over.month());
        forgetConfigurations(configuration);
    }

    private void audit(LocalDay over, Configuration configuration) {
        int audited = 0;
        int broken = 0;
        for (String member : state.planned(over)) {
            Optional<Boolean> kept = PromiseAudit.kept(state.settled, member, over);
            if (kept.isPresent()) {
                audited++;
                broken += kept.get() ? 0 : 1;
                metrics.dayAudited(communityId, kept.get());
            }
        }
        books.radii().dayOver(configuration.community(), audited, broken);
    }

    /// Forgets configurations that are neither in force on a planned day nor can be at a later gate.
    private void forgetConfigurations(Configuration latest) {
        long oldest = latest.knowledgeMillis();
        for (Map.Entry<Key, Roster> entry : state.rosters.of("").entrySet()) {
            oldest = Math.min(oldest, entry.getValue().configurationMillis());
        }
        state.configurations.removeBelow("", oldest);
    }
}
