package org.tavan.demandresponse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tavan.conic.Profile;

class ParticipationTest {

    @Test
    void weightsSumToOneAndParticipationsToTheTotal() {
        Participation participation = Participation.of(0.05, Profile.of(0.5, 0.3, 0.2));

        assertEquals(0.05, participation.total(), 1e-15);
        assertEquals(0.025, participation.gammas().get(0), 1e-15);
        assertEquals(0.1, participation.scaled(2).total(), 1e-15);
    }

    @Test
    void sharesThatDoNotAddUpAreRefused() {
        var weights = assertThrows(IllegalArgumentException.class,
                () -> Participation.of(0.05, Profile.of(0.5, 0.6)));
        var percent = assertThrows(IllegalArgumentException.class,
                () -> Participation.of(5, Profile.of(0.5, 0.5)));

        assertTrue(String.valueOf(weights.getMessage()).contains("must sum to 1"), weights.getMessage());
        assertTrue(String.valueOf(percent.getMessage()).contains("in percent"), percent.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Participation(Profile.of(0.6, 0.5)));
        assertThrows(IllegalArgumentException.class, () -> new Participation(Profile.of(-0.1)));
    }
}
