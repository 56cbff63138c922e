package org.tavan.dro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tavan.consensus.CommunityNegotiation;
import org.tavan.consensus.NegotiationSettings;

class CommunityNegotiationTest {
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);
    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void probe(long seed) {
        CommunityProblem problem = RandomCommunity.of(seed, 6, 8, RecourseRule.DIAGONAL, seed % 4 != 0);
        PlanOutcome central = TestPlans.solve(problem);
        long start = System.nanoTime();
        PlanOutcome agreed = new CommunityNegotiation(new NegotiationSettings(1e-6, 300, 1, 10), TWO).plan(problem, PlannerSettings.defaults());
        System.out.println(seed + " N " + problem.members().size() + " links " + problem.peerLinks().size() + " conn " + problem.connection().importMaxKw()+" " + (System.nanoTime()-start)/1e9);
        System.out.println("   " + (central instanceof PlanOutcome.Planned p ? p.status() + " " + p.statistics() : central));
        System.out.println("   " + (agreed instanceof PlanOutcome.Planned p ? p.status() + " " + p.statistics() : agreed));
    }
}
