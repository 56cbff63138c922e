package org.tavan.powerflow;

/// What decides the reactive power of an inverter: the four modes of the microgrid paper.
public sealed interface InverterMode {

    /// Constant power factor, eq. (42): `q = tan(φ) p`.
    ///
    /// @param powerFactor cos φ in (0, 1]
    /// @param absorbing whether reactive power is absorbed
    record ConstantPowerFactor(double powerFactor, boolean absorbing) implements InverterMode {
        public ConstantPowerFactor {
            if (!(powerFactor > 0 && powerFactor <= 1)) {
                throw new IllegalArgumentException("""
                        The powerFactor (%s) must lie in (0, 1].
                        Maybe its sign was to say that it absorbs.""".formatted(powerFactor));
            }
        }

        double tangent() {
            double size = Math.sqrt(1 - powerFactor * powerFactor) / powerFactor;
            return absorbing ? -size : size;
        }
    }

    /// Voltage to reactive power. Source: eq. (43), a droop without end. Departs from it: a curve of straight pieces with dead band and limits.
    ///
    /// @param curve voltage (pu) → reactive power fed in, share of the rated apparent power
    record VoltVar(PiecewiseCurve curve) implements InverterMode {}

    /// Active to reactive power. Source: eq. (44). Departs from it: as printed an inverter would feed in at little power and do nothing at rated power,
    /// the opposite of IEEE 1547-2018, whose curve absorbs from half of the rated power on.
    ///
    /// @param curve share of the rated active power → reactive power fed in, share of the rated apparent power
    record WattVar(PiecewiseCurve curve) implements InverterMode {}

    /// Constant reactive power, named by the paper without an equation: `q = const`, within the capability.
    ///
    /// @param share reactive power fed in, share of the rated apparent power in [-1, 1]
    record ConstantReactivePower(double share) implements InverterMode {
        public ConstantReactivePower {
            if (!(share >= -1 && share <= 1)) {
                throw new IllegalArgumentException("""
                        The share (%s) of reactive power must lie in [-1, 1].
                        Maybe it is in kvar.""".formatted(share));
            }
        }
    }
}
