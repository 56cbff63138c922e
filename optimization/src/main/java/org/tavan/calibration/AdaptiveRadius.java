package org.tavan.calibration;

/// A radius that follows the achieved record: larger after broken days, smaller after kept ones.
///
/// `θ ← clip(θ + γ (err − ε), log ρmin, log ρmax)`, `ρ = e^θ`: a broken day multiplies the radius by `e^(γ(1−ε))`, a kept one divides it by
/// `e^(γε)`. `err` is the part of the members whose day was broken, so `ε` is held against the average member.
///
/// **What it guarantees.** Let `θ₁` be the start, `T` the days since the warm-up, and `cut` what the clipping took, above and below. Summing
/// the update gives an identity, whatever the days were like:
///
/// `mean err − ε = (θ − θ₁ + cutAbove − cutBelow) / (γT)`.
///
/// - As long as the bounds cut nothing, `|mean err − ε| ≤ log(ρmax/ρmin) / (γT)`: the long-run frequency goes to `ε` as `1/T`, under any shift,
///   trend or adversary, and however late an outcome becomes known.
/// - A cut below only means fewer broken days: `mean err ≤ ε + (log(ρmax/ρmin) + cutAbove) / (γT)` holds always, and without a cut
///   above it is a promise.
/// - A cut above is the case the radius cannot mend: the excess is at most what was cut. Where the samples' support is a box, that is when
///   residuals leave the box.
///
/// **What it does not.** Nothing on a single day, a season, a weekday or a member, nothing before `T ≫ log(ρmax/ρmin)/γ`, and nothing on
/// costs. A kept promise makes the radius smaller until it breaks: the frequency is `ε`, not below, unless the lower bound holds it there.
///
/// Source: Gibbs and Candès, 2021, proposition 4.1. Departs from it: the state is the logarithm of the radius, not the level `ε`, since the
/// level is promised; and it is clipped, not free, so that it never has a long way back. The price is the cut terms.
///
/// Logarithms and powers are those of [StrictMath], so that a record continues to the same bits on any machine.
///
/// Immutable; its components are all there is to store.
///
/// @param settings fixed
/// @param startLogRadius `θ₁`
/// @param logRadius `θ`
/// @param days observed, those of the warm-up among them
/// @param brokenDays sum of `err` over the days since the warm-up
/// @param cutAbove what the upper bound took of `θ` so far, non-negative
/// @param cutBelow what the lower bound added to `θ` so far, non-negative
public record AdaptiveRadius(Settings settings, double startLogRadius, double logRadius, long days,
        double brokenDays, double cutAbove, double cutBelow) {

    /// How the radius follows.
    ///
    /// @param epsilon `ε`: the frequency aimed at, in (0, 1)
    /// @param step `γ`, positive; 0.1 to 1 in practice
    /// @param radiusMin `ρmin`, positive
    /// @param radiusMax `ρmax`, finite, at least `radiusMin`
    /// @param warmUpDays so many first days change nothing and do not count, non-negative
    public record Settings(double epsilon, double step, double radiusMin, double radiusMax, int warmUpDays) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Settings {
            if (!(epsilon > 0 && epsilon < 1)) {
                throw new IllegalArgumentException("The epsilon (%s) must lie in (0, 1).".formatted(epsilon));
            }
            if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The step (%s) must be positive and finite.".formatted(
                        step));
            }
            if (!(0 < radiusMin && radiusMin <= radiusMax && radiusMax < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        """
                                The radiusMin (%s) must be positive and at most the radiusMax (%s), which must be finite.
                                Maybe they are swapped."""
                                .formatted(radiusMin, radiusMax));
            }
            if (warmUpDays < 0) {
                throw new IllegalArgumentException("The warmUpDays (%d) must not be negative.".formatted(
                        warmUpDays));
            }
        }
    }

    /// Checks the state.
    ///
    /// @throws IllegalArgumentException if it cannot have come from the settings
    public AdaptiveRadius {
        double low = StrictMath.log(settings.radiusMin());
        double high = StrictMath.log(settings.radiusMax());
        if (!(low <= startLogRadius && startLogRadius <= high && low <= logRadius && logRadius <= high)) {
            throw new IllegalArgumentException(
                    "The logarithms of the radius (%s, from %s) must lie in [%s, %s]."
                            .formatted(logRadius, startLogRadius, low, high));
        }
        if (!(days >= 0 && 0 <= brokenDays && brokenDays <= days && cutAbove >= 0 && cutBelow >= 0)) {
            throw new IllegalArgumentException(
                    "There are %d days, %s of them broken, and %s and %s were cut.".formatted(days,
                            brokenDays, cutAbove, cutBelow));
        }
    }

    /// The state before the first day.
    ///
    /// @param radius to start from, such as one by hand or by cross-validation; taken to the nearest bound
    public static AdaptiveRadius startingAt(double radius, Settings settings) {
        if (!(radius >= 0)) {
            throw new IllegalArgumentException("The radius (%s) must not be negative.".formatted(radius));
        }
        double log = clip(StrictMath.log(radius), settings);
        return new AdaptiveRadius(settings, log, log, 0, 0, 0, 0);
    }

    private static double clip(double log, Settings settings) {
        return Math.clamp(log, StrictMath.log(settings.radiusMin()), StrictMath.log(settings.radiusMax()));
    }

    /// {@return the state after a day}
    ///
    /// @param brokenShare `err`: broken member-days by all member-days of the day, in [0, 1]; a day without any is not observed
    /// @throws IllegalArgumentException if it is out of range
    public AdaptiveRadius observe(double brokenShare) {
        if (!(0 <= brokenShare && brokenShare <= 1)) {
            throw new IllegalArgumentException("The brokenShare (%s) must lie in [0, 1].".formatted(
                    brokenShare));
        }
        if (days < settings.warmUpDays()) {
            return new AdaptiveRadius(settings, startLogRadius, logRadius, days + 1, brokenDays, cutAbove,
                    cutBelow);
        }
        double free = logRadius + settings.step() * (brokenShare - settings.epsilon());
        double clipped = clip(free, settings);
        return new AdaptiveRadius(settings, startLogRadius, clipped, days + 1, brokenDays + brokenShare,
                cutAbove + Math.max(0, free - clipped), cutBelow + Math.max(0, clipped - free));
    }

    /// {@return the same radius, as near as the new bounds allow, with a new record: what was guaranteed under other settings ends here}
    public AdaptiveRadius restarted(Settings other) {
        return startingAt(radius(), other);
    }

    /// {@return `ρ`, within the bounds}
    public double radius() {
        return Math.clamp(StrictMath.exp(logRadius), settings.radiusMin(), settings.radiusMax());
    }

    /// {@return `T`, the days since the warm-up}
    public long adaptedDays() {
        return Math.max(0, days - settings.warmUpDays());
    }

    /// {@return the mean of `err` since the warm-up; NaN before the first day}
    public double brokenFraction() {
        return adaptedDays() == 0 ? Double.NaN : brokenDays / adaptedDays();
    }

    /// {@return `ε + (log(ρmax/ρmin) + cutAbove) / (γT)`: `brokenFraction` is never above; `+∞` before the first day}
    public double brokenLimit() {
        double range = StrictMath.log(settings.radiusMax()) - StrictMath.log(settings.radiusMin());
        return adaptedDays() == 0
                ? Double.POSITIVE_INFINITY
                : settings.epsilon() + (range + cutAbove) / (settings.step() * adaptedDays());
    }
}
