package org.tavan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The mathematics stays a library: plain numbers in and out, no wire, no clock, no hidden randomness.
@AnalyzeClasses(packages = "org.tavan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theCoreKnowsNoWire = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..", "org.apache.avro..", "java.net.http..", "com.sun.net.httpserver..",
                    "tools.jackson..", "org.tavan.schema..", "org.tavan.streams..", "org.tavan.solver..")
            .because("services depend on the optimisation, never the other way");

    @ArchTest
    static final ArchRule noClassReadsTheWallClock = noClasses().should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .because("a clock is passed in");

    @ArchTest
    static final ArchRule noClassMakesItsOwnRandomness = noClasses().should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("a seeded RandomGenerator is passed in");

    @ArchTest
    static final ArchRule noClassSleeps = noClasses().should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("a scheduler is passed in");

    @ArchTest
    static final ArchRule assetsAndStatisticsStandAlone = noClasses().that()
            .resideInAnyPackage("org.tavan.asset..", "org.tavan.uncertainty..", "org.tavan.recourse..",
                    "org.tavan.market..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..")
            .because("simulator, streams and real time use them without a planner");

    @ArchTest
    static final ArchRule problemAndPlanKnowNoPlanner = noClasses().that()
            .resideInAnyPackage("org.tavan.problem..", "org.tavan.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tavan.dro..")
            .because("a planner reads the one and writes the other");

    @ArchTest
    static final ArchRule theCertificateKnowsNoPlanner = noClasses().that()
            .resideInAPackage("org.tavan.certificate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..")
            .because("it judges what the planner made");

    @ArchTest
    static final ArchRule aNegotiationKnowsNothingOfItsMembersButTermsAndProposals = noClasses().that()
            .resideInAPackage("org.tavan.consensus..")
            .and()
            .haveNameNotMatching(".*\\.(PlanningParticipant|CommunityNegotiation|AgreedPlan)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..",
                    "org.tavan.uncertainty..", "org.tavan.asset..", "org.tavan.recourse..",
                    "org.tavan.market..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                    "org\\.tavan\\.consensus\\.(PlanningParticipant|CommunityNegotiation|AgreedPlan)(\\$.*)?")
            .because("members keep their data");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("org.tavan.(**)")
            .should()
            .beFreeOfCycles();
}
