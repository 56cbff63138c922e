package org.tavan.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan.streams", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_LOGIC_IS_FREE_OF_KAFKA = noClasses().that()
            .resideInAnyPackage("..streams.meter..", "..streams.forecast..", "..streams.residual..",
                    "..streams.store..",
                    "..streams.prosumer..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.solver..", "org.tavan.feeds..", "org.tavan.simulator..",
                    "org.tavan.standalone..", "org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..",
                    "org.tavan.recourse..",
                    "org.tavan.market..");

    @ArchTest
    static final ArchRule NO_WALL_CLOCK = noClasses().should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices()
            .matching("org.tavan.streams.(meter|forecast|residual|store|prosumer|topology)..")
            .should()
            .beFreeOfCycles();
}
