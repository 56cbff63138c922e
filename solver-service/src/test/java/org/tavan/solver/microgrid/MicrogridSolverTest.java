package org.tavan.solver.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.tavan.schema.Check;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.schema.SolveKind;
import org.tavan.serde.RecordHash;
import org.tavan.solver.microgrid.codec.SampleMicrogrid;

class MicrogridSolverTest {
    private static final int NOON = 12;

    private final MicrogridSolver solver = new MicrogridSolver(System::nanoTime);

    @Test
    void aDayAndTheRestOfItArePlannedAndPassEveryCheck() {
        MicrogridRequest day = changed(request -> request.getMicrogrid().put("proofSeconds", 2.0));

        MicrogridAnswer ahead = solver.solve(day);
        MicrogridAnswer rest = solver.solve(rest(day, ahead));

        assertPlanned(day, ahead.schedule());
        assertTrue(ahead.schedule().getCertificate().contains("proven"), ahead.schedule().getCertificate());
        assertEquals(ahead.schedule().getDemand().getBills().isEmpty(), ahead.signal().isEmpty());
        assertPlanned(rest(day, ahead), rest.schedule());
        assertEquals(Optional.empty(), rest.signal());
        assertEquals(ahead.schedule().getDemand().getBills().size(),
                rest.schedule().getDemand().getBills().size());
    }

    @Test
    void theSameRequestHasTheSameAnswer() {
        MicrogridRequest request = SampleMicrogrid.request(1);

        MicrogridAnswer one = solver.solve(request);
        MicrogridAnswer other = new MicrogridSolver(() -> 0).solve(request);

        assertEquals(0, other.schedule().getSolveMicros());
        assertEquals(other.schedule(),
                MicrogridSchedule.newBuilder(one.schedule()).setSolveMicros(0).build());
        assertEquals(one.signal(), other.signal());
    }

    @Test
    void anIslandWithoutFeederStoragesAndProgrammesIsPlanned() {
        MicrogridRequest request = changed(change -> {
            change.getMicrogrid().put("grid", null);
            change.getMicrogrid().put("feeder", null);
            change.getMicrogrid().put("storages", List.of());
            change.getMicrogrid().getDemand().put("programmes", List.of());
            change.getMicrogrid().getReliability().put("lolpMax", 1.0);
            change.put("loadKw", change.getLoadKw().stream().map(kw -> 40 + kw / 4).toList());
        });

        MicrogridAnswer answer = solver.solve(request);

        assertPlanned(request, answer.schedule());
        assertEquals(Optional.empty(), answer.signal());
    }

    @Test
    void loadsThatTakeTheirEnergyBackLaterArePlanned() {
        MicrogridRequest request = changed(change -> {
            change.getMicrogrid().getFeeder().put("thermostaticFraction", 0.3);
            change.getMicrogrid().getFeeder().put("recoveryHours", 2);
        });

        assertPlanned(request, solver.solve(request).schedule());
    }

    @Test
    void whatCannotBeServedFailsWithItsReason() {
        MicrogridRequest request = changed(
                change -> change.put("loadKw", change.getLoadKw().stream().map(kw -> 50 * kw).toList()));

        MicrogridSchedule schedule = solver.solve(request).schedule();

        assertEquals(PlanStatus.FAILED, schedule.getStatus());
        assertTrue(schedule.getReason().contains("interval"), schedule.getReason());
        assertTrue(schedule.getChecks().stream().allMatch(Check::getPassed));
    }

    @Test
    void aFaultyRequestFailsNamingItsElement() {
        MicrogridRequest request = changed(
                change -> change.getMicrogrid().getUnits().getFirst().put("maxKw", 1.0));

        MicrogridSchedule schedule = solver.solve(request).schedule();

        assertEquals(PlanStatus.FAILED, schedule.getStatus());
        assertTrue(schedule.getReason().contains("Unit engine"), schedule.getReason());
    }

    @Test
    void withinADayThePlanInForceGoesOnWhereThereIsNoNewOne() {
        MicrogridRequest request = changed(change -> {
            change.put("kind", SolveKind.INTRADAY);
            change.put("previousPlanId", "before");
            change.getLoadKw().set(0, Double.NaN);
        });

        MicrogridSchedule schedule = solver.solve(request).schedule();

        assertEquals(PlanStatus.KEPT_PREVIOUS, schedule.getStatus());
        assertTrue(schedule.getReason().contains("loadKw at interval 0"), schedule.getReason());
    }

    private static void assertPlanned(MicrogridRequest request, MicrogridSchedule schedule) {
        assertEquals("", schedule.getReason());
        assertEquals(RecordHash.sha256(request), schedule.getPlanId());
        assertNotNull(schedule.getCost());
        assertTrue(schedule.getChecks().size() > 20);
        assertEquals(List.of(), schedule.getChecks().stream().filter(check -> !check.getPassed()).toList());
        assertEquals(schedule.getStatus() == PlanStatus.OPTIMAL,
                schedule.getGap() != null && schedule.getGap() <= request.getMicrogrid().getProofGap());
    }

    private static MicrogridRequest rest(MicrogridRequest day, MicrogridAnswer ahead) {
        DemandSignal signal = ahead.signal().orElse(null);
        return MicrogridRequest.newBuilder(day)
                .setKind(SolveKind.INTRADAY)
                .setStart(day.getStart().plusSeconds(3600L * NOON))
                .setLoadKw(from(day.getLoadKw()))
                .setLoadSigmaKw(from(day.getLoadSigmaKw()))
                .setImportCentsPerKwh(from(day.getImportCentsPerKwh()))
                .setTemperatureCelsius(from(day.getTemperatureCelsius()))
                .setGlobalHorizontalWattsPerSquareMetre(from(day.getGlobalHorizontalWattsPerSquareMetre()))
                .setWindMetresPerSecond(from(day.getWindMetresPerSecond()))
                .setSignal(signal)
                .build();
    }

    private static List<Double> from(List<Double> day) {
        return day.subList(NOON, day.size());
    }

    private static MicrogridRequest changed(Consumer<MicrogridRequest> change) {
        MicrogridRequest request = MicrogridRequest.newBuilder(SampleMicrogrid.request(0)).build();
        change.accept(request);
        return request;
    }
}
