package org.tavan.streams.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SkillScoreTest {
    @Test
    void naiveForecastsAreComparedWhereTheyAreKnown() {
        var score = new SkillScore();

        score.add(10, 9, 6, Double.NaN);
        score.add(10, 13, Double.NaN, Double.NaN);
        score.add(Double.NaN, 13, 1, 1);

        assertEquals(2, score.intervals());
        assertEquals(2, score.forecastMaeKw(), 1e-12);
        assertEquals(4, score.persistenceMaeKw(), 1e-12);
        assertEquals(0.75, Objects.requireNonNull(score.skillAgainstPersistence()), 1e-12);
        assertNull(score.skillAgainstSeasonal());
    }
}
