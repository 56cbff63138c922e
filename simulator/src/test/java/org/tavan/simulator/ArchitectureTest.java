package org.tavan.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import org.tavan.simulator.publish.Timer;

@AnalyzeClasses(packages = "org.tavan.simulator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.streams..", "org.tavan.solver..", "org.tavan.feeds..",
                    "org.tavan.standalone..", "org.tavan.problem..", "org.tavan.plan..", "org.tavan.dro..",
                    "org.tavan.conic..");

    /// Customers and plant are what they are, whatever the planner computes.
    @ArchTest
    static final ArchRule REALITY_KNOWS_NO_PLANNER = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tavan.commitment..", "org.tavan.demandresponse..",
                    "org.tavan.microgrid..",
                    "org.tavan.powerflow..", "org.tavan.cvr..", "org.tavan.igdt..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.tavan.simulator.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule SIMULATION_KNOWS_NO_KAFKA = noClasses().that()
            .resideInAnyPackage("..noise..", "..weather..", "..community..", "..market..", "..meter..",
                    "..source..",
                    "..synthetic..", "..replay..", "..simulator.microgrid..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule NO_WALL_CLOCK = noClasses().that()
            .doNotBelongToAnyOf(Main.class, Timer.class)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule NO_HIDDEN_CHANCE = noClasses().should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule ONLY_MAIN_KNOWS_ALL_PARTS = noClasses().that()
            .resideInAPackage("org.tavan.simulator.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tavan.simulator");
}
