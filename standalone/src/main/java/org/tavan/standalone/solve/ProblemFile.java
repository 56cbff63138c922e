package org.tavan.standalone.solve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.GridLimits;
import org.tavan.conic.Profile;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;

/// A day-ahead problem as it stands in a file; units and meaning as in `CommunityProblem`.
///
/// @param stepHours length of an interval (h), default 1
/// @param dayAheadCentsPerKwh one value an interval
/// @param realTimeBuyCentsPerKwh one value an interval
/// @param realTimeSellCentsPerKwh one value an interval
/// @param epsilon allowed joint probability of shortage, default 0.05
/// @param radius Wasserstein radius in units of ξ, default 0.01
/// @param rule shape of Q, default DIAGONAL
/// @param jointMethod how the joint promise is held, default JOINT_CVAR
/// @param gridImportMaxKw limit of the community's connection; null: none
/// @param gridExportMaxKw limit of the community's connection; null: none
/// @param members at least one
/// @param peerLinks who may trade with whom, default nobody
public record ProblemFile(Double stepHours, List<Double> dayAheadCentsPerKwh,
        List<Double> realTimeBuyCentsPerKwh,
        List<Double> realTimeSellCentsPerKwh, Double epsilon, Double radius, String rule,
        JointMethod jointMethod, @Nullable Double gridImportMaxKw, @Nullable Double gridExportMaxKw,
        List<MemberPart> members, List<LinkPart> peerLinks) {

    /// Fills in what was left out.
    ///
    /// @throws IllegalArgumentException if something is missing
    public ProblemFile(
            @Nullable Double stepHours,
            @Nullable List<Double> dayAheadCentsPerKwh,
            @Nullable List<Double> realTimeBuyCentsPerKwh,
            @Nullable List<Double> realTimeSellCentsPerKwh,
            @Nullable Double epsilon,
            @Nullable Double radius,
            @Nullable String rule,
            @Nullable JointMethod jointMethod,
            @Nullable Double gridImportMaxKw,
            @Nullable Double gridExportMaxKw,
            @Nullable List<MemberPart> members,
            @Nullable List<LinkPart> peerLinks) {
        this.stepHours = stepHours == null ? 1 : stepHours;
        this.dayAheadCentsPerKwh = Required.values("dayAheadCentsPerKwh", dayAheadCentsPerKwh);
        this.realTimeBuyCentsPerKwh = Required.values("realTimeBuyCentsPerKwh", realTimeBuyCentsPerKwh);
        this.realTimeSellCentsPerKwh = Required.values("realTimeSellCentsPerKwh", realTimeSellCentsPerKwh);
        this.epsilon = epsilon == null ? 0.05 : epsilon;
        this.radius = radius == null ? 0.01 : radius;
        this.rule = rule == null ? "DIAGONAL" : rule;
        this.jointMethod = jointMethod == null ? JointMethod.JOINT_CVAR : jointMethod;
        this.gridImportMaxKw = gridImportMaxKw;
        this.gridExportMaxKw = gridExportMaxKw;
        this.members = List.copyOf(Required.of("members", members));
        this.peerLinks = peerLinks == null ? List.of() : List.copyOf(peerLinks);
    }

    /// Two members that may trade.
    ///
    /// @param limitKw most either may take
    /// @param feeCentsPerKwh paid by the taker, default 0
    /// @param wearCents quadratic cost, default 0
    public record LinkPart(String firstId, String secondId, double limitKw, double feeCentsPerKwh,
            double wearCents) {}

    /// The problem itself.
    ///
    /// @throws IllegalArgumentException naming what is wrong
    public CommunityProblem toProblem() {
        var connection = new GridLimits(gridImportMaxKw == null ? Double.POSITIVE_INFINITY : gridImportMaxKw,
                gridExportMaxKw == null ? Double.POSITIVE_INFINITY : gridExportMaxKw);
        var prices = new EnergyPrices(profile(dayAheadCentsPerKwh), profile(realTimeBuyCentsPerKwh),
                profile(realTimeSellCentsPerKwh));
        return new CommunityProblem(stepHours, prices, members.stream().map(MemberPart::toMember).toList(),
                peerLinks.stream()
                        .map(link -> new PeerLink(link.firstId, link.secondId, link.limitKw,
                                link.feeCentsPerKwh,
                                link.wearCents, null))
                        .toList(),
                connection, new Promise(epsilon, radius, jointMethod), RecourseRule.named(rule), 0);
    }

    static Profile profile(List<Double> values) {
        return Profile.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
