package org.tavan.solver.coordinator;

import java.util.List;
import org.tavan.conic.Profile;

/// What is known of the residuals in the intervals of a problem (kW).
///
/// @param residualKw one sample a day
/// @param lowKw lower end of the support box, not above any sample
/// @param highKw upper end of the support box, not below any sample
record Samples(List<Profile> residualKw, Profile lowKw, Profile highKw) {
    Samples {
        residualKw = List.copyOf(residualKw);
    }

    /// The residuals against the forecast of the gate once a newer forecast is known.
    ///
    /// Purchases and the rule stand on the forecast of the gate, so a move of the forecast is a known part of the
    /// residual: the rule buys it in real time. Were the residual counted from the newer forecast, a rise would be a
    /// shortage that no rule can reach.
    Samples moved(Profile gateForecastKw, Profile latestForecastKw) {
        double[] moveKw = latestForecastKw.toArray();
        for (int i = 0; i < moveKw.length; i++) {
            moveKw[i] -= gateForecastKw.get(i);
        }
        return new Samples(residualKw.stream().map(sample -> plus(sample, moveKw)).toList(),
                plus(lowKw, moveKw),
                plus(highKw, moveKw));
    }

    private static Profile plus(Profile profile, double[] moveKw) {
        double[] sum = profile.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += moveKw[i];
        }
        return Profile.of(sum);
    }
}
