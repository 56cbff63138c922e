package org.tavan.demandresponse;

import java.util.Arrays;
import java.util.List;
import org.tavan.conic.Profile;

/// What customers pay in each interval: `EP(t)` or `ρ(t)`.
public sealed interface Tariff {

    /// {@return the price of each interval of a day (¢/kWh)}
    ///
    /// @param intervals number of intervals
    /// @throws IllegalArgumentException if the tariff is made for another number
    Profile centsPerKwh(int intervals);

    /// One price all day.
    ///
    /// @param centsPerKwh ¢/kWh, non-negative
    record Flat(double centsPerKwh) implements Tariff {
        /// Checks the price.
        ///
        /// @throws IllegalArgumentException if it is negative or not finite
        public Flat {
            Require.nonNegative("flat price", Profile.of(centsPerKwh));
        }

        @Override
        public Profile centsPerKwh(int intervals) {
            double[] cents = new double[intervals];
            Arrays.fill(cents, centsPerKwh);
            return Profile.of(cents);
        }
    }

    /// Time of use: one price a period.
    ///
    /// @param periods of the day
    /// @param centsByPeriod price of each (¢/kWh), non-negative, in the order of the periods' names
    record TimeOfUse(Periods periods, Profile centsByPeriod) implements Tariff {
        /// Checks the prices.
        ///
        /// @throws IllegalArgumentException if there is not one for each period, or one is negative
        public TimeOfUse {
            if (centsByPeriod.length() != periods.count()) {
                throw new IllegalArgumentException("There are %d prices for the periods %s.".formatted(
                        centsByPeriod.length(), periods.names()));
            }
            Require.nonNegative("time-of-use price", centsByPeriod);
        }

        @Override
        public Profile centsPerKwh(int intervals) {
            double[] cents = new double[periods.intervals()];
            for (int t = 0; t < cents.length; t++) {
                cents[t] = centsByPeriod.get(periods.period(t));
            }
            Profile prices = Profile.of(cents);
            Require.length("time-of-use tariff", prices, intervals);
            return prices;
        }
    }

    /// Real-time pricing: a price of its own in each interval, which may be negative.
    ///
    /// @param cents price of each interval (¢/kWh), finite
    record RealTime(Profile cents) implements Tariff {
        /// Checks the prices.
        ///
        /// @throws IllegalArgumentException if one is not finite
        public RealTime {
            Require.finite("real-time price", cents);
        }

        @Override
        public Profile centsPerKwh(int intervals) {
            Require.length("real-time tariff", cents, intervals);
            return cents;
        }
    }

    /// Critical peak pricing: a high price in the intervals of an event, a low one else.
    ///
    /// @param eventIntervals intervals of the event, from 0
    /// @param eventCentsPerKwh price in them (¢/kWh), non-negative
    /// @param otherCentsPerKwh price in all others (¢/kWh), non-negative
    record CriticalPeak(List<Integer> eventIntervals, double eventCentsPerKwh, double otherCentsPerKwh)
            implements
                Tariff {
        /// Checks the prices.
        ///
        /// @throws IllegalArgumentException if one is negative or not finite, or an interval negative
        public CriticalPeak {
            eventIntervals = List.copyOf(eventIntervals);
            Require.nonNegative("critical peak price", Profile.of(eventCentsPerKwh, otherCentsPerKwh));
            if (eventIntervals.stream().anyMatch(t -> t < 0)) {
                throw new IllegalArgumentException(
                        "The event intervals %s count from 0.".formatted(eventIntervals));
            }
        }

        /// {@return the event whose other hours are so much cheaper that an unchanged load pays what it paid}
        ///
        /// @param eventIntervals intervals of the event, from 0
        /// @param eventCentsPerKwh price in them (¢/kWh)
        /// @param baselineKw load before (kW)
        /// @param referenceCentsPerKwh price before (¢/kWh)
        /// @throws IllegalArgumentException if the event alone earns more than that, or covers the whole load
        public static CriticalPeak neutral(List<Integer> eventIntervals, double eventCentsPerKwh,
                Profile baselineKw,
                Profile referenceCentsPerKwh) {
            Require.length("reference price", referenceCentsPerKwh, baselineKw.length());
            double owed = 0;
            double rest = 0;
            for (int t = 0; t < baselineKw.length(); t++) {
                boolean event = eventIntervals.contains(t);
                owed += baselineKw.get(t) * (referenceCentsPerKwh.get(t) - (event ? eventCentsPerKwh : 0));
                rest += event ? 0 : baselineKw.get(t);
            }
            if (!(owed >= 0 && rest > 0)) {
                throw new IllegalArgumentException(
                        """
                                An event of %s ¢/kWh in the intervals %s leaves %s ¢ for the %s kW of the others: no price is neutral.
                                Maybe the event is too long or too dear."""
                                .formatted(eventCentsPerKwh, eventIntervals, owed,
                                        rest));
            }
            return new CriticalPeak(eventIntervals, eventCentsPerKwh, owed / rest);
        }

        @Override
        public Profile centsPerKwh(int intervals) {
            double[] cents = new double[intervals];
            Arrays.fill(cents, otherCentsPerKwh);
            for (int t : eventIntervals) {
                if (t >= intervals) {
                    throw new IllegalArgumentException(
                            "The event interval %d lies behind the day of %d intervals.".formatted(t,
                                    intervals));
                }
                cents[t] = eventCentsPerKwh;
            }
            return Profile.of(cents);
        }
    }
}
