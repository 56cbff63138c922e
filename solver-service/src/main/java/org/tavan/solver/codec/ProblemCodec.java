package org.tavan.solver.codec;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.problem.BatteryState;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.JointMethod;
import org.tavan.problem.PreviousPlan;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerTrade;
import org.tavan.schema.Battery;
import org.tavan.schema.CommittedPeer;
import org.tavan.schema.FlexibleLoad;
import org.tavan.schema.Member;
import org.tavan.schema.PeerLink;
import org.tavan.schema.Prosumer;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.check.Certificate;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// From a solve request to the problem that a planner solves.
///
/// How much of the promised ε the rest of a day has, `Certificate` says. The plan of
/// the day before, which a day-ahead request carries to fall back on, is none to stay near. Planned surplus becomes a real-time export, and is
/// charged as one where that costs: else a plan would buy at negative prices whatever the limits allow.
public final class ProblemCodec {
    private ProblemCodec() {}

    /// {@return the problem}
    ///
    /// @throws IllegalArgumentException naming what is wrong with the request
    public static CommunityProblem problem(SolveRequest request) {
        var prices = new EnergyPrices(profile(request.getDayAheadCentsPerKwh()),
                profile(request.getRealTimeBuyCentsPerKwh()), profile(request.getRealTimeSellCentsPerKwh()));
        if (prices.intervals() != request.getIntervals()
                || request.getDayIntervals() < request.getIntervals()) {
            throw new IllegalArgumentException("the request has %d prices for %d of %d intervals".formatted(
                    prices.intervals(), request.getIntervals(), request.getDayIntervals()));
        }
        Map<String, Member> byId = request.getMembers()
                .stream()
                .collect(Collectors.toMap(Member::getProsumerId, Function.identity()));
        boolean intraday = request.getKind() == SolveKind.INTRADAY;
        return new CommunityProblem(request.getIntervalMinutes() / 60.0, prices,
                request.getMembers().stream().map(member -> member(member, intraday)).toList(),
                request.getPeerLinks()
                        .stream()
                        .map(link -> link(link, byId.get(link.getFirstProsumerId()), intraday))
                        .toList(),
                new GridLimits(limit(request.getGridImportMaxKw()), limit(request.getGridExportMaxKw())),
                new Promise(Certificate.epsilon(request), request.getRadius(),
                        JointMethod.valueOf(request.getJointMethod())),
                RecourseRule.named(request.getRule()),
                request.getStabilityBudgetCents(),
                new DemandCharge(request.getDemandChargeCentsPerKw(), request.getPeakImportKw(),
                        Double.POSITIVE_INFINITY));
    }

    private static org.tavan.problem.Member member(Member member, boolean intraday) {
        Prosumer prosumer = member.getProsumer();
        return new org.tavan.problem.Member(member.getProsumerId(), prosumer.getNominalKw(),
                new GridLimits(prosumer.getGridImportMaxKw(), prosumer.getGridExportMaxKw()),
                new GridLimits(prosumer.getRealTimeImportMaxKw(), prosumer.getRealTimeExportMaxKw()),
                profile(member.getForecastKw()),
                EmpiricalDistribution.of(member.getResidualKw().stream().map(ProblemCodec::profile).toList()),
                new SupportBox(profile(member.getSupportLowKw()), profile(member.getSupportHighKw())),
                battery(prosumer.getBattery(), member.getEnergyKwh()),
                flexible(prosumer.getFlexibleLoad(), member),
                intraday
                        ? new Commitment(profile(member.getCommittedImportKw()),
                                profile(member.getCommittedExportKw()))
                        : null,
                intraday && !member.getPreviousChargeKw().isEmpty()
                        ? new PreviousPlan(profile(member.getPreviousChargeKw()),
                                profile(member.getPreviousDischargeKw()),
                                profile(member.getPreviousFlexibleKw()))
                        : null);
    }

    private static @Nullable BatteryState battery(@Nullable Battery battery, double energyKwh) {
        return battery == null
                ? null
                : new BatteryState(
                        new org.tavan.asset.Battery(battery.getEnergyMinKwh(), battery.getEnergyMaxKwh(),
                                battery.getEnergyFinalMinKwh(), battery.getChargeMaxKw(),
                                battery.getDischargeMaxKw(),
                                battery.getChargeEfficiency(), battery.getDischargeEfficiency(),
                                battery.getWearCents()),
                        energyKwh);
    }

    private static @Nullable FlexibleDemand flexible(@Nullable FlexibleLoad load, Member member) {
        return load == null
                ? null
                : new FlexibleDemand(
                        new org.tavan.asset.FlexibleLoad(load.getPowerMaxKw(), load.getShiftMaxKwh(),
                                load.getDiscomfortCents()),
                        profile(member.getDesiredKw()), member.getShiftedKwh());
    }

    private static org.tavan.market.PeerLink link(PeerLink link, @Nullable Member first, boolean intraday) {
        PeerTrade committed = intraday && first != null ? committed(link, first) : null;
        return new org.tavan.market.PeerLink(link.getFirstProsumerId(), link.getSecondProsumerId(),
                link.getLimitKw(),
                link.getFeeCentsPerKwh(), link.getWearCents(), committed);
    }

    /// The trade agreed over a link; a link that came later has none.
    private static PeerTrade committed(PeerLink link, Member first) {
        for (CommittedPeer trade : first.getCommittedPeerKw()) {
            if (trade.getPeerId().equals(link.getSecondProsumerId())) {
                return new PeerTrade(profile(trade.getTakeKw()), profile(trade.getGiveKw()));
            }
        }
        Profile nothing = Profile.of(new double[first.getForecastKw().size()]);
        return new PeerTrade(nothing, nothing);
    }

    private static double limit(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }

    private static Profile profile(List<Double> values) {
        double[] array = new double[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Profile.of(array);
    }
}
