package org.tavan.simulator.community;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.JointMethod;
import org.tavan.schema.RadiusPolicy;
import org.tavan.schema.RecourseRule;

/// How a community is to be planned; what is left out has the default of the contract.
///
/// @param epsilon ε: allowed joint probability of a violation, default 0.05
/// @param radius ρ: Wasserstein radius, default 0.01
/// @param rule shape of Q, default DIAGONAL
/// @param jointMethod how the joint promise is held, default JOINT_CVAR
/// @param radiusPolicy FIXED or ADAPTIVE, default FIXED
/// @param radiusMin least ρ of ADAPTIVE, default 0.0001
/// @param radiusMax largest ρ of ADAPTIVE, default 0.1
/// @param demandChargeCentsPerKw price of the highest import of a month (¢ per kW), default 0
/// @param windowDays residual days kept, 2 or more, not below minimumDays, default 90
/// @param minimumDays residual days that a member needs before it is planned, 2 or more, default 3
/// @param supportMarginFraction widening of the support on each side, fraction of the range of the I samples, default 0.05; at least 1/(I - 1) is
///     taken
/// @param stabilityBudgetCents money that a plan may cost to stay near the one in force (¢ per day), default 10
/// @param resolveForecastFraction threshold of intraday re-solves, default 0.35
/// @param resolveResidualFraction threshold of intraday re-solves, default 1
/// @param resolveGapMinutes least time between two intraday re-solves (min), default 240
public record Tuning(Double epsilon, Double radius, RecourseRule rule, JointMethod jointMethod,
        RadiusPolicy radiusPolicy, Double radiusMin, Double radiusMax, Double demandChargeCentsPerKw,
        Integer windowDays, Integer minimumDays, Double supportMarginFraction, Double stabilityBudgetCents,
        Double resolveForecastFraction,
        Double resolveResidualFraction, Integer resolveGapMinutes) {
    /// Everything as in the contract.
    public static final Tuning DEFAULT = new Tuning(null, null, null, null, null, null, null, null, null,
            null,
            null, null, null, null, null);

    /// Fills in what was left out.
    public Tuning(
            @Nullable Double epsilon,
            @Nullable Double radius,
            @Nullable RecourseRule rule,
            @Nullable JointMethod jointMethod,
            @Nullable RadiusPolicy radiusPolicy,
            @Nullable Double radiusMin,
            @Nullable Double radiusMax,
            @Nullable Double demandChargeCentsPerKw,
            @Nullable Integer windowDays,
            @Nullable Integer minimumDays,
            @Nullable Double supportMarginFraction,
            @Nullable Double stabilityBudgetCents,
            @Nullable Double resolveForecastFraction,
            @Nullable Double resolveResidualFraction,
            @Nullable Integer resolveGapMinutes) {
        this.epsilon = epsilon == null ? 0.05 : epsilon;
        this.radius = radius == null ? 0.01 : radius;
        this.rule = rule == null ? RecourseRule.DIAGONAL : rule;
        this.jointMethod = jointMethod == null ? JointMethod.JOINT_CVAR : jointMethod;
        this.radiusPolicy = radiusPolicy == null ? RadiusPolicy.FIXED : radiusPolicy;
        this.radiusMin = radiusMin == null ? 0.0001 : radiusMin;
        this.radiusMax = radiusMax == null ? 0.1 : radiusMax;
        this.demandChargeCentsPerKw = demandChargeCentsPerKw == null ? 0 : demandChargeCentsPerKw;
        this.windowDays = windowDays == null ? 90 : windowDays;
        this.minimumDays = minimumDays == null ? 3 : minimumDays;
        this.supportMarginFraction = supportMarginFraction == null ? 0.05 : supportMarginFraction;
        this.stabilityBudgetCents = stabilityBudgetCents == null ? 10 : stabilityBudgetCents;
        this.resolveForecastFraction = resolveForecastFraction == null ? 0.35 : resolveForecastFraction;
        this.resolveResidualFraction = resolveResidualFraction == null ? 1 : resolveResidualFraction;
        this.resolveGapMinutes = resolveGapMinutes == null ? 240 : resolveGapMinutes;
    }
}
