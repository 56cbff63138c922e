package org.tavan.powerflow;

/// How the power that a load draws follows its voltage: shares of constant impedance (Z), constant current (I) and constant power (P).
///
/// `P(V) = P_0 (zp V² + ip V + pp)`, `Q(V) = Q_0 (zq V² + iq V + pq)` with `V` in pu and `P_0`, `Q_0` the power at 1 pu.
///
/// Source: the microgrid paper's ZIP load. Departs from it: each triple is divided by its sum where that lies within 0.02 of 1, because published
/// coefficients are rounded to two digits and a load has to draw `P_0` at 1 pu.
///
/// Fitted coefficients of dwellings have a large negative current share: their parabola turns around at some voltage below which a lower voltage would
/// draw *more* power. [#lowestVoltagePu()] is where such a fit stops being believed; a flow that goes below it is refused by those who plan with it.
///
/// @param zp share of constant impedance in the active power
/// @param ip share of constant current in the active power, may be negative
/// @param pp share of constant power in the active power
/// @param zq share of constant impedance in the reactive power
/// @param iq share of constant current in the reactive power, may be negative
/// @param pq share of constant power in the reactive power
public record ZipLoad(double zp, double ip, double pp, double zq, double iq, double pq) {

    /// Draws the same power at every voltage.
    public static final ZipLoad CONSTANT_POWER = of(0, 0, 1);
    /// Draws a power proportional to the voltage.
    public static final ZipLoad CONSTANT_CURRENT = of(0, 1, 0);
    /// Draws a power proportional to the square of the voltage.
    public static final ZipLoad CONSTANT_IMPEDANCE = of(1, 0, 0);

    /// Below it a parabola that turns around is an extrapolation: measured fits end between 0.85 and 0.9 pu.
    private static final double TRUSTED_ABOVE_PU = 0.85;
    private static final double ROUNDING = 0.02;

    public ZipLoad {
        double active = sum("active", zp, ip, pp);
        double reactive = sum("reactive", zq, iq, pq);
        zp /= active;
        ip /= active;
        pp /= active;
        zq /= reactive;
        iq /= reactive;
        pq /= reactive;
    }

    /// The same shares for active and reactive power.
    public static ZipLoad of(double z, double i, double p) {
        return new ZipLoad(z, i, p, z, i, p);
    }

    /// The active power at a voltage as a multiple of that at 1 pu.
    public double activeFactor(double voltagePu) {
        return (zp * voltagePu + ip) * voltagePu + pp;
    }

    /// The reactive power at a voltage as a multiple of that at 1 pu.
    public double reactiveFactor(double voltagePu) {
        return (zq * voltagePu + iq) * voltagePu + pq;
    }

    /// The CVR factor of the active power at 1 pu, `2 zp + ip`: per cent of power saved by one per cent of voltage.
    public double activeCvrFactor() {
        return 2 * zp + ip;
    }

    /// The CVR factor of the reactive power at 1 pu, `2 zq + iq`.
    public double reactiveCvrFactor() {
        return 2 * zq + iq;
    }

    /// Whether active or reactive power has a lowest point between 0 and 1 pu, below which less voltage draws more power.
    public boolean turnsAround() {
        return turns(zp, ip) || turns(zq, iq);
    }

    /// The lowest voltage (pu) for which the shares are believed: 0.85 where the load [turns around][#turnsAround()], 0 otherwise.
    public double lowestVoltagePu() {
        return turnsAround() ? TRUSTED_ABOVE_PU : 0;
    }

    private static boolean turns(double z, double i) {
        return z > 0 && i < 0 && -i < 2 * z;
    }

    private static double sum(String which, double z, double i, double p) {
        double sum = z + i + p;
        if (!(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException("""
                    The %s shares of a ZIP load (%s, %s, %s) must sum to 1 within %s, not to %s.
                    Maybe they are per cent, or stand in another order than impedance, current, power."""
                    .formatted(which, z, i, p, ROUNDING, sum));
        }
        return sum;
    }
}
