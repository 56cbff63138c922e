package org.tavan.conic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tavan.conic.DenseProgram.Sense;
import tools.jackson.databind.json.JsonMapper;

/// Programs with published optima, one a folder under `cases/conic`; the README of each names the source.
class ReferenceCaseTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    record Variable(double linear, @Nullable Double lower, @Nullable Double upper) {}

    record Product(int first, int second, double weight) {}

    record Row(Sense sense, double right, Map<Integer, Double> coefficients) {}

    record Expression(double constant, Map<Integer, Double> coefficients) {}

    record Input(List<Variable> variables, double constant, List<Product> products, List<Row> rows,
            @Nullable List<List<Expression>> cones) {
        DenseProgram program() {
            DenseProgram program = new DenseProgram(variables.size());
            for (int j = 0; j < variables.size(); j++) {
                Variable variable = variables.get(j);
                program.linear[j] = variable.linear;
                program.lower[j] = Objects.requireNonNullElse(variable.lower, Double.NEGATIVE_INFINITY);
                program.upper[j] = Objects.requireNonNullElse(variable.upper, Double.POSITIVE_INFINITY);
            }
            for (Product product : products) {
                program.quadratic[product.first][product.second] += product.weight;
                program.quadratic[product.second][product.first] += product.weight;
            }
            for (Row row : rows) {
                program.row(row.sense, row.right, dense(row.coefficients));
            }
            for (List<Expression> cone : Objects.requireNonNullElse(cones, List.<List<Expression>>of())) {
                program.cone(cone.stream().map(e -> dense(e.coefficients)).toArray(double[][]::new),
                        cone.stream().mapToDouble(Expression::constant).toArray());
            }
            return program;
        }

        private double[] dense(Map<Integer, Double> coefficients) {
            double[] row = new double[variables.size()];
            coefficients.forEach((variable, coefficient) -> row[variable] = coefficient);
            return row;
        }
    }

    record Expected(double objective, @Nullable List<Double> values) {}

    record Params(double objectiveTolerance, double valueTolerance) {}

    @TestFactory
    Stream<DynamicTest> theOptimumIsThePublishedOne() throws IOException, URISyntaxException {
        Path cases = Path.of(Objects.requireNonNull(getClass().getResource("/cases/conic")).toURI());
        try (Stream<Path> folders = Files.list(cases)) {
            return folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
                            () -> check(folder)))
                    .toList()
                    .stream();
        }
    }

    private static void check(Path folder) {
        Input input = JSON.readValue(folder.resolve("input.json"), Input.class);
        Expected expected = JSON.readValue(folder.resolve("expected.json"), Expected.class);
        Params params = JSON.readValue(folder.resolve("params.json"), Params.class);
        DenseProgram program = input.program();

        Solution solution = KktAssert.assertSolved(
                new InteriorPointSolver().solve(program.toConic(), SolverSettings.defaults()));

        KktAssert.assertOptimal(program, solution, Math.max(1e-6, params.objectiveTolerance));
        assertEquals(expected.objective, solution.primalObjective() + input.constant,
                params.objectiveTolerance);
        if (expected.values != null) {
            for (int j = 0; j < expected.values.size(); j++) {
                assertEquals(expected.values.get(j), solution.value(j), params.valueTolerance,
                        "variable " + j);
            }
        }
    }
}
