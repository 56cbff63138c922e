package org.tavan.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {"org.tavan.streams..", "org.tavan.solver..",
            "org.tavan.feeds..",
            "org.tavan.simulator.."};

    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_STANDALONE = noClasses().that()
            .resideOutsideOfPackages("org.tavan.standalone..", "org.tavan.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tavan.standalone..");

    @ArchTest
    static final ArchRule THE_BROKER_KNOWS_NOTHING_OF_TAVAN = classes().that()
            .resideInAPackage("org.tavan.standalone.broker..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.tavan..")
            .orShould()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.tavan.standalone.broker..", "java..", "org.apache.kafka..", "kafka..",
                    "org.slf4j..",
                    "org.jspecify..", "scala..");

    @ArchTest
    static final ArchRule A_SUMMARY_ASKS_NO_SERVICE = noClasses().that()
            .resideInAPackage("org.tavan.standalone.summary..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    @ArchTest
    static final ArchRule NO_CHANCE_AND_NO_HIDDEN_CLOCK = noClasses().that()
            .resideInAPackage("org.tavan.standalone..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("org.tavan.standalone.(*)..")
            .should()
            .beFreeOfCycles();
}
