package org.tavan.consensus;

import java.util.List;

import org.tavan.conic.Profile;

/// How a negotiation ended.
///
/// @param firstTakesKw what the first end of each link takes from the second (kW), negative: gives
/// @param exchangeMaxKw what each participant may import at most (kW), so that the connection holds
/// @param exchangeMinKw what each participant must import at least (kW), so that the connection holds
/// @param tradeCentsPerKwh the price on each link
/// @param exchangeCentsPerKwh the price of the connection, per interval
/// @param costCents what the agreed trades cost all of them together with the connection's charge (¢); `+∞` if no settlement was found
/// @param boundCents proven lower bound on the cost of any agreement (¢)
/// @param rounds rounds of terms and proposals
/// @param converged whether the gap is within the tolerance
public record Agreement(List<Profile> firstTakesKw, List<Profile> exchangeMaxKw,
        List<Profile> exchangeMinKw, List<Profile> tradeCentsPerKwh,
        Profile exchangeCentsPerKwh, double costCents, double boundCents, int rounds, boolean converged) {
    /// Copies the lists.
    public Agreement {
        firstTakesKw = List.copyOf(firstTakesKw);
        exchangeMaxKw = List.copyOf(exchangeMaxKw);
        exchangeMinKw = List.copyOf(exchangeMinKw);
        tradeCentsPerKwh = List.copyOf(tradeCentsPerKwh);
    }

    /// {@return the same, with the best of both}
    ///
    /// @param later an agreement of a later round
    /// @param tolerance gap up to which it has converged
    Agreement merged(Agreement later, double tolerance) {
        Agreement cheaper = later.costCents <= costCents ? later : this;
        double bound = Math.max(boundCents, later.boundCents);
        return new Agreement(cheaper.firstTakesKw, cheaper.exchangeMaxKw, cheaper.exchangeMinKw,
                cheaper.tradeCentsPerKwh, cheaper.exchangeCentsPerKwh, cheaper.costCents, bound, later.rounds,
                gap(cheaper.costCents, bound) <= tolerance);
    }

    static double gap(double costCents, double boundCents) {
        return (costCents - boundCents) / Math.max(1, Math.abs(costCents));
    }

    /// {@return `(cost − bound) / max(1, |cost|)`}
    public double gap() {
        return gap(costCents, boundCents);
    }
}
