package org.tavan.feeds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEEDS_KNOW_ONLY_THE_CONTRACTS = noClasses().that()
            .resideInAPackage("org.tavan.feeds..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.solver..", "org.tavan.streams..", "org.tavan.simulator..",
                    "org.tavan.standalone..", "org.tavan.optimization..");

    @ArchTest
    static final ArchRule CODECS_ARE_PURE = noClasses().that()
            .resideInAPackage("..codec..")
            .and()
            .resideInAPackage("org.tavan.feeds..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "org.apache.kafka..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("org.tavan.feeds.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CLOCK_OUTSIDE_MAIN = noClasses().that()
            .resideInAPackage("org.tavan.feeds..")
            .and()
            .haveSimpleNameNotEndingWith("Main")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
