package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tavan.solver.state.MapEntries;

/// Which days of a member count, and as what.
class PromiseAuditTest {
    private static final LocalDay DAY = World.berlin(LocalDate.of(2024, 5, 6)).day(0);

    private final CommunityState state = new CommunityState("c1", new MapEntries(new TreeMap<>()),
            Bench.CODECS);

    private Optional<Boolean> kept() {
        return PromiseAudit.kept(state.settled, "a", DAY);
    }

    private void settled(int hour, boolean promised, boolean shortfall) {
        state.settled.put("a", DAY.start(hour), new Settled(0, promised, 0, shortfall));
    }

    private void keptDay() {
        for (int hour = 0; hour < DAY.intervals(); hour++) {
            settled(hour, true, false);
        }
    }

    @Test
    void aDayWithoutShortageIsKept() {
        keptDay();

        assertEquals(Optional.of(true), kept());
    }

    @Test
    void oneShortIntervalBreaksTheDay() {
        keptDay();
        settled(7, true, true);

        assertEquals(Optional.of(false), kept());
    }

    @Test
    void aGapIsNeitherKeptNorBroken() {
        keptDay();
        settled(7, false, true);
        settled(8, false, false);
        assertEquals(Optional.of(true), kept());

        settled(9, false, false);
        assertEquals(Optional.empty(), kept());
    }

    @Test
    void aDayThatWasNeverSettledDoesNotCount() {
        assertEquals(Optional.empty(), kept());
    }
}
