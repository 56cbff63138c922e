package org.tavan.powerflow;

/// An inverter: its capability, and the mode that decides its reactive power.
///
/// Capability, source eq. (39)–(41) with the numbers of IEEE 1547-2018:
/// - (39) `0 ≤ p ≤ ratedKw`;
/// - (40) `|q| ≤ b p` and none below 5 % of the rated active power: a quarter of the full reactive power at 5 %, all of it from 20 % on;
/// - (41) `-absorption S ≤ q ≤ 0.44 S`, absorption 0.25 (category A) or 0.44 (category B);
/// - `p² + q² ≤ S²`, where reactive power comes first and active power gives way.
///
/// Departs from the paper: (39)–(41) have no circle and let a source give reactive power at any active power. What a mode asks beyond the capability is cut.
///
/// @param ratedKva `S`, rated apparent power (kVA), positive
/// @param ratedKw rated active power (kW), in (0, ratedKva]
/// @param category class of capability
/// @param mode what decides the reactive power
/// @param voltWatt voltage (pu) → largest share of the rated active power, in [0, 1]; [#NO_VOLT_WATT] for none
public record Inverter(double ratedKva, double ratedKw, InverterCategory category, InverterMode mode,
        PiecewiseCurve voltWatt) {
    /// Active power whatever the voltage.
    public static final PiecewiseCurve NO_VOLT_WATT = PiecewiseCurve.constant(1);

    private static final double NO_REACTIVE_BELOW_SHARE = 0.05;
    private static final double FULL_REACTIVE_FROM_SHARE = 0.2;

    public Inverter {
        if (!(ratedKw > 0 && ratedKw <= ratedKva && ratedKva < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("""
                    The ratedKw (%s) must lie in (0, ratedKva (%s)].
                    Maybe they are swapped.""".formatted(ratedKw, ratedKva));
        }
    }

    /// Without volt-watt.
    public Inverter(double ratedKva, double ratedKw, InverterCategory category, InverterMode mode) {
        this(ratedKva, ratedKw, category, mode, NO_VOLT_WATT);
    }

    /// Active power (kW) at a voltage.
    ///
    /// @param availableKw what sun or wind would give (kW), non-negative
    public double activeKw(double availableKw, double voltagePu) {
        double wantedKw = wantedKw(availableKw, voltagePu);
        double kvar = reactiveKvarAt(wantedKw, voltagePu);
        return Math.min(wantedKw, Math.sqrt(Math.max(0, ratedKva * ratedKva - kvar * kvar)));
    }

    /// Reactive power (kvar) fed in at a voltage, negative where it is absorbed.
    ///
    /// @param availableKw what sun or wind would give (kW), non-negative
    public double reactiveKvar(double availableKw, double voltagePu) {
        return reactiveKvarAt(wantedKw(availableKw, voltagePu), voltagePu);
    }

    /// The most reactive power (kvar) it is able to feed in at an active power.
    public double injectionLimitKvar(double activeKw) {
        return category.injectionShare() * ratedKva * readiness(activeKw);
    }

    /// The most reactive power (kvar) it is able to absorb at an active power, non-negative.
    public double absorptionLimitKvar(double activeKw) {
        return category.absorptionShare() * ratedKva * readiness(activeKw);
    }

    private double wantedKw(double availableKw, double voltagePu) {
        return Math.min(availableKw, ratedKw * Math.clamp(voltWatt.at(voltagePu), 0, 1));
    }

    private double reactiveKvarAt(double activeKw, double voltagePu) {
        double asked = switch (mode) {
            case InverterMode.ConstantPowerFactor constant -> constant.tangent() * activeKw;
            case InverterMode.VoltVar voltVar -> ratedKva * voltVar.curve().at(voltagePu);
            case InverterMode.WattVar wattVar -> ratedKva * wattVar.curve().at(activeKw / ratedKw);
            case InverterMode.ConstantReactivePower constant -> ratedKva * constant.share();
        };
        return Math.clamp(asked, -absorptionLimitKvar(activeKw), injectionLimitKvar(activeKw));
    }

    /// The share of its full reactive power that an inverter has at an active power.
    private double readiness(double activeKw) {
        double share = activeKw / ratedKw;
        return share < NO_REACTIVE_BELOW_SHARE ? 0 : Math.min(1, share / FULL_REACTIVE_FROM_SHARE);
    }
}
