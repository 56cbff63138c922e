package org.tavan.benchmarks.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest(name = "{0} % of 1 … {1} is {2}")
    @CsvSource({"50, 1, 1", "50, 2, 1", "50, 3, 2", "95, 100, 95", "99, 300, 297", "99, 10, 10", "100, 7, 7",
            "1, 300, 3"})
    void aPercentileIsTheNearestRank(double percent, int count, double expected) {
        double[] sorted = IntStream.rangeClosed(1, count).asDoubleStream().toArray();

        assertEquals(expected, Trials.percentile(sorted, percent));
    }

    @Test
    void runsThatDoNotCountSeeInputsFirst() {
        List<Integer> seen = new ArrayList<>();

        Trials<Integer> trials = Trials.of(new Trials.Plan(2, 3, 10), k -> k, k -> {
            seen.add(k);
            return k;
        });

        assertEquals(List.of(0, 1, 2, 3, 4), seen);
        assertEquals(3, trials.efforts().size());
        assertEquals(4, trials.last());
    }

    @Test
    void allocationIsCounted() {
        Trials<byte[]> trials = Trials.of(new Trials.Plan(3, 5, 10), _ -> 1 << 20, byte[]::new);

        assertTrue(trials.allocatedBytes() >= 1 << 20 && trials.allocatedBytes() < 1.1 * (1 << 20),
                () -> trials.allocatedBytes() + " bytes");
    }

    @ParameterizedTest(name = "{0} ms is {1}")
    @CsvSource({"0.0000123, 12.3 ns", "0.000999, 999 ns", "0.5, 500 µs", "3.456, 3.46 ms", "442, 442 ms",
            "1234, 1.23 s",
            "125000, 125 s"})
    void aTimeHasThreeDigitsAndItsUnit(double millis, String expected) {
        assertEquals(expected, TextTable.time(millis));
    }

    @ParameterizedTest(name = "{0} bytes are {1}")
    @CsvSource({"0, 0 B", "296, 296 B", "4830000, 4.83 MB", "156000, 156 kB"})
    void aSizeHasThreeDigitsAndItsUnit(double bytes, String expected) {
        assertEquals(expected, TextTable.bytes(bytes));
    }

    @Test
    void aTableIsAtMost110ColumnsWide() {
        Measurement long1 = new Measurement("a name that is much longer than the column for names",
                "a solver", 99999,
                123456, 123456, 123456, 123456, 123456789012.0, -1234.5,
                "an outcome with many words ".repeat(5));
        Measurement first = new Measurement("first", "Tavan", 1, 2, 3, 4, 5, 6, null, "");

        List<String> lines = TextTable.lines(
                new Comparison("title", "a note of many words ".repeat(20), List.of(first, long1)));

        assertTrue(lines.stream().allMatch(line -> line.length() <= TextTable.WIDTH), lines::toString);
        assertTrue(lines.getLast().contains("6e+04"), lines::toString);
        assertTrue(lines.getLast().endsWith("…"), lines::toString);
    }

    @Test
    void ratiosAreToTheFirstLine() {
        Measurement first = new Measurement("first", "Tavan", 1, 2, 2, 2, 2, 0, null, "");
        Measurement second = new Measurement("second", "HiGHS", 1, 5, 5, 5, 5, 0, null, "");

        assertEquals(List.of(1.0, 2.5), new Comparison("", "", List.of(first, second)).timesFirst());
    }

    @ParameterizedTest(name = "N^{0}")
    @CsvSource({"1", "0.5", "2"})
    void theExponentOfAPowerIsFound(double exponent) {
        List<GrowthPoint> points = IntStream.of(10, 30, 100, 300)
                .mapToObj(
                        n -> new GrowthPoint(n, "OPTIMAL", 1, 1, 1, 3 * Math.pow(n, exponent), 1, 1, 1, 1, 1,
                                "", Double.NaN))
                .toList();

        assertEquals(exponent, GrowthPoint.exponent(points), 1e-12);
    }

    @Test
    void aSizeThatFailedIsNoPartOfTheExponent() {
        GrowthPoint ten = new GrowthPoint(10, "OPTIMAL", 1, 1, 1, 10, 1, 1, 1, 1, 1, "", Double.NaN);
        GrowthPoint hundred = new GrowthPoint(100, "OPTIMAL", 1, 1, 1, 100, 1, 1, 1, 1, 1, "", Double.NaN);

        double exponent = GrowthPoint.exponent(List.of(ten, hundred, GrowthPoint.failed(1000, "too large")));

        assertEquals(1, exponent, 1e-12);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"org.tavan.conic.LdlFactorization.eliminate, FACTOR",
            "org.tavan.conic.LdlFactorization.solveFactors, SOLVE",
            "org.tavan.conic.LdlFactorization.solve, REFINE", "org.tavan.conic.MinimumDegree.order, ORDER",
            "org.tavan.conic.LdlFactorization.<init>, ORDER",
            "org.tavan.conic.Equilibration.scale, EQUILIBRATE", "org.tavan.conic.NewtonStep.predict, ITERATE",
            "org.tavan.conic.ConicProgram$Builder.addVariable, BUILD",
            "org.tavan.dro.DiagonalProgram.addTo, BUILD",
            "org.tavan.dro.DiagonalProgram.<init>, CONSTANTS", "org.tavan.dro.CausalAdversary.worst, ROUNDS",
            "org.tavan.dro.PlanWriter.plan, WRITE",
            "org.tavan.certificate.WorstCaseViolation.of, CERTIFICATE",
            "java.util.Arrays.sort, REST", "org.tavan.conic.Vectors.add, REST"})
    void aMethodBelongsToAPhase(String method, Phases.Phase expected) {
        assertEquals(expected, Phases.phase(method));
    }
}
