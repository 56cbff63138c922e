package org.tavan.benchmarks.powerflow;

import com.powsybl.iidm.network.Bus;
import com.powsybl.iidm.network.Generator;
import com.powsybl.iidm.network.Line;
import com.powsybl.iidm.network.Network;
import com.powsybl.iidm.network.TopologyKind;
import com.powsybl.iidm.network.VoltageLevel;
import com.powsybl.iidm.network.impl.NetworkFactoryImpl;
import com.powsybl.loadflow.LoadFlow;
import com.powsybl.loadflow.LoadFlowParameters;
import com.powsybl.loadflow.LoadFlowResult;
import com.powsybl.loadflow.LoadFlowRunParameters;
import com.powsybl.math.matrix.SparseMatrixFactory;
import com.powsybl.openloadflow.OpenLoadFlowParameters;
import com.powsybl.openloadflow.OpenLoadFlowProvider;
import com.powsybl.openloadflow.network.SlackBusSelectionMode;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.RadialFeeder.TapChanger;
import org.tavan.powerflow.ZipLoad;

/// The single-phase equivalent of a feeder in powsybl-open-loadflow, whose Newton's method factorises with KLU.
///
/// Everything that helps it and changes no result is set: no outer loops, the slack where the source is, the network kept between runs if asked for.
/// The tap changer at the source is a voltage held behind it, which saves the peer a transformer. Powers in MW, as it has them.
final class PowsyblPeer {
    /// Of its 100 MVA: 10 W, about what 1e-6 pu of voltage are on this feeder.
    private static final double MISMATCH_PU = 1e-7;

    private final Network network;
    private final Generator source;
    private final TapChanger tapChanger;
    private final double nominalKv;
    private final LoadFlow.Runner runner = new LoadFlow.Runner(
            new OpenLoadFlowProvider(new SparseMatrixFactory()));
    private final LoadFlowRunParameters run = new LoadFlowRunParameters();

    /// @param feeder with one tap changer, at the one branch of its source
    /// @param keepsNetwork whether the network in the solver's form is kept from run to run
    PowsyblPeer(RadialFeeder feeder, boolean keepsNetwork) {
        nominalKv = feeder.nominalKv();
        tapChanger = feeder.tapChangers().getFirst();
        network = new NetworkFactoryImpl().createNetwork("feeder", "tavan");
        for (RadialFeeder.Bus bus : feeder.buses()) {
            if (!bus.name().equals(feeder.source())) {
                addBus(bus);
            }
        }
        for (RadialFeeder.Branch branch : feeder.branches()) {
            if (!branch.from().equals(feeder.source())) {
                addLine(branch);
            }
        }
        for (RadialFeeder.Capacitor bank : feeder.capacitors()) {
            addCapacitor(bank);
        }
        source = level(tapChanger.to()).newGenerator()
                .setId("source")
                .setBus(tapChanger.to())
                .setMinP(-100)
                .setMaxP(100)
                .setTargetP(0)
                .setTargetV(nominalKv)
                .setVoltageRegulatorOn(true)
                .add();
        run.setParameters(parameters(keepsNetwork));
    }

    /// Solves with the tap changer at a position.
    ///
    /// @return what the source gives (kW)
    /// @throws IllegalStateException if it does not converge
    double solve(int tap) {
        source.setTargetV(nominalKv * tapChanger.ratio(tap));
        LoadFlowResult result = runner.run(network, network.getVariantManager().getWorkingVariantId(), run);
        if (!result.isFullyConverged()) {
            throw new IllegalStateException("powsybl did not converge: " + result.getComponentResults());
        }
        return 1000 * result.getComponentResults()
                .getFirst()
                .getSlackBusResults()
                .getFirst()
                .getActivePowerMismatch();
    }

    /// {@return what the lines take in the last solution (kW)}
    double lossKw() {
        double lossMw = 0;
        for (Line line : network.getLines()) {
            lossMw += line.getTerminal1().getP() + line.getTerminal2().getP();
        }
        return 1000 * lossMw;
    }

    private static LoadFlowParameters parameters(boolean keepsNetwork) {
        LoadFlowParameters parameters = new LoadFlowParameters()
                .setDistributedSlack(false)
                .setUseReactiveLimits(false)
                .setReadSlackBus(false)
                .setWriteSlackBus(false)
                .setComponentMode(LoadFlowParameters.ComponentMode.MAIN_CONNECTED);
        OpenLoadFlowParameters.create(parameters)
                .setUseLoadModel(true)
                .setSlackBusSelectionMode(SlackBusSelectionMode.FIRST)
                .setNewtonRaphsonConvEpsPerEq(MISMATCH_PU)
                .setNetworkCacheEnabled(keepsNetwork);
        return parameters;
    }

    private VoltageLevel level(String bus) {
        return network.getVoltageLevel("level " + bus);
    }

    private void addBus(RadialFeeder.Bus bus) {
        VoltageLevel level = network.newVoltageLevel()
                .setId("level " + bus.name())
                .setNominalV(nominalKv)
                .setTopologyKind(TopologyKind.BUS_BREAKER)
                .add();
        Bus there = level.getBusBreakerView().newBus().setId(bus.name()).add();
        if (bus.loadKw() != 0 || bus.loadKvar() != 0) {
            ZipLoad zip = bus.zip();
            level.newLoad()
                    .setId("load " + bus.name())
                    .setBus(there.getId())
                    .setP0(bus.loadKw() / 1000)
                    .setQ0(bus.loadKvar() / 1000)
                    .newZipModel()
                    .setC0p(zip.pp())
                    .setC1p(zip.ip())
                    .setC2p(zip.zp())
                    .setC0q(zip.pq())
                    .setC1q(zip.iq())
                    .setC2q(zip.zq())
                    .add()
                    .add();
        }
    }

    private void addLine(RadialFeeder.Branch branch) {
        network.newLine()
                .setId(branch.from() + "-" + branch.to())
                .setBus1(branch.from())
                .setVoltageLevel1("level " + branch.from())
                .setBus2(branch.to())
                .setVoltageLevel2("level " + branch.to())
                .setR(branch.resistanceOhm())
                .setX(branch.reactanceOhm())
                .add();
    }

    private void addCapacitor(RadialFeeder.Capacitor bank) {
        level(bank.bus()).newShuntCompensator()
                .setId("capacitor " + bank.bus())
                .setBus(bank.bus())
                .setSectionCount(bank.steps())
                .newLinearModel()
                .setMaximumSectionCount(bank.steps())
                .setBPerSection(bank.stepKvar() / 1000 / (nominalKv * nominalKv))
                .add()
                .add();
    }
}
