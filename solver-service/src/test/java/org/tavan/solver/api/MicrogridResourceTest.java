package org.tavan.solver.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tavan.schema.PlanStatus;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.SyntheticCommunity;
import org.tavan.solver.api.view.SyntheticMicrogrid;
import org.tavan.solver.api.view.TestViews;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MicrogridResourceTest {
    private static final JsonMapper JSON = new JsonMapper();
    /// The last tick ends on it.
    private static final LocalDate TODAY = LocalDate.parse("2025-05-30");
    private static final Instant GATE = Instant.parse("2025-05-29T10:00:00Z");
    private static final Instant NOON = Instant.parse("2025-05-30T10:00:00Z");

    private final TestViews source = new TestViews();
    private final SyntheticCommunity community = new SyntheticCommunity(4, new Random(1));
    private final SyntheticMicrogrid microgrid = new SyntheticMicrogrid(new Random(4));
    private final CommunityView view = source.view(Clock.systemUTC());
    private final MicrogridResource resource = new MicrogridResource(view);

    @BeforeEach
    void start() throws Exception {
        source.put(community.opening(2));
        source.put(community.tick(0));
        source.put(List.of(microgrid.configuration()));
        view.start();
        await(1);
    }

    @AfterEach
    void stop() {
        view.close();
    }

    @Test
    void todayHasThePlanInForceWithWhatCustomersWereToldAndAnswered() throws Exception {
        source.put(List.of(microgrid.dayAhead(TODAY, GATE), microgrid.signal(TODAY, GATE)));
        source.put(microgrid.responses(TODAY, 4, 4));
        await(1 + 2 + 2 * 4);

        JsonNode body = get("");

        assertEquals("2025-05-30", body.get("today").asString());
        assertEquals(0.005, body.get("configuration").get("lolpMax").asDouble());
        JsonNode shown = body.get("shown");
        JsonNode curves = shown.get("curves");
        assertEquals(96, shown.get("startSeconds").size());
        assertEquals(0.0028, shown.get("plan").get("gap").asDouble());
        assertEquals(2, shown.get("plan").get("demand").get("bills").size());
        assertEquals(96, curves.get("voltagePu").get("675").get("B").size());
        assertEquals(15, shown.get("signal").get("flatCentsPerKwh").asDouble());
        assertEquals(4, curves.get("programmes").get("evening-saver").get("answers").get(4).asInt());
        assertTrue(curves.get("programmes").get("evening-saver").get("answers").get(5).isNull());
    }

    @Test
    void smallProbabilitiesKeepTheirDigits() throws Exception {
        source.put(List.of(microgrid.dayAhead(TODAY, GATE)));
        await(2);

        JsonNode lolp = get("").get("shown").get("curves").get("adequacy").get("").get("plannedLolp");

        assertEquals(0.00036, lolp.get(0).asDouble(), 1e-9);
    }

    @Test
    void anotherDayIsShownWhenAskedFor() throws Exception {
        source.put(List.of(microgrid.dayAhead(TODAY.plusDays(1), NOON)));
        await(2);

        assertTrue(get("").get("shown").isNull());
        assertEquals("2025-05-31", get("?day=2025-05-31").get("shown").get("day").asString());
        assertTrue(get("?day=2025-06-09").get("shown").isNull());
    }

    @Test
    void theDaysTellTheCostOfTheWholeDayAndHowTheNewestSolveEnded() throws Exception {
        source.put(List.of(microgrid.dayAhead(TODAY, GATE), microgrid.intraday(TODAY, 40, NOON),
                microgrid.failed(TODAY, 48, NOON.plusSeconds(3600), PlanStatus.FAILED, "unit diesel")));
        await(4);

        JsonNode body = get("");
        JsonNode day = body.get("days").get(0);

        assertEquals("FAILED", day.get("status").asString());
        assertEquals(3, day.get("solves").asInt());
        assertEquals("2025-05-29T22:00:00Z", day.get("start").asString());
        double wholeCents = day.get("totalCents").asDouble();
        double restCents = body.get("shown").get("plan").get("cost").get("totalCents").asDouble();
        assertEquals(wholeCents * 56 / 96, restCents, 0.01);
        assertEquals("unit diesel", body.get("shown").get("newest").get("reason").asString());
    }

    @Test
    void aDayThatIsNoneIsToldWhatIsExpected() {
        var problem = assertThrows(HttpProblem.class, () -> get("?day=tomorrow"));

        assertEquals(400, problem.status());
        assertTrue(problem.detail().contains("2025-06-01"), problem.detail());
    }

    private JsonNode get(String query) {
        var uri = URI.create("http://localhost/api/v1/communities/sample/microgrid" + query);
        var request = Request.of(uri, Map.of("id", SyntheticCommunity.ID), resource.parameters());
        return JSON.readTree(Json.bytes(resource.get(request)));
    }

    /// Waits until the view has folded so many records of the microgrid; the time-out of the class ends it otherwise.
    private void await(long records) throws InterruptedException {
        while (true) {
            var found = view.snapshot().communities().get(SyntheticCommunity.ID);
            if (found != null && found.time() != null && found.versions().microgrid() == records) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
