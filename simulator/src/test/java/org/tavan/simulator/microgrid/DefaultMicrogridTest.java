package org.tavan.simulator.microgrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.GridSchedule;
import org.tavan.commitment.IntervalAdequacy;
import org.tavan.commitment.UnitSchedule;
import org.tavan.commitment.genetic.GeneticSearch;
import org.tavan.commitment.genetic.SearchOutcome;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.FeederLine;
import org.tavan.schema.FeederRegulator;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.ProgrammeKind;

class DefaultMicrogridTest {
    /// Net load of the worst hour in a year of ten members (kW).
    private static final double WORST_KW = 92;
    private static final Microgrid TEN = DefaultMicrogrid.of("tehran", 10, Instant.EPOCH);

    /// A cold working day, a mild and a hot one, and communities of other sizes.
    @ParameterizedTest(name = "{0}, {1} members")
    @CsvSource({"2025-01-13,10", "2025-04-20,10", "2025-08-01,10", "2025-08-01,3", "2025-01-17,30"})
    void daysOfAllSeasonsArePlannedWithinLimitsAndThePlanChangesOverTheDay(LocalDate day, int prosumers) {
        MicrogridDay input = MicrogridDay.of(day, prosumers, 5);
        CommitmentProblem problem = input.problem();

        SearchOutcome outcome = new GeneticSearch(SearchSettings.defaults(1).withSizes(20, 15, 8))
                .search(problem, List.of());

        CommitmentSchedule plan = assertInstanceOf(SearchOutcome.Found.class, outcome).schedule();
        assertTrue(plan.adequacy().stream().map(IntervalAdequacy::complete).allMatch(a -> a.lolp() <= 0.0032),
                "loss of load of any order stays near the limit on that of two outages");
        assertTrue(plan.completeEensKwh() <= input.microgrid().getReliability().getEensMaxKwh());
        assertTrue(starts(plan) >= 1, "units start");
        double battery = input.microgrid().getStorages().getFirst().getEnergyMaxKwh();
        assertTrue(sum(plan.storages().getFirst().chargeKw()) > 0.3 * battery, "the battery cycles");
        GridSchedule grid = Objects.requireNonNull(plan.grid());
        assertTrue(sum(grid.importKw()) + sum(grid.exportKw()) > 0.2 * battery, "the grid is used");
        assertTrue(plan.cost().reserveCents() > 0 && plan.cost().reliabilityCents() > 0);
    }

    @Test
    void withoutItsLargestSourceItStillMeetsTheWorstHour() {
        double units = TEN.getUnits().stream().mapToDouble(GeneratingUnit::getMaxKw).sum();
        double all = units + TEN.getGrid().getImportMaxKw()
                + TEN.getStorages().getFirst().getDischargeMaxKw();

        assertTrue(all - TEN.getGrid().getImportMaxKw() > 1.3 * WORST_KW);
        assertTrue(TEN.getGrid().getImportMaxKw() < 60, "the transformer alone does not carry an evening");
    }

    @Test
    void everyLoadUpToTwelveTenthsOfTheWorstKeepsTheVoltagesAndTheTapFollowsTheLoad() {
        var feeder = new FeederModel(TEN.getFeeder());

        List<Integer> taps = IntStream.rangeClosed(0, 11)
                .mapToObj(tenth -> feeder.lowestTap(1.2 * WORST_KW * tenth / 11).orElseThrow())
                .toList();

        assertEquals(92.5, feeder.nominalKw(), 1e-9);
        assertEquals(taps.stream().sorted().toList(), taps);
        assertTrue(taps.getLast() - taps.getFirst() >= 5, taps::toString);
        assertTrue(taps.getLast() < TEN.getFeeder().getRegulators().getFirst().getTapInitial(),
                "the initial position holds every load");
        assertTrue(feeder.lowestPu(WORST_KW) < 0.97, "a drop that is worth planning");
        assertTrue(feeder.unbalancePu(WORST_KW) > 0.005, "phases differ");
    }

