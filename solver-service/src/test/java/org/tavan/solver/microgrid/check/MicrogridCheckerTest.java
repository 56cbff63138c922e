package org.tavan.solver.microgrid.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.schema.Check;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlanStatus;
import org.tavan.solver.microgrid.codec.SampleMicrogrid;
import org.tavan.solver.microgrid.codec.SamplePlan;

class MicrogridCheckerTest {
    /// Start of hour 3 of the sample day.
    private static final String HOUR_3 = " at 2025-06-18T01:00:00Z";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aCorrectPlanPassesEveryCheck(long seed) {
        MicrogridRequest request = SampleMicrogrid.request(seed);
        MicrogridSchedule plan = SamplePlan.of(request, seed);

        List<Check> checks = MicrogridChecker.check(request, plan);

        assertEquals(List.of(), checks.stream().filter(check -> !check.getPassed()).toList());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("mutations")
    void oneWrongNumberIsFoundAndNamed(String check, String where, Consumer<MicrogridSchedule> mutation) {
        MicrogridRequest request = SampleMicrogrid.request(0);
        MicrogridSchedule plan = MicrogridSchedule.newBuilder(SamplePlan.of(request, 0)).build();

        mutation.accept(plan);

        List<Check> failed = MicrogridChecker.check(request, plan)
                .stream()
                .filter(one -> !one.getPassed())
                .toList();
        assertTrue(failed.stream()
                .anyMatch(one -> one.getName().equals(check) && one.getWhere().contains(where)),
                () -> "found %s".formatted(failed));
    }

    @Test
    void everyCheckHasAMutationThatItFinds() {
        MicrogridRequest request = SampleMicrogrid.request(0);
        Set<String> mutated = new TreeSet<>();

        mutations().forEach(arguments -> mutated.add((String) arguments.get()[0]));

        Set<String> made = new TreeSet<>();
        MicrogridChecker.check(request, SamplePlan.of(request, 0))
                .forEach(check -> made.add(check.getName()));
        assertEquals(made, mutated);
    }

    @Test
    void aPlanThatFailedIsCheckedForItsIdentityAndReasonAlone() {
        MicrogridRequest request = SampleMicrogrid.request(0);
        MicrogridSchedule plan = MicrogridSchedule.newBuilder(SamplePlan.of(request, 0))
                .setStatus(PlanStatus.FAILED)
                .build();

        List<Check> checks = MicrogridChecker.check(request, plan);

        assertEquals(List.of(new Check("identity", true, 0.0, ""), new Check("status", false, 1.0, "FAILED")),
                checks);
    }

    private static Stream<Arguments> mutations() {
        return Stream.of(form(), supply(), units(), storages(), adequacy(), demand(), network(), cost())
                .flatMap(List::stream);
    }

    private static List<Arguments> form() {
        return List.of(mutation("identity", "planId", plan -> plan.put("planId", "0")),
                mutation("identity", "intervalMinutes", plan -> plan.put("intervalMinutes", 30)),
                mutation("status", "RELAXED", plan -> plan.put("status", PlanStatus.RELAXED)),
                mutation("elements", "units [motor",
                        plan -> plan.getUnits().getFirst().put("unitId", "motor")),
                mutation("elements", "network", plan -> plan.put("network", null)),
                mutation("lengths", "engine",
                        plan -> plan.getUnits().getFirst().put("powerKw", new ArrayList<>())),
                mutation("finite", "grid", plan -> plan.getGrid().getImportKw().set(3, Double.NaN)));
    }

    private static List<Arguments> supply() {
        return List.of(mutation("balance", "microgrid" + HOUR_3, plan -> add(plan.getLoadKw(), 0.01)),
                mutation("spinning-reserve", "microgrid" + HOUR_3, plan -> add(plan.getLoadKw(), 200)),
                mutation("grid-limits", "grid" + HOUR_3, plan -> plan.getGrid().getImportKw().set(3, 100.1)),
                mutation("grid-limits", "grid" + HOUR_3, plan -> plan.getGrid().getExportKw().set(3, -1.0)),
                mutation("import-or-export", "grid" + HOUR_3,
                        plan -> plan.getGrid().getExportKw().set(3, 1.0)),
                mutation("grid-reserve", "grid" + HOUR_3, plan -> plan.getGrid().getReserveKw().set(3, 20.1)),
                mutation("plant-forecast", "turbine" + HOUR_3,
                        plan -> add(plan.getPlants().get(0).getForecastKw(), 0.1)),
                mutation("plant-forecast", "roof" + HOUR_3,
                        plan -> add(plan.getPlants().get(1).getSigmaKw(), 0.1)),
                mutation("plant-limits", "turbine" + HOUR_3,
                        plan -> plan.getPlants().get(0).getPowerKw().set(3, 41.0)),
                mutation("plant-limits", "roof at 2025-06-18T10:00:00Z",
                        plan -> plan.getPlants().get(1).getPowerKw().set(12, 1.0)));
    }

    private static List<Arguments> units() {
        return List.of(mutation("unit-commitment", "diesel" + HOUR_3,
                plan -> plan.getUnits().get(1).getPowerKw().set(3, 1.0)),
                mutation("unit-limits", "engine" + HOUR_3,
                        plan -> plan.getUnits().get(0).getPowerKw().set(3, 60.1)),
                mutation("unit-limits", "engine" + HOUR_3,
                        plan -> plan.getUnits().get(0).getPowerKw().set(3, 9.9)),
                mutation("unit-times", "diesel at 2025-06-18T07:00:00Z",
                        plan -> plan.getUnits().get(1).getOn().set(9, false)),
                mutation("unit-ramps", "engine at 2025-06-18T21:00:00Z",
                        plan -> plan.getUnits().get(0).getPowerKw().set(23, 80.0)),
                mutation("unit-reserve", "engine" + HOUR_3,
                        plan -> plan.getUnits().get(0).getReserveKw().set(3, 5.1)));
    }

    private static List<Arguments> storages() {
        return List.of(mutation("battery-energy", "battery" + HOUR_3,
                plan -> add(plan.getStorages().getFirst().getEnergyKwh(), 0.01)),
                mutation("battery-limits", "battery" + HOUR_3,
                        plan -> plan.getStorages().getFirst().getEnergyKwh().set(3, 100.1)),
                mutation("battery-final", "battery at 2025-06-18T21:00:00Z",
                        plan -> plan.getStorages().getFirst().getEnergyKwh().set(23, 50.1)),
                mutation("battery-power", "battery" + HOUR_3,
                        plan -> plan.getStorages().getFirst().getChargeKw().set(3, 25.1)),
                mutation("charge-or-discharge", "battery" + HOUR_3,
                        plan -> plan.getStorages().getFirst().getDischargeKw().set(3, 0.1)),
                mutation("battery-reserve", "battery" + HOUR_3,
                        plan -> plan.getStorages().getFirst().getReserveKw().set(3, 35.1)));
    }

    private static List<Arguments> adequacy() {
        return List.of(
                mutation("net-sigma", "microgrid" + HOUR_3, plan -> add(plan.getLoadSigmaKw(), 0.01)),
                mutation("lolp", "microgrid" + HOUR_3,
                        plan -> add(plan.getAdequacy().getPlannedLolp(), 0.001)),
                mutation("lolp", "microgrid" + HOUR_3,
                        plan -> add(plan.getAdequacy().getCompleteLolp(), -0.001)),
                mutation("lolp", "microgrid" + HOUR_3,
                        plan -> add(plan.getAdequacy().getCoveredProbability(), 0.001)),
                mutation("lolp-limit", "microgrid" + HOUR_3,
                        plan -> plan.getGrid().getReserveKw().set(3, -100.0)),
                mutation("eens", "microgrid" + HOUR_3,
                        plan -> add(plan.getAdequacy().getPlannedEensKwh(), 0.001)),
                mutation("eens", "microgrid" + HOUR_3,
                        plan -> add(plan.getAdequacy().getCompleteEensKwh(), 0.001)),
                mutation("eens-limit", "microgrid over the horizon",
                        plan -> plan.getGrid().getReserveKw().set(3, -100.0)));
    }

    private static List<Arguments> demand() {
        return List.of(
                mutation("participation", "programme tou",
                        plan -> plan.getDemand().getBills().get(0).put("participation", 0.07)),
                mutation("participation", "programme gone",
                        plan -> plan.getDemand().getBills().get(0).put("programmeId", "gone")),
                mutation("response", "programme rtp" + HOUR_3,
                        plan -> add(plan.getDemand().getBills().get(1).getAfterKw(), 0.01)),
                mutation("response", "programme cpp" + HOUR_3,
                        plan -> add(plan.getDemand().getBills().get(2).getBeforeKw(), 0.01)),
                mutation("response", "programme cut" + HOUR_3,
                        plan -> plan.getDemand().getBills().get(3).getAfterKw().set(3, 1.0)),
                mutation("bills", "programme tou after",
                        plan -> plan.getDemand().getBills().get(0).put("afterCents", 1.0)),
                mutation("bills", "programme cut before",
                        plan -> plan.getDemand().getBills().get(3).put("beforeCents", 1.0)),
                mutation("programme-value", "customersSavedCents",
                        plan -> plan.getDemand().put("customersSavedCents", 1.0)),
                mutation("programme-value", "operatorGainCents",
                        plan -> plan.getDemand().put("operatorGainCents", 1e4)),
                mutation("base-load", "load" + HOUR_3, plan -> add(plan.getBaseLoadKw(), 0.01)),
                mutation("load", "load" + HOUR_3, plan -> add(plan.getNetwork().getLossKw(), 0.01)));
    }

    private static List<Arguments> network() {
        return List.of(
                mutation("positions", "regulator tapped" + HOUR_3, plan -> stand(plan, 9, 2)),
                mutation("positions", "capacitor bank" + HOUR_3, plan -> stand(plan, 2, 3)),
                mutation("switching-limits", "regulator tapped", plan -> stand(plan, -3, 2)),
                mutation("switching-limits", "capacitor bank", plan -> stand(plan, 2, 0)),
                mutation("voltages", "phase A of bus head" + HOUR_3,
                        plan -> add(plan.getNetwork().getVoltages().getFirst().getVoltagePu(), 2e-4)),
                mutation("voltages", "phase A of bus head",
                        plan -> plan.getNetwork().getVoltages().removeFirst()),
                mutation("voltage-limits", "phase B of bus end" + HOUR_3, plan -> stand(plan, -16, 2)));
    }

    private static List<Arguments> cost() {
        return List.of(mutation("cost", "energyCents", plan -> plan.getCost().put("energyCents", 1.0)),
                mutation("cost", "noLoadCents", plan -> plan.getCost().put("noLoadCents", 1.0)),
                mutation("cost", "startCents", plan -> plan.getCost().put("startCents", 1.0)),
                mutation("cost", "reserveCents", plan -> plan.getCost().put("reserveCents", 1.0)),
                mutation("cost", "exchangeCents", plan -> plan.getCost().put("exchangeCents", 1.0)),
                mutation("cost", "wearCents", plan -> plan.getCost().put("wearCents", 1.0)),
                mutation("cost", "lostLoadCents", plan -> plan.getCost().put("lostLoadCents", 1.0)),
                mutation("cost", "demandCents", plan -> plan.getCost().put("demandCents", 1e4)),
                mutation("cost", "switchingCents", plan -> plan.getCost().put("switchingCents", 1.0)),
                mutation("cost", "totalCents", plan -> plan.getCost().put("totalCents", 1.0)),
                mutation("certificate", "bound", plan -> plan.put("boundCents", 1e9)),
                mutation("certificate", "gap", plan -> plan.put("gap", 0.5)),
                mutation("certificate", "OPTIMAL", plan -> plan.put("status", PlanStatus.OPTIMAL)));
    }

    private static void add(List<Double> values, double more) {
        values.set(3, values.get(3) + more);
    }

    private static void stand(MicrogridSchedule plan, int tap, int steps) {
        plan.getNetwork().getPositions().set(3, new FeederPosition(List.of(tap), List.of(steps)));
    }

    private static Arguments mutation(String check, String where, Consumer<MicrogridSchedule> mutation) {
        return arguments(check, where, mutation);
    }
}
