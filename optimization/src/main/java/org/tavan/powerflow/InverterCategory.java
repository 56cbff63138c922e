package org.tavan.powerflow;

/// Classes of reactive capability of IEEE 1547-2018 with the default settings of each.
///
/// Shares of reactive power are of the rated apparent power, positive where it is fed in; shares of active power are of the rated active power.
public enum InverterCategory {
    /// For places where little generation is connected.
    A(0.25),
    /// For places where much generation is connected; the one the paper studies.
    B(0.44);

    /// Reactive power that either class is able to feed in, share of the rated apparent power.
    private static final double INJECTION_SHARE = 0.44;

    private static final PiecewiseCurve VOLT_VAR_A = PiecewiseCurve.through(0.90, 0.25, 1.0, 0, 1.10, -0.25);
    private static final PiecewiseCurve VOLT_VAR_B = PiecewiseCurve.through(0.92, 0.44, 0.98, 0, 1.02, 0,
            1.08,
            -0.44);
    private static final PiecewiseCurve VOLT_WATT = PiecewiseCurve.through(1.06, 1, 1.10, 0);

    private final double absorptionShare;

    InverterCategory(double absorptionShare) {
        this.absorptionShare = absorptionShare;
    }

    /// Reactive power that it is able to feed in at full capability, share of the rated apparent power.
    public double injectionShare() {
        return INJECTION_SHARE;
    }

    /// Reactive power that it is able to absorb at full capability, share of the rated apparent power.
    public double absorptionShare() {
        return absorptionShare;
    }

    /// Default volt-var curve: voltage (pu) → share of reactive power.
    public PiecewiseCurve voltVar() {
        return switch (this) {
            case A -> VOLT_VAR_A;
            case B -> VOLT_VAR_B;
        };
    }

    /// Default watt-var curve: share of active power → share of reactive power; it absorbs from half of the rated power on.
    public PiecewiseCurve wattVar() {
        return PiecewiseCurve.through(0.5, 0, 1.0, -absorptionShare);
    }

    /// Default volt-watt curve: voltage (pu) → largest share of active power.
    public PiecewiseCurve voltWatt() {
        return VOLT_WATT;
    }
}
