package org.tavan.renewable;

import org.tavan.conic.Profile;

/// What a wind turbine gives at a wind speed: `f^WT` of the paper, which names the function and leaves it open.
public sealed interface PowerCurve {

    /// {@return the power at a wind speed at hub height (kW), between 0 and ratedKw}
    ///
    /// @param windMetresPerSecond mean over the interval (m/s), non-negative
    /// @throws IllegalArgumentException if the wind is negative or not a number
    double powerKw(double windMetresPerSecond);

    /// {@return the largest power (kW)}
    double ratedKw();

    /// The textbook curve: nothing below cut-in, cubic up to rated, rated up to cut-out, nothing above.
    ///
    /// `P_r (v³ − v_ci³) / (v_r³ − v_ci³)` for `v_ci ≤ v ≤ v_r`.
    ///
    /// @param ratedKw `P_r` (kW), positive
    /// @param cutInMetresPerSecond `v_ci` (m/s)
    /// @param ratedMetresPerSecond `v_r` (m/s)
    /// @param cutOutMetresPerSecond above it the turbine stands still (m/s)
    record Cubic(double ratedKw, double cutInMetresPerSecond, double ratedMetresPerSecond,
            double cutOutMetresPerSecond) implements PowerCurve {

        /// Checks the values.
        ///
        /// @throws IllegalArgumentException if the power is not positive or the speeds are out of order
        public Cubic {
            if (!(ratedKw > 0 && ratedKw < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The ratedKw (%s) of a wind turbine must be positive and finite.".formatted(ratedKw));
            }
            if (!(0 <= cutInMetresPerSecond && cutInMetresPerSecond < ratedMetresPerSecond
                    && ratedMetresPerSecond <= cutOutMetresPerSecond)) {
                throw new IllegalArgumentException(
                        """
                                The speeds of a wind turbine must rise: cutInMetresPerSecond (%s) < ratedMetresPerSecond (%s) \
                                <= cutOutMetresPerSecond (%s).
                                Maybe two are swapped, or one is in km/h."""
                                .formatted(cutInMetresPerSecond,
                                        ratedMetresPerSecond, cutOutMetresPerSecond));
            }
        }

        @Override
        public double powerKw(double windMetresPerSecond) {
            double v = wind(windMetresPerSecond);
            if (v < cutInMetresPerSecond || v > cutOutMetresPerSecond) {
                return 0;
            }
            if (v >= ratedMetresPerSecond) {
                return ratedKw;
            }
            double low = cutInMetresPerSecond * cutInMetresPerSecond * cutInMetresPerSecond;
            double high = ratedMetresPerSecond * ratedMetresPerSecond * ratedMetresPerSecond;
            return ratedKw * (v * v * v - low) / (high - low);
        }
    }

    /// A manufacturer's table, linear between its points and nothing outside them.
    ///
    /// @param windMetresPerSecond speeds (m/s), rising
    /// @param tableKw power at each speed (kW), non-negative
    record Tabulated(Profile windMetresPerSecond, Profile tableKw) implements PowerCurve {

        /// Checks the table.
        ///
        /// @throws IllegalArgumentException if it has fewer than two points, speeds do not rise or a power is negative
        public Tabulated {
            int points = windMetresPerSecond.length();
            if (points < 2 || tableKw.length() != points) {
                throw new IllegalArgumentException(
                        "A power curve needs as many speeds (%d) as powers (%d), at least two."
                                .formatted(points, tableKw.length()));
            }
            for (int i = 0; i < points; i++) {
                double previous = i == 0 ? Math.nextDown(0.0) : windMetresPerSecond.get(i - 1);
                if (!(previous < windMetresPerSecond.get(i)
                        && windMetresPerSecond.get(i) < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "Speed %d of the power curve (%s m/s) must be non-negative, finite and above the one before."
                                    .formatted(i, windMetresPerSecond.get(i)));
                }
                if (!(tableKw.get(i) >= 0 && tableKw.get(i) < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "Power %d of the power curve (%s kW) must be non-negative and finite.".formatted(
                                    i,
                                    tableKw.get(i)));
                }
            }
        }

        @Override
        public double powerKw(double windMetresPerSecond) {
            double v = wind(windMetresPerSecond);
            int last = this.windMetresPerSecond.length() - 1;
            if (v < this.windMetresPerSecond.get(0) || v > this.windMetresPerSecond.get(last)) {
                return 0;
            }
            int upper = 1;
            while (this.windMetresPerSecond.get(upper) < v) {
                upper++;
            }
            double from = this.windMetresPerSecond.get(upper - 1);
            double share = (v - from) / (this.windMetresPerSecond.get(upper) - from);
            return tableKw.get(upper - 1) + share * (tableKw.get(upper) - tableKw.get(upper - 1));
        }

        @Override
        public double ratedKw() {
            double most = 0;
            for (int i = 0; i < tableKw.length(); i++) {
                most = Math.max(most, tableKw.get(i));
            }
            return most;
        }
    }

    private static double wind(double metresPerSecond) {
        if (!(metresPerSecond >= 0)) {
            throw new IllegalArgumentException(
                    "The wind speed (%s m/s) must be non-negative.".formatted(metresPerSecond));
        }
        return metresPerSecond;
    }
}
