package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.tavan.commitment.CommitmentCost;
import org.tavan.commitment.CommitmentSchedule;
import org.tavan.commitment.CommitmentSettings;
import org.tavan.commitment.UnitSchedule;
import org.tavan.commitment.genetic.SearchSettings;
import org.tavan.conic.Profile;
import org.tavan.cvr.SwitchingLimits;
import org.tavan.cvr.VoltageLimits;
import org.tavan.demandresponse.CallBlock;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.Tariff;
import org.tavan.microgrid.DemandSide;
import org.tavan.microgrid.MicrogridProblem;
import org.tavan.microgrid.MicrogridSettings;
import org.tavan.microgrid.Network;
import org.tavan.powerflow.ThreePhaseTaps;
import org.tavan.schema.Feeder;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.SolveKind;
import org.tavan.schema.UnitCommitment;

/// From a request to the problem that the planner solves.
///
/// Within a day customers have been told, so their answer is part of the load and there is nothing left to offer.
public final class MicrogridProblems {
    /// Part of the time that a thermostatic load runs at nominal voltage: how much longer it can run is what it can take back.
    static final double THERMOSTATIC_DUTY = 0.5;
    private static final int POPULATION = 60;
    private static final int STEADY_GENERATIONS = 50;
    private static final int ROUNDS = 8;
    private static final int COST_TANGENTS = 41;
    private static final int PEAK = 2;

    private MicrogridProblems() {}

    /// {@return the problem}
    ///
    /// @throws IllegalArgumentException naming the element that is wrong and what is expected
    public static MicrogridProblem of(MicrogridRequest request) {
        RequestRules.check(request);
        CustomerOffers offers = CustomerOffers.of(request);
        return request.getKind() == SolveKind.INTRADAY
                ? problem(request,
                        SupplyCodec.profile(offers.rest(offers.sentAnswer(request).loadKw())),
                        nothing(request))
                : problem(request, SupplyCodec.profile(request.getLoadKw()), demandSide(request, offers));
    }

    /// {@return the problem as if customers were told nothing}
    ///
    /// @throws IllegalArgumentException naming the element that is wrong and what is expected
    public static MicrogridProblem untold(MicrogridRequest request) {
        return problem(request, SupplyCodec.profile(request.getLoadKw()), nothing(request));
    }

    private static MicrogridProblem problem(MicrogridRequest request, Profile loadKw, DemandSide demandSide) {
        Feeder feeder = request.getMicrogrid().getFeeder();
        return new MicrogridProblem(SupplyCodec.problem(request, loadKw), demandSide,
                feeder == null ? null : network(request, feeder), previous(request));
    }

    /// {@return how the request wants to be planned: bounded by generations, so that the same request has the same plan, and proven within a
    /// time}
    ///
    /// @throws IllegalArgumentException if a value is out of range
    public static MicrogridSettings settings(MicrogridRequest request) {
        Microgrid microgrid = request.getMicrogrid();
        MicrogridSettings search = MicrogridSettings.of(SearchSettings.defaults(request.getSeed())
                .withSizes(POPULATION, microgrid.getSearchGenerations(), STEADY_GENERATIONS)
                .withRounds(ROUNDS));
        return microgrid.getProofSeconds() > 0
                ? search.certified(
                        new CommitmentSettings(microgrid.getProofGap(), microgrid.getProofSeconds(),
                                COST_TANGENTS))
                : search;
    }

    private static DemandSide nothing(MicrogridRequest request) {
        return DemandSide.none(new Tariff.Flat(
                request.getMicrogrid().getDemand().getFlatCentsPerKwh()), request.getLoadKw().size());
    }

    private static DemandSide demandSide(MicrogridRequest request, CustomerOffers offers) {
        List<DemandSide.Offer> priced = new ArrayList<>();
        for (int j = 0; j < offers.programmes().size(); j++) {
            priced.add(new DemandSide.Offer(offers.response().programmes().get(j),
                    Stream.concat(Stream.of(0.0), offers.programmes().get(j).getLevels().stream().sorted())
                            .toList()));
        }
        double kept = offers.response().contract().keptMin();
        List<Double> keptShares = Stream.of(1.0, (1 + kept) / 2, kept).distinct().toList();
        return new DemandSide(offers.response().referenceCentsPerKwh(), priced, offers.response().contract(),
                offers.interruptible().isPresent()
                        ? peaks(offers.periods()).stream()
                                .map(peak -> new CallBlock(peak, keptShares))
                                .toList()
                        : List.of(),
                request.getMicrogrid().getDemand().getPaysLostSales()
                        ? OptionCost.REBATES_AND_LOST_RECEIPTS
                        : OptionCost.REBATES);
    }

    /// Interruptible load is called for a whole run of peak intervals at once.
    private static List<List<Integer>> peaks(List<Integer> periods) {
        List<List<Integer>> peaks = new ArrayList<>();
        for (int t = 0; t < periods.size(); t++) {
            if (periods.get(t) == PEAK) {
                if (t == 0 || periods.get(t - 1) != PEAK) {
                    peaks.add(new ArrayList<>());
                }
                peaks.getLast().add(t);
            }
        }
        return peaks;
    }

    private static Network network(MicrogridRequest request, Feeder feeder) {
        int recovery = feeder.getRecoveryHours() * 60 / request.getIntervalMinutes();
        if (feeder.getRecoveryHours() < 0 || recovery > 2) {
            throw new IllegalArgumentException(
                    "recoveryHours of the feeder is %d, expected 0 or at most two intervals of %d min"
                            .formatted(feeder.getRecoveryHours(), request.getIntervalMinutes()));
        }
        FeederPosition position = request.getPosition();
        return new Network(FeederCodec.singlePhase(feeder),
                new Network.Unbalanced(FeederCodec.threePhase(feeder), ThreePhaseTaps.NEUTRAL), 1,
                feeder.getThermostaticFraction(), THERMOSTATIC_DUTY, recovery,
                new VoltageLimits(feeder.getVoltageMinPu(), feeder.getVoltageMaxPu()),
                new SwitchingLimits(Integer.MAX_VALUE, feeder.getTapStepsPerDay(), Integer.MAX_VALUE,
                        feeder.getCapacitorStepsPerDay(), feeder.getTapStepCents(),
                        feeder.getCapacitorStepCents()),
                position == null ? FeederCodec.configured(feeder) : FeederCodec.positions(position));
    }

    /// The earlier commitment as a plan to start from, if it knows every unit.
    private static List<CommitmentSchedule> previous(MicrogridRequest request) {
        Profile nothing = Profile.of(new double[request.getLoadKw().size()]);
        List<UnitSchedule> units = new ArrayList<>();
        for (GeneratingUnit unit : request.getMicrogrid().getUnits()) {
            Optional<UnitCommitment> before = request.getPreviousCommitment()
                    .stream()
                    .filter(one -> one.getUnitId().equals(unit.getUnitId()))
                    .findFirst();
            if (before.isEmpty()) {
                return List.of();
            }
            units.add(new UnitSchedule(unit.getUnitId(), before.get().getOn(), nothing, nothing));
        }
        return List.of(new CommitmentSchedule(units, null, List.of(), List.of(),
                new CommitmentCost(0, 0, 0, 0, 0, 0, 0, 0), List.of()));
    }
}
