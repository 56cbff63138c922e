package org.tavan.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tavan.asset.Battery;
import org.tavan.conic.Profile;

class CommitmentProblemTest {
    private static final CostCurve COST = CostCurve.linear(1, 2);
    private static final StartCost START = StartCost.flat(3);
    private static final Battery BATTERY = new Battery(5, 20, 5, 10, 10, 0.9, 0.9, 0);

    private static void refused(String message, Executable making) {
        String found = String.valueOf(assertThrows(IllegalArgumentException.class, making).getMessage());
        assertTrue(found.contains(message), found);
    }

    private static Unit unit(double minKw, double maxKw, int initialHours, double initialKw, double outage) {
        return new Unit("MT1", minKw, maxKw, 1, 1, 1, 1, initialHours, initialKw, COST, START, 0, outage);
    }

    @Test
    void contradictionsOfAUnitNameIt() {
        refused("Unit MT1: the minKw (60.0) must not exceed the maxKw (50.0)", () -> unit(60, 50, 1, 50, 0));
        refused("Unit MT1: the initialHours must be positive", () -> unit(0, 50, 0, 0, 0));
        refused("Unit MT1: the initialKw (7.0) must be 0", () -> unit(5, 50, -2, 7, 0));
        refused("Unit MT1: the minKw (10.0) must not exceed the initialKw of a unit that is on (5.0)",
                () -> unit(10, 50, 2, 5, 0));
        refused("Unit MT1: the maxKw (NaN)", () -> unit(10, Double.NaN, 2, 10, 0));
        refused("Unit MT1: the initialKw (NaN)", () -> unit(10, 50, -2, Double.NaN, 0));
        refused("Unit MT1: the outageProbability (2.0) must lie in [0, 1)", () -> unit(10, 50, 2, 10, 2));
        refused("the hotCents (5.0) must not exceed the coldCents (3.0)", () -> new StartCost(5, 3, 1));
        refused("the centsPerKwKwh (-1.0)", () -> new CostCurve(0, 1, -1));
    }

    @Test
    void contradictionsOfAStorageNameIt() {
        refused("Storage S: the initialKwh (30.0) must lie in",
                () -> new StorageUnit("S", BATTERY, 30, 10, 0, 0, 0));
        refused("Storage S: the finalKwh (NaN) must lie in",
                () -> new StorageUnit("S", BATTERY, 10, Double.NaN, 0, 0, 0));
        refused("Storage S: the battery's wearCents (0.1)",
                () -> new StorageUnit("S", new Battery(5, 20, 5, 10, 10, 0.9, 0.9, 0.1), 10, 10, 0, 0, 0));
    }

    @Test
    void lengthsAndIdsOfTheProblemMustFit() {
        Unit one = unit(0, 50, -1, 0, 0.1);

        refused("the demandSigmaKw has 1 entries, expected 2",
                () -> new CommitmentProblem(1, Profile.of(1, 2),
                        Profile.of(0), Profile.of(0, 0), List.of(one), null, List.of(), List.of(),
                        Reliability.none(2)));
        refused("the demandKw at interval 1 (-2.0)",
                () -> SmallMicrogrid.island(Profile.of(1, -2), List.of(one),
                        List.of(), Reliability.none(2)));
        refused("The id MT1 comes twice",
                () -> SmallMicrogrid.island(Profile.of(1), List.of(one, one), List.of(),
                        Reliability.none(1)));
        refused("the stepHours (0.4)",
                () -> new CommitmentProblem(0.4, Profile.of(1), Profile.of(0), Profile.of(0),
                        List.of(one), null, List.of(), List.of(), Reliability.none(1)));
        refused("the lolpMax at interval 0 (5.0)", () -> Reliability.none(1).withLolpMax(5));
        refused("number of sources that can fail", () -> SmallMicrogrid.island(Profile.of(1),
                IntStream.range(0, 21).mapToObj(i -> SmallMicrogrid.unit("u" + i, 0, 5, 1, 0.1)).toList(),
                List.of(),
                Reliability.none(1)));
    }

    @Test
    void independentErrorsAddBySquares() {
        Renewable plant = new Renewable("sun", Profile.of(10), Profile.of(4), 0, true);
        CommitmentProblem problem = new CommitmentProblem(1, Profile.of(20), Profile.of(3), Profile.of(0),
                List.of(), null,
                List.of(), List.of(plant), Reliability.none(1));

        assertEquals(5, problem.netSigmaKw(0), 1e-12);
    }

    @Test
    void aStartIsHotUpToTheLastHotHour() {
        StartCost start = new StartCost(10, 25, 4);

        assertEquals(10, start.cents(4));
        assertEquals(25, start.cents(5));
    }

    @Test
    void aCertificateWithoutBoundProvesNothing() {
        assertTrue(Certificate.of(100, Double.NEGATIVE_INFINITY, "HiGHS", 1) instanceof Certificate.Unproven);
        assertTrue(Certificate.of(100, 99, "HiGHS", 1) instanceof Certificate.Proven proven
                && proven.gap() == 0.01);
    }
}
