package org.tavan.community;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tavan.schema.Community;

class ConfigurationsTest {
    private static final Community FIRST = version(10, "a", "b");
    private static final Community SECOND = version(20, "a");
    private static final Community THIRD = version(30, "a", "c");

    @Test
    void aDecisionSeesTheNewestVersionKnownThenWhateverTheOrderOfArrival() {
        for (var order : List.of(List.of(FIRST, SECOND, THIRD), List.of(THIRD, FIRST, SECOND))) {
            var all = Configurations.of(order.get(0)).with(order.get(1)).with(order.get(2));

            assertEquals(List.of(FIRST, FIRST, FIRST, SECOND, SECOND, THIRD),
                    Stream.of(0, 10, 19, 20, 29, 30).map(time -> all.at(at(time))).toList());
            assertEquals(THIRD, all.newest());
        }
    }

    @Test
    void aVersionDecidedAtTheSameTimeIsReplaced() {
        Community corrected = Community.newBuilder(SECOND).setEpsilon(0.2).build();

        assertEquals(List.of(FIRST, corrected),
                Configurations.of(FIRST).with(SECOND).with(corrected).versions());
    }

    @Test
    void aMemberIsAsItWasBeforeItWasRemovedAndNotBeforeItJoined() {
        var all = Configurations.of(FIRST).with(SECOND).with(THIRD);

        assertEquals(Optional.of(FIRST), all.withMember("b", at(25)));
        assertEquals(Optional.of(SECOND), all.withMember("a", at(25)));
        assertEquals(Optional.empty(), all.withMember("c", at(29)));
        assertEquals(Optional.of(THIRD), all.withMember("c", at(30)));
        assertEquals(Optional.of(FIRST), all.withMember("b", at(0)));
    }

    private static Instant at(int seconds) {
        return Instant.ofEpochSecond(seconds);
    }

    private static Community version(int seconds, String... members) {
        return Community.newBuilder(ConfigurationRulesTest.community().build())
                .setKnowledgeTime(at(seconds))
                .setProsumers(
                        Stream.of(members).map(id -> ConfigurationRulesTest.prosumer(id).build()).toList())
                .build();
    }
}
