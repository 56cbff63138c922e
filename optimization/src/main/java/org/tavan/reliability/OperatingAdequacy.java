package org.tavan.reliability;

import java.util.List;

import org.tavan.conic.Profile;

/// The risk of one planned interval: sources deliver `P`, hold `R` in reserve and may be lost with what they deliver.
///
/// For the set `s` of lost sources and the net-load error `e`: `shed = max(0, Σ_{i∈s} P_i + e - Σ_{i∉s} R_i)`;
/// `LOLP = Σ p_s p_e [shed > 0]`, `EENS = Σ p_s p_e shed du`. A source that is off has `P = R = 0`, so its loss sheds
/// nothing and `p_s` does not depend on the commitment. A source that consumes (export, charge) has a negative `P`.
///
/// Source: the paper, eqs. (7)–(9), which leave the event sum undefined. Departs from it: no binary per event where only
/// the expected energy is asked for, and outages of every order beside the paper's second.
public final class OperatingAdequacy {
    /// Most sources that can fail for which outages of every order are counted.
    public static final int SOURCES_MAX = 20;
    /// Less than this is no shedding but rounding of the solver (kW).
    public static final double SHED_TOLERANCE_KW = 1e-6;

    private final Profile outageProbability;
    private final double outageHours;

    /// Risk of sources that fail independently.
    ///
    /// @param outageProbability one per source, in [0, 1); at most `SOURCES_MAX` of them positive
    /// @param outageHours `du`, how long an outage lasts (h), positive and finite
    /// @throws IllegalArgumentException if a value is out of range
    public OperatingAdequacy(Profile outageProbability, double outageHours) {
        int fallible = 0;
        for (int i = 0; i < outageProbability.length(); i++) {
            Probability.check("outageProbability of source %d".formatted(i), outageProbability.get(i));
            fallible += outageProbability.get(i) > 0 ? 1 : 0;
        }
        if (fallible > SOURCES_MAX) {
            throw new IllegalArgumentException("""
                    %d sources can fail, expected at most %d.
                    Maybe many small ones can be taken as one.""".formatted(fallible, SOURCES_MAX));
        }
        if (!(outageHours > 0 && outageHours < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The outageHours (%s) must be positive and finite.".formatted(outageHours));
        }
        this.outageProbability = outageProbability;
        this.outageHours = outageHours;
    }

    /// Outages of every order, by exact convolution: losing source `i` takes `P_i + R_i` away.
    ///
    /// @param outputKw `P`, one per source (kW)
    /// @param reserveKw `R`, one per source (kW)
    /// @param error of the net load
    /// @return the indices, with a covered probability of 1
    /// @throws IllegalArgumentException if the lengths differ
    public Adequacy complete(Profile outputKw, Profile reserveKw, NetLoadError error) {
        checkLengths(outputKw, reserveKw);
        double[] marginKw = {totalKw(reserveKw)};
        double[] probability = {1};
        int fallible = 0;
        for (int i = 0; i < outageProbability.length(); i++) {
            double q = outageProbability.get(i);
            if (q == 0) {
                continue;
            }
            fallible++;
            int states = marginKw.length;
            double[] nextKw = new double[2 * states];
            double[] next = new double[2 * states];
            for (int k = 0; k < states; k++) {
                nextKw[k] = marginKw[k];
                next[k] = (1 - q) * probability[k];
                nextKw[states + k] = marginKw[k] - outputKw.get(i) - reserveKw.get(i);
                next[states + k] = q * probability[k];
            }
            marginKw = nextKw;
            probability = next;
        }
        double lolp = 0;
        double shedKw = 0;
        for (NetLoadError.Point point : error.points()) {
            for (int k = 0; k < marginKw.length; k++) {
                double shed = point.errorKw() - marginKw[k];
                if (shed > SHED_TOLERANCE_KW) {
                    lolp += point.probability() * probability[k];
                    shedKw += point.probability() * probability[k] * shed;
                }
            }
        }
        return new Adequacy(fallible, 1, lolp, shedKw * outageHours);
    }

    /// Outages of the events alone, as an optimiser sees them.
    ///
    /// @param events of these sources, from `OutageEvent.upTo`
    /// @param outputKw `P`, one per source (kW)
    /// @param reserveKw `R`, one per source (kW)
    /// @param error of the net load
    /// @return the indices, never more than the complete ones, with the probability of the events
    /// @throws IllegalArgumentException if the lengths differ
    public Adequacy enumerated(List<OutageEvent> events, Profile outputKw, Profile reserveKw,
            NetLoadError error) {
        checkLengths(outputKw, reserveKw);
        double allReserveKw = totalKw(reserveKw);
        int order = 0;
        double covered = 0;
        double lolp = 0;
        double shedKw = 0;
        for (OutageEvent event : events) {
            order = Math.max(order, event.lost().size());
            covered += event.probability();
            double lostKw = 0;
            for (int i : event.lost()) {
                lostKw += outputKw.get(i) + reserveKw.get(i);
            }
            for (NetLoadError.Point point : error.points()) {
                double shed = lostKw + point.errorKw() - allReserveKw;
                if (shed > SHED_TOLERANCE_KW) {
                    lolp += point.probability() * event.probability();
                    shedKw += point.probability() * event.probability() * shed;
                }
            }
        }
        return new Adequacy(order, covered, lolp, shedKw * outageHours);
    }

    private void checkLengths(Profile outputKw, Profile reserveKw) {
        if (outputKw.length() != outageProbability.length()
                || reserveKw.length() != outageProbability.length()) {
            throw new IllegalArgumentException(
                    "The outputKw has %d and the reserveKw %d entries, expected %d of each."
                            .formatted(outputKw.length(), reserveKw.length(), outageProbability.length()));
        }
    }

    private static double totalKw(Profile kw) {
        double total = 0;
        for (int i = 0; i < kw.length(); i++) {
            total += kw.get(i);
        }
        return total;
    }
}
