package org.tavan.powerflow;

/// What joins two buses of a three-phase feeder. Lines and switches carry power either way; transformers and regulators are fed at `fromBus`.
public sealed interface ThreePhaseBranch {
    /// {@return the name, unique among the branches}
    String name();

    /// {@return one end}
    String fromBus();

    /// {@return the other end}
    String toBus();

    /// {@return the phases that it has}
    Phases phases();

    /// {@return whether power can pass}
    default boolean isClosed() {
        return true;
    }

    /// A line or cable as a π: series impedance between half the shunt susceptance at each end. All of it for the whole length.
    ///
    /// @param resistanceOhm `R`: series resistance, diagonal non-negative
    /// @param reactanceOhm `X`: series reactance
    /// @param susceptanceMicrosiemens `B`: shunt susceptance
    record Line(String name, String fromBus, String toBus, Phases phases, PhaseMatrix resistanceOhm,
            PhaseMatrix reactanceOhm, PhaseMatrix susceptanceMicrosiemens) implements ThreePhaseBranch {

        /// Checks the values.
        ///
        /// @throws IllegalArgumentException if a missing phase has impedance or susceptance, or a resistance is negative
        public Line {
            requireEnds("line", name, fromBus, toBus);
            if (!(resistanceOhm.isOn(phases) && reactanceOhm.isOn(phases)
                    && susceptanceMicrosiemens.isOn(phases))) {
                throw new IllegalArgumentException(
                        "The matrices of line %s must be zero in the rows and columns of phases other than %s."
                                .formatted(name, phases));
            }
            if (!resistanceOhm.isDiagonalNonNegative()) {
                throw new IllegalArgumentException(
                        "The self resistances of line %s (%s, %s, %s ohm) must not be negative.".formatted(
                                name,
                                resistanceOhm.aa(), resistanceOhm.bb(), resistanceOhm.cc()));
            }
        }
    }

    /// A switch without impedance.
    ///
    /// @param isClosed whether power can pass
    record Switch(String name, String fromBus, String toBus, Phases phases, boolean isClosed)
            implements
                ThreePhaseBranch {

        /// Checks the ends.
        ///
        /// @throws IllegalArgumentException if both are the same
        public Switch {
            requireEnds("switch", name, fromBus, toBus);
        }
    }

    /// How the windings of a transformer are connected, primary to secondary.
    enum Windings {
        /// Grounded wye to grounded wye.
        WYE_WYE,
        /// Delta to grounded wye, the secondary 30° behind (Dyn1).
        DELTA_WYE
    }

    /// A transformer.
    ///
    /// @param windings how they are connected; a delta has all three phases
    /// @param ratedKva of all its phases together, positive
    /// @param primaryKv rated voltage between phases at `fromBus` (kV)
    /// @param secondaryKv rated voltage between phases at `toBus` (kV)
    /// @param resistancePercent series resistance, per cent of its own base, non-negative
    /// @param reactancePercent series reactance, per cent of its own base
    record Transformer(String name, String fromBus, String toBus, Phases phases, Windings windings,
            double ratedKva, double primaryKv, double secondaryKv, double resistancePercent,
            double reactancePercent) implements ThreePhaseBranch {

        /// Checks the values.
        ///
        /// @throws IllegalArgumentException if a rating is not positive, the impedance is negative or not finite, or a delta lacks a phase
        public Transformer {
            requireEnds("transformer", name, fromBus, toBus);
            if (!(ratedKva > 0 && primaryKv > 0 && secondaryKv > 0
                    && ratedKva + primaryKv + secondaryKv < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The ratings of transformer %s (%s kVA, %s to %s kV) must be positive and finite."
                                .formatted(name, ratedKva, primaryKv, secondaryKv));
            }
            if (!(resistancePercent >= 0 && Double.isFinite(resistancePercent + reactancePercent))) {
                throw new IllegalArgumentException(
                        "The impedance of transformer %s (%s and %s %%) must be finite, its resistance non-negative."
                                .formatted(name, resistancePercent, reactancePercent));
            }
            if (windings == Windings.DELTA_WYE && !phases.equals(Phases.ABC)) {
                throw new IllegalArgumentException("The delta of transformer %s must have all phases, not %s."
                        .formatted(name, phases));
            }
        }

        /// Grounded wye to grounded wye.
        public Transformer(String name, String fromBus, String toBus, Phases phases, double ratedKva,
                double primaryKv, double secondaryKv, double resistancePercent, double reactancePercent) {
            this(name, fromBus, toBus, phases, Windings.WYE_WYE, ratedKva, primaryKv, secondaryKv,
                    resistancePercent, reactancePercent);
        }
    }

    /// Voltage regulators, one a phase, each an ideal autotransformer of the ratio `1 + 0.00625 n`; the taps `n` come with the operation.
    record Regulator(String name, String fromBus, String toBus, Phases phases) implements ThreePhaseBranch {

        /// Checks the ends.
        ///
        /// @throws IllegalArgumentException if both are the same
        public Regulator {
            requireEnds("regulator", name, fromBus, toBus);
        }
    }

    private static void requireEnds(String kind, String name, String fromBus, String toBus) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "The %s from bus %s to bus %s must have a name.".formatted(kind, fromBus, toBus));
        }
        if (fromBus.equals(toBus)) {
            throw new IllegalArgumentException(
                    "The %s %s joins bus %s to itself.".formatted(kind, name, fromBus));
        }
    }
}
