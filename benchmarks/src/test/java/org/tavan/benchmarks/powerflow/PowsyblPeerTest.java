package org.tavan.benchmarks.powerflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tavan.powerflow.DistFlow;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.Branch;
import org.tavan.powerflow.RadialFeeder.Bus;
import org.tavan.powerflow.RadialFeeder.Capacitor;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.ZipLoad;

/// Peer and Tavan solve the same feeder: their times may be compared only if their answers are the same.
class PowsyblPeerTest {
    private static final RadialFeeder FEEDER = new RadialFeeder("mill", 1, 11,
            List.of(new Bus("mill", 0, 0, ZipLoad.CONSTANT_POWER),
                    new Bus("gate", 0, 0, ZipLoad.CONSTANT_POWER),
                    new Bus("well", 900, 350, ZipLoad.of(0.4, 0.3, 0.3)),
                    new Bus("pump", 600, 300, ZipLoad.CONSTANT_POWER),
                    new Bus("school", 400, 150, ZipLoad.CONSTANT_CURRENT),
                    new Bus("bakery", 300, 90, ZipLoad.CONSTANT_IMPEDANCE)),
            List.of(new Branch("mill", "gate", 0, 0), new Branch("gate", "well", 1.1, 2.3),
                    new Branch("well", "pump", 1.4, 1.6), new Branch("well", "school", 0.9, 1.2),
                    new Branch("school", "bakery", 0, 0)),
            List.of(new TapChanger("mill", "gate")), List.of(new Capacitor("pump", 150, 2)), List.of());

    @ParameterizedTest(name = "network kept {0}")
    @ValueSource(booleans = {true, false})
    void powerAndLossAreTavansOwnAtEveryTap(boolean keepsNetwork) {
        PowsyblPeer peer = new PowsyblPeer(FEEDER, keepsNetwork);
        DistFlow flow = new DistFlow(FEEDER);

        for (int tap = -4; tap <= 8; tap += 4) {
            double sourceKw = peer.solve(tap);
            flow.set(FeederPositions.allIn(FEEDER, tap));

            assertTrue(flow.converge());
            assertEquals(flow.sourceKw(), sourceKw, 0.05);
            assertEquals(flow.lossKw(), peer.lossKw(), 0.01);
        }
    }
}
