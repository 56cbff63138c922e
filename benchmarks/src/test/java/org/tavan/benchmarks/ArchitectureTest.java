package org.tavan.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

@AnalyzeClasses(packages = "org.tavan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NOBODY_DEPENDS_ON_BENCHMARKS = noClasses().that()
            .resideOutsideOfPackage("org.tavan.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tavan.benchmarks..");

    @ArchTest
    static final ArchRule THE_OPTIMISER_IS_MEASURED_WITHOUT_THE_SERVICES = classes().that()
            .resideInAPackage("org.tavan.benchmarks.optimiser..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.tavan.standalone..", "org.tavan.streams..", "org.tavan.solver..",
                    "org.tavan.feeds..", "org.tavan.simulator..", "org.tavan.schema..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule CHANCE_COMES_WITH_A_SEED = noClasses().that()
            .resideInAPackage("org.tavan.benchmarks.optimiser..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("org.tavan.benchmarks.(*)..")
            .should()
            .beFreeOfCycles();
}
