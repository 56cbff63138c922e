package org.tavan.simulator.community;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tavan.schema.Community;

class TuningTest {
    @TestFactory
    Iterable<DynamicTest> theDefaultsAreThoseOfTheContract() {
        Tuning tuning = Tuning.DEFAULT;
        var defaults = new TreeMap<String, Object>(Map.of("epsilon", tuning.epsilon(), "radius",
                tuning.radius(), "rule",
                tuning.rule().name(), "windowDays", tuning.windowDays(), "minimumDays", tuning.minimumDays(),
                "supportMarginFraction", tuning.supportMarginFraction(), "stabilityBudgetCents",
                tuning.stabilityBudgetCents(), "resolveForecastFraction", tuning.resolveForecastFraction(),
                "resolveResidualFraction", tuning.resolveResidualFraction(), "resolveGapMinutes",
                tuning.resolveGapMinutes()));
        defaults.put("jointMethod", tuning.jointMethod().name());

        return defaults.entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(),
                        () -> assertEquals(Community.getClassSchema().getField(entry.getKey()).defaultVal(),
                                entry.getValue())))
                .toList();
    }
}