    @ParameterizedTest(name = "{0} members")
    @ValueSource(ints = {1, 3, 20, 1000})
    void itGrowsWithTheCommunityAndItsVoltagesStay(int prosumers) {
        Microgrid other = DefaultMicrogrid.of("tehran", prosumers, Instant.EPOCH);
        var feeder = new FeederModel(other.getFeeder());
        double scale = feeder.nominalKw() / 92.5;

        assertEquals(scale * 40, other.getGrid().getImportMaxKw(), 1e-9 * scale);
        assertEquals(scale * 80, other.getStorages().getFirst().getEnergyMaxKwh(), 1e-9 * scale);
        assertTrue(feeder.lowestTap(1.2 * WORST_KW * scale).orElseThrow() <= 2);
        double lowest = feeder.lowestPu(WORST_KW * scale);
        double ofTen = new FeederModel(TEN.getFeeder()).lowestPu(WORST_KW);
        assertTrue(prosumers < 10 ? lowest > ofTen : Math.abs(lowest - ofTen) < 1e-6,
                "%s against %s".formatted(lowest, ofTen));
    }

    @Test
    void theFeederIsATreeOfItsBuses() {
        Set<String> reached = new HashSet<>(Set.of(TEN.getFeeder().getSourceBus()));
        for (FeederRegulator regulator : TEN.getFeeder().getRegulators()) {
            assertTrue(reached.contains(regulator.getFromBus()) && reached.add(regulator.getToBus()));
        }
        for (FeederLine line : TEN.getFeeder().getLines()) {
            assertTrue(reached.contains(line.getFromBus()) && reached.add(line.getToBus()), line.getLineId());
        }

        assertEquals(Set.copyOf(TEN.getFeeder().getBuses()), reached);
    }

    @Test
    void idsAreUniqueAndProgrammesAreOfAllKinds() {
        List<String> ids = Stream.of(TEN.getUnits().stream().map(GeneratingUnit::getUnitId),
                TEN.getStorages().stream().map(storage -> storage.getStorageId()),
                TEN.getWindPlants().stream().map(plant -> plant.getPlantId()),
                TEN.getPvPlants().stream().map(plant -> plant.getPlantId())).flatMap(i -> i).toList();

        assertEquals(ids.size(), Set.copyOf(ids).size());
        assertEquals(
                List.of(ProgrammeKind.TOU, ProgrammeKind.RTP, ProgrammeKind.CPP, ProgrammeKind.INTERRUPTIBLE),
                TEN.getDemand().getProgrammes().stream().map(DemandProgramme::getKind).toList());
        assertTrue(TEN.getDemand()
                .getProgrammes()
                .stream()
                .allMatch(programme -> programme.getLevels().equals(List.of(0.05, 0.1))));
    }

    @Test
    void theTimeOfUseTariffLeavesTheBillOfAnUnchangedLoadNearlyAsItWas() {
        DemandSide demand = TEN.getDemand();
        MicrogridDay day = MicrogridDay.of(LocalDate.of(2025, 1, 13), 10, 5);
        List<Double> prices = demand.getProgrammes().getFirst().getPriceCentsPerKwh();

        double ratio = weighted(day, hour -> prices.get(demand.getPeriods().get(hour)))
                / weighted(day, _ -> demand.getFlatCentsPerKwh());

        assertEquals(1, ratio, 0.06);
    }

    private static double weighted(MicrogridDay day, ToDoubleFunction<Integer> price) {
        return IntStream.range(0, MicrogridDay.HOURS)
                .mapToDouble(hour -> day.loadKw().get(hour) * price.applyAsDouble(hour))
                .sum();
    }

    private static long starts(CommitmentSchedule plan) {
        return plan.units()
                .stream()
                .map(UnitSchedule::on)
                .mapToLong(on -> IntStream.range(1, on.size())
                        .filter(hour -> on.get(hour) && !on.get(hour - 1))
                        .count())
                .sum();
    }

    private static double sum(Profile profile) {
        return IntStream.range(0, profile.length()).mapToDouble(profile::get).sum();
    }
}
