package org.tavan.dro;

import java.util.Arrays;
import java.util.List;

import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.market.EnergyPrices;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.ProblemChecks;

/// The prices of a community that change between plans, and the part of the cost that only they change.
///
/// Shape: one value an interval, ¢/kWh.
final class RollingPrices {
    final double[] dayAheadCents;
    final double[] buyCents;
    final double[] sellCents;
    private final Profile surplusCents;
    private final boolean hasSurplusPrice;
    private final double stepHours;

    RollingPrices(CommunityProblem problem) {
        EnergyPrices prices = problem.prices();
        dayAheadCents = prices.dayAheadCentsPerKwh().toArray();
        buyCents = prices.realTimeBuyCentsPerKwh().toArray();
        sellCents = prices.realTimeSellCentsPerKwh().toArray();
        surplusCents = prices.surplusCentsPerKwh();
        hasSurplusPrice = Arrays.stream(surplusCents.toArray()).anyMatch(cents -> cents > 0);
        stepHours = problem.stepHours();
    }

    /// Takes over others; nothing changes if they are refused.
    ///
    /// @throws IllegalArgumentException if a value is not finite, or selling pays more than buying costs
    void set(double[] dayAhead, double[] buy, double[] sell) {
        ProblemChecks.finite("price of %s", "the day ahead", dayAhead, dayAheadCents.length);
        ProblemChecks.finite("price of %s", "buying in real time", buy, dayAheadCents.length);
        ProblemChecks.finite("price of %s", "selling in real time", sell, dayAheadCents.length);
        for (int t = 0; t < dayAheadCents.length; t++) {
            if (!(sell[t] <= buy[t])) {
                throw new IllegalArgumentException("""
                        The real-time selling price of interval %d (%s) must not exceed the buying price (%s).
                        Maybe they are swapped.""".formatted(t, sell[t], buy[t]));
            }
        }
        System.arraycopy(dayAhead, 0, dayAheadCents, 0, dayAhead.length);
        System.arraycopy(buy, 0, buyCents, 0, buy.length);
        System.arraycopy(sell, 0, sellCents, 0, sell.length);
    }

    /// Writes them into the program of a community.
    void write(ConicWorkspace workspace, CommunityProgram program) {
        for (int n = 0; n < program.exchanges.size(); n++) {
            for (int t = 0; t < dayAheadCents.length; t++) {
                program.exchanges.get(n)
                        .writePrices(workspace, t, stepHours, dayAheadCents[t], buyCents[t], sellCents[t]);
            }
        }
    }

    /// {@return the part of the cost that neither a program nor the prices change (¢): committed trades and constants of the devices; allocates}
    double fixedCents(CommunityProgram program) {
        double sum = 0;
        for (List<DeviceProgram> devices : program.devices) {
            sum += devices.stream().mapToDouble(DeviceProgram::constantCents).sum();
        }
        for (LinkProgram link : program.links) {
            sum += link.committedCents(stepHours);
        }
        return sum;
    }

    /// {@return the cost of the day-ahead exchange that is committed already (¢)}
    double committedCents(CommunityProgram program) {
        double sum = 0;
        for (int n = 0; n < program.exchanges.size(); n++) {
            for (int t = 0; t < dayAheadCents.length; t++) {
                sum += stepHours * dayAheadCents[t] * program.exchanges.get(n).committedKw(t);
            }
        }
        return sum;
    }

    /// {@return whether planned surplus costs something anywhere}
    boolean hasSurplusPrice() {
        return hasSurplusPrice;
    }

    /// {@return a copy}
    EnergyPrices current() {
        return new EnergyPrices(Profile.of(dayAheadCents), Profile.of(buyCents), Profile.of(sellCents),
                surplusCents);
    }
}
