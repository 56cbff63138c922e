package org.tavan.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlRefusalTest {
    private static final String TEXT = """
            communityId: north
            loadKw: [10, -5]
            microgrid:
              units:
                - unitId: gas
                  minKw: 3
                - unitId: gas turbine
                  minKw: 9
                  maxKw: 8
              feeder:
                buses: [source, quay]
                lines:
                  - lineId: a
                    toBus: quay
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            The minKw (9.0) of gas turbine must not exceed maxKw (8.0).|8:7: microgrid.units[1].minKw
            The unit gas turbine can never start.|7:7: microgrid.units[1].unitId
            The loadKw[1] (-5.0) must be 0 or more.|2:1: loadKw
            The bus quay is not joined to source.|11:21: microgrid.feeder.buses[1]
            """)
    void thePlaceIsTheFirstFieldNamedInTheElementNamed(String message, String place) throws IOException {
        Path file = Files.writeString(folder.resolve("day.yaml"), TEXT);

        var refusal = YamlRefusal.of(file, message);

        assertEquals(file + ":" + place + ": " + message, refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource("There is too little of everything.")
    void whatNamesNothingHasTheFileAlone(String message) throws IOException {
        Path file = Files.writeString(folder.resolve("day.yaml"), TEXT);

        assertEquals(file + ": " + message, YamlRefusal.of(file, message).getMessage());
    }
}
