package org.tavan.solver.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Community;
import org.tavan.schema.RadiusPolicy;
import org.tavan.solver.state.MapEntries;

/// Which radius a request gets after which record, with `ε = 0.1`.
class RadiusBookTest {
    private static final Community FIXED = World.berlin(LocalDate.of(2024, 5, 6)).community;
    private static final Community ADAPTIVE = Community.newBuilder(FIXED)
            .setRadiusPolicy(RadiusPolicy.ADAPTIVE)
            .build();

    private final TreeMap<String, byte[]> stored = new TreeMap<>();

    private RadiusBook book() {
        return new RadiusBook(new CommunityState("c1", new MapEntries(stored), Bench.CODECS));
    }

    @Test
    void aFixedRadiusStaysWhateverHappens() {
        book().dayOver(FIXED, 3, 3);

        assertEquals(0.001, book().radius(FIXED));
    }

    @Test
    void aKeptDayShrinksItAndABrokenOneEnlargesItAlsoAfterARestart() {
        book().dayOver(ADAPTIVE, 3, 0);
        assertEquals(0.001 * Math.exp(-0.03), book().radius(ADAPTIVE), 1e-15);

        book().dayOver(ADAPTIVE, 3, 1);
        assertEquals(0.001 * Math.exp(-0.03 + 0.3 * (1.0 / 3 - 0.1)), book().radius(ADAPTIVE), 1e-15);
    }

    @Test
    void aDayOnWhichNobodyHadAPlanChangesNothing() {
        book().dayOver(ADAPTIVE, 0, 0);

        assertEquals(0.001, book().radius(ADAPTIVE), 1e-15);
    }

    @Test
    void otherBoundsHoldAtOnce() {
        book().dayOver(ADAPTIVE, 1, 0);

        assertEquals(0.005, book().radius(Community.newBuilder(ADAPTIVE).setRadiusMin(0.005).build()), 1e-15);
    }

    @Test
    void anotherConfiguredRadiusIsANewStart() {
        book().dayOver(ADAPTIVE, 1, 0);

        Community wider = Community.newBuilder(ADAPTIVE).setRadius(0.004).build();
        assertEquals(0.004, book().radius(wider), 1e-15);
        book().dayOver(wider, 1, 0);
        assertEquals(0.004 * Math.exp(-0.03), book().radius(wider), 1e-15);
    }

    @Test
    void aDayUnderAFixedRadiusEndsTheRecord() {
        book().dayOver(ADAPTIVE, 1, 1);
        book().dayOver(FIXED, 1, 1);

        assertEquals(0.001, book().radius(ADAPTIVE), 1e-15);
    }
}
