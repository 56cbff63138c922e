package org.tavan.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tavan.config.ConfigurationException;
import org.tavan.simulator.meter.Fault;
import org.tavan.simulator.meter.FaultKind;
import org.tavan.simulator.synthetic.SyntheticConfig;

class FaultNotationTest {
    private static final SyntheticConfig TEN = SyntheticConfig.of(1, LocalDate.parse("2025-03-21"));
    private static final FaultNotation NOTATION = new FaultNotation(TEN);
    private static final String FORM = "; expected METER:KIND:START/LENGTH in local time of Asia/Tehran,"
            + " e.g. home-1/load:silent:2025-03-21T18:00/PT3H";

    @ParameterizedTest
    @EnumSource
    void everyKindIsReadInLocalTimeAndWrittenAsItWas(FaultKind kind) {
        var text = "home-4/load:%s:2025-06-25T18:00/PT3H"
                .formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));

        var fault = NOTATION.parse(text);

        // Tehran is three and a half hours ahead of UTC.
        assertEquals(new Fault("sim:tehran/home-4/load", kind, Instant.parse("2025-06-25T14:30:00Z"),
                Instant.parse("2025-06-25T17:30:00Z")), fault);
        assertEquals(text, NOTATION.format(fault));
    }

    @ParameterizedTest
    @CsvSource({"home-2/pv:register-reset:2025-06-25T18:00/PT3H, home-2/pv has no register",
            "home-4/pv:SILENT:2025-06-25T18:00/PT3H, there is no meter home-4/pv",
            "home-3:load:SILENT:2025-06-25T18:00/PT3H, there is no meter home-3",
            "home-3/load:MUTE:2025-06-25T18:00/PT3H, there is no kind MUTE",
            "home-3/load:SILENT:2025-06-25/PT3H, the start 2025-06-25 is no local time",
            "home-3/load:SILENT:2025-06-25T6pm/PT3H, the start 2025-06-25T6pm is no local time",
            "home-3/load:SILENT:2025-06-25T18:00Z/PT3H, the start 2025-06-25T18:00Z is no local time",
            "home-3/load:SILENT:2025-03-20T23:59/PT3H, the start 2025-03-20T23:59 lies before the first simulated day 2025-03-21",
            "home-3/load:SILENT:2025-06-25T18:00/3h, the length 3h is no positive duration",
            "home-3/load:SILENT:2025-06-25T18:00/PT0S, the length PT0S is no positive duration",
            "home-3/load:SILENT:2025-06-25T18:00/-PT3H, the length -PT3H is no positive duration",
            "home-3/load:SILENT:2025-06-25T18:00/PT9223372036854775807S, the length PT9223372036854775807S is no positive duration",
            "home-3/load:SILENT:2025-06-25T18:00, it does not have the form",
            "'', it does not have the form"})
    void whatCannotBeReadIsRefusedInOneLineWithTheReasonAndTheForm(String text, String reason) {
        var message = refusal(NOTATION, text);

        assertAll(message, () -> assertEquals(0, message.indexOf("--fault %s: %s".formatted(text, reason))),
                () -> assertEquals(message.length(), message.indexOf(FORM) + FORM.length()),
                () -> assertEquals(1, message.lines().count()));
    }

    @Test
    void theWholeIdOfAMeterAKindAsInTheConfigurationAndALengthInDaysAreReadToo() {
        var fault = NOTATION.parse("sim:tehran/home-2/pv:OUT_OF_ORDER:2025-03-21T00:00:30/P1DT1H");

        assertEquals("sim:tehran/home-2/pv", fault.meterId());
        assertEquals(FaultKind.OUT_OF_ORDER, fault.kind());
        assertEquals(Instant.parse("2025-03-20T20:30:30Z"), fault.from());
        assertEquals(Duration.ofHours(25), Duration.between(fault.from(), fault.to()));
        assertEquals("home-2/pv:out-of-order:2025-03-21T00:00:30/PT25H", NOTATION.format(fault));
    }

    @Test
    void anUnknownMeterIsRefusedWithThoseThereAre() {
        var two = refusal(new FaultNotation(TEN.withProsumers(2)),
                "home-3/load:SILENT:2025-06-25T18:00/PT3H");
        var twenty = refusal(new FaultNotation(TEN.withProsumers(20)), "x:SILENT:2025-06-25T18:00/PT3H");

        assertEquals("--fault home-3/load:SILENT:2025-06-25T18:00/PT3H: there is no meter home-3/load,"
                + " there are home-1/load, home-1/pv, home-2/load, home-2/pv" + FORM, two);
        assertTrue(twenty.contains("workshop-1/pv, home-1-2/load, home-1-2/pv and 16 more; expected"),
                twenty);
    }

    @Test
    void metersWithoutARegisterAreRefusedWithThoseThatHaveOne() {
        var message = refusal(NOTATION, "home-3/load:REGISTER_RESET:2025-06-25T18:00/PT3H");

        assertTrue(message.contains(
                "home-3/load has no register, those that have one are home-1/load, home-1/pv, home-4/load, home-5/pv,"),
                message);
    }

    private static String refusal(FaultNotation notation, String text) {
        return String.valueOf(
                assertThrows(ConfigurationException.class, () -> notation.parse(text)).getMessage());
    }
}
