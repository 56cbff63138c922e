package org.tavan.microgrid;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.SmallMicrogrid;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;
import org.tavan.cvr.SwitchingLimits;
import org.tavan.cvr.VoltageLimits;
import org.tavan.demandresponse.CallBlock;
import org.tavan.demandresponse.CobbDouglas;
import org.tavan.demandresponse.ElasticityMatrix;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.PeriodElasticities;
import org.tavan.demandresponse.Periods;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.PriceResponse;
import org.tavan.demandresponse.Spreading;
import org.tavan.demandresponse.Tariff;
import org.tavan.powerflow.FeederPositions;
import org.tavan.powerflow.PerPhase;
import org.tavan.powerflow.PhaseMatrix;
import org.tavan.powerflow.Phases;
import org.tavan.powerflow.RadialFeeder;
import org.tavan.powerflow.ThreePhaseBranch;
import org.tavan.powerflow.ThreePhaseBus;
import org.tavan.powerflow.ThreePhaseCapacitor;
import org.tavan.powerflow.ThreePhaseFeeder;
import org.tavan.powerflow.ThreePhaseLoad;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.powerflow.ZipLoad;

/// A made-up microgrid of twelve hours: two units, grid, storage, sun, two programmes, interruptible load, a feeder of four buses.
final class SmallGrid {
    static final int HOURS = 12;
    static final Profile RETAIL = new Tariff.Flat(14).centsPerKwh(HOURS);
    private static final ZipLoad ZIP = ZipLoad.of(0.5, 0.2, 0.3);

    private SmallGrid() {}

    static MicrogridSettings settings(long seed) {
        return MicrogridSettings.of(SearchSettings.defaults(seed).withSizes(40, 40, 15));
    }

    static MicrogridProblem problem(DemandSide demand, @Nullable Network network) {
        return new MicrogridProblem(SmallMicrogrid.withEverything(), demand, network, List.of());
    }

    static MicrogridProblem bare() {
        return problem(DemandSide.none(new Tariff.Flat(14), HOURS), null);
    }

    static DemandSide demand(double rebateCents, OptionCost cost) {
        Periods periods = Periods
                .of(List.of("mid", "high", "high", "high", "high", "high", "mid", "low", "low",
                        "low", "low", "low"));
        PeriodElasticities elasticities = PeriodElasticities.of(List.of("low", "mid", "high"),
                Profile.of(-0.1, 0.010, 0.012), Profile.of(0.010, -0.1, 0.016),
                Profile.of(0.012, 0.016, -0.1));
        var elastic = new PriceResponse(RETAIL, ElasticityMatrix.of(periods, elasticities, Spreading.SHARED));
        CommitmentProblem commitment = SmallMicrogrid.withEverything();
        Tariff event = Tariff.CriticalPeak.neutral(List.of(3, 4), 30, commitment.demandKw(), RETAIL);
        List<Double> levels = List.of(0.0, 0.1, 0.2);
        return new DemandSide(RETAIL,
                List.of(new DemandSide.Offer(
                        new PriceProgramme("TOU", new Tariff.TimeOfUse(periods, Profile.of(8, 14, 17)),
                                elastic),
                        levels),
                        new DemandSide.Offer(new PriceProgramme("CPP", event,
                                CobbDouglas.atExpectedTemperature(-0.8, RETAIL)), levels)),
                new InterruptibleContract(0.3, 0.7, new Tariff.Flat(rebateCents).centsPerKwh(HOURS)),
                List.of(new CallBlock(List.of(1, 2, 3), List.of(1.0, 0.85, 0.7)),
                        new CallBlock(List.of(4, 5), List.of(1.0, 0.7))),
                cost);
    }

    static RadialFeeder feeder() {
        return new RadialFeeder("source", 1.02, 1,
                List.of(new RadialFeeder.Bus("source", 0, 0, ZIP), new RadialFeeder.Bus("gate", 0, 0, ZIP),
                        new RadialFeeder.Bus("middle", 60, 20, ZIP),
                        new RadialFeeder.Bus("end", 40, 15, ZIP)),
                List.of(new RadialFeeder.Branch("source", "gate", 0, 0),
                        new RadialFeeder.Branch("gate", "middle", 0.15, 0.2),
                        new RadialFeeder.Branch("middle", "end", 0.15, 0.2)),
                List.of(new RadialFeeder.TapChanger("source", "gate")),
                List.of(new RadialFeeder.Capacitor("end", 15, 1)), List.of());
    }

    /// The same with a phase that carries more than its share.
    static ThreePhaseFeeder threePhases() {
        return new ThreePhaseFeeder("source",
                List.of(new ThreePhaseBus("source", 1), new ThreePhaseBus("gate", 1),
                        new ThreePhaseBus("middle", 1), new ThreePhaseBus("end", 1)),
                List.of(new ThreePhaseBranch.Regulator("regulator", "source", "gate", Phases.ABC),
                        line("first", "gate", "middle"), line("second", "middle", "end")),
                List.of(ThreePhaseLoad.wye("middle", new PerPhase(18, 20, 22), new PerPhase(6, 7, 7), ZIP),
                        ThreePhaseLoad.wye("end", new PerPhase(11, 13, 16), new PerPhase(4, 5, 6), ZIP)),
                List.of(new ThreePhaseCapacitor("bank", "end", PerPhase.ONE.times(5), 1)));
    }

    private static ThreePhaseBranch line(String name, String from, String to) {
        return new ThreePhaseBranch.Line(name, from, to, Phases.ABC, PhaseMatrix.diagonal(Phases.ABC, 0.15),
                PhaseMatrix.diagonal(Phases.ABC, 0.2), PhaseMatrix.ZERO);
    }

    static Network network(boolean threePhase, VoltageLimits limits) {
        RadialFeeder feeder = feeder();
        return new Network(feeder,
                threePhase ? new Network.Unbalanced(threePhases(), ThreePhaseTaps.NEUTRAL) : null, 1, 0.2,
                0.6, 0,
                limits, new SwitchingLimits(4, 20, 1, 4, 0.5, 0.5), FeederPositions.allIn(feeder, 2));
    }
}
