package org.tavan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SCHEMAS_DEPEND_ON_NO_OTHER_MODULE = classes().that()
            .resideInAPackage("org.tavan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.tavan.schema..", "org.tavan.topic..",
                    "org.tavan.serde..", "org.tavan.community..", "org.tavan.config..",
                    "org.tavan.registry..", "java..",
                    "org.apache.avro..",
                    "org.apache.kafka..", "org.slf4j..", "org.jspecify..", "tools.jackson..",
                    "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("org.tavan.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_READS_A_CLOCK_OR_DRAWS = noClasses().that()
            .resideOutsideOfPackage("org.tavan.schema")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule ONLY_THE_SERVER_SERVES = noClasses().that()
            .haveSimpleNameNotStartingWith("RegistryServer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");
}
