package org.tavan.solver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan.solver", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tavan.streams..", "org.tavan.simulator..", "org.tavan.feeds..",
                    "org.tavan.standalone..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.tavan.solver.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CHECKER_SHARES_NO_CODE_WITH_THE_PLANNER = noClasses().that()
            .resideInAPackage("org.tavan.solver.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..",
                    "org.tavan.conic..", "org.tavan.recourse..",
                    "org.tavan.uncertainty..",
                    "org.tavan.solver.run..", "org.tavan.solver.codec..",
                    "org.tavan.solver.coordinator..", "org.tavan.asset..", "org.tavan.market..");

    @ArchTest
    static final ArchRule THE_MICROGRID_CHECKER_SHARES_NO_CODE_WITH_THE_PLANNER = noClasses().that()
            .resideInAPackage("org.tavan.solver.microgrid.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.microgrid..", "org.tavan.commitment..", "org.tavan.reliability..",
                    "org.tavan.demandresponse..", "org.tavan.renewable..", "org.tavan.powerflow..",
                    "org.tavan.cvr..", "org.tavan.igdt..", "org.tavan.conic..", "org.tavan.asset..",
                    "org.tavan.solver.microgrid", "org.tavan.solver.microgrid.codec..",
                    "org.tavan.solver.codec..", "org.tavan.solver.run..");

    @ArchTest
    static final ArchRule THE_STATE_MACHINE_KNOWS_NO_KAFKA = noClasses().that()
            .resideInAnyPackage("org.tavan.solver.coordinator..", "org.tavan.solver.microgrid..")
            .and()
            .haveSimpleNameNotStartingWith("Coordinator")
            .and()
            .haveSimpleNameNotStartingWith("MicrogridTopology")
            .and()
            .haveSimpleNameNotStartingWith("MicrogridProcessor")
            .and()
            .doNotHaveSimpleName("Sinks")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule CODECS_AND_CHECKS_KNOW_NO_KAFKA = noClasses().that()
            .resideInAnyPackage("org.tavan.solver.check..", "org.tavan.solver.codec..",
                    "org.tavan.solver.microgrid.check..", "org.tavan.solver.microgrid.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule NO_WALL_CLOCK = noClasses().that()
            .resideOutsideOfPackage("org.tavan.solver.api..")
            .and()
            .doNotHaveSimpleName("Main")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule NO_HIDDEN_CHANCE = noClasses().should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule ONLY_THE_ROOT_KNOWS_ALL_PARTS = noClasses().that()
            .resideInAPackage("org.tavan.solver.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tavan.solver");
}
