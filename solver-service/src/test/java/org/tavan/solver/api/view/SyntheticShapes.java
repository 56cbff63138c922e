package org.tavan.solver.api.view;

import java.util.List;

/// Shapes of the [SyntheticMicrogrid]'s day, by interval: supply and use balance in each.
final class SyntheticShapes {
    static final String TOU = "evening-saver";
    static final String INTERRUPTIBLE = "workshop-contract";
    static final int MINUTES = SyntheticCommunity.MINUTES;
    static final int PER_DAY = 24 * 60 / MINUTES;

    private SyntheticShapes() {}

    private static double hour(int interval) {
        return interval * MINUTES / 60.0;
    }

    static int period(int interval) {
        double hour = hour(interval);
        return hour < 6 || hour >= 23 ? 0 : hour >= 17 && hour < 21 ? 2 : 1;
    }

    static double baseKw(int interval) {
        double hour = hour(interval);
        return 84 + 38 * Math.exp(-Math.pow((hour - 8.5) / 3, 2))
                + 66 * Math.exp(-Math.pow((hour - 19) / 2.6, 2));
    }

    static double before(String programme, int interval) {
        return (programme.equals(TOU) ? 0.4 : 0.2) * baseKw(interval);
    }

    static double kept(String programme, int interval) {
        return programme.equals(TOU)
                ? List.of(1.06, 1.01, 0.9).get(period(interval))
                : period(interval) == 2 ? 0.75 : 1;
    }

    static double loadKw(int interval) {
        return baseKw(interval) - before(TOU, interval) * (1 - kept(TOU, interval))
                - before(INTERRUPTIBLE, interval) * (1 - kept(INTERRUPTIBLE, interval));
    }

    static double windKw(int interval) {
        return 22 + 14 * Math.sin(hour(interval) / 24 * 2 * Math.PI + 1) + 4 * Math.sin(interval / 5.0);
    }

    static double sunKw(int interval) {
        return 48 * Math.pow(Math.max(0, Math.cos((hour(interval) - 13) / 15 * Math.PI)), 1.5);
    }

    /// Positive: charge.
    static double batteryKw(int interval) {
        double hour = hour(interval);
        return hour >= 11 && hour < 14 ? 15 : hour >= 18 && hour < 21 ? -14 : 0;
    }

    static double energyKwh(int interval) {
        double kwh = 50;
        for (int i = 0; i <= interval; i++) {
            double kw = batteryKw(i);
            kwh += (kw > 0 ? 0.95 * kw : kw / 0.95) * MINUTES / 60;
        }
        return kwh;
    }

    static double turbineKw(int interval) {
        double hour = hour(interval);
        return (hour >= 7 && hour < 10) || (hour >= 16 && hour < 23) ? 30 : 0;
    }

    static double dieselKw(int interval) {
        double hour = hour(interval);
        return hour >= 18 && hour < 20 ? 18 : 0;
    }

    static double restKw(int interval) {
        return loadKw(interval) + batteryKw(interval) - 40 - turbineKw(interval) - dieselKw(interval)
                - windKw(interval) - sunKw(interval);
    }

    static double lolp(int interval) {
        return 0.0004 + 0.0036 * Math.exp(-Math.pow((hour(interval) - 19) / 2, 2));
    }

    static int tap(int interval) {
        double hour = hour(interval);
        return hour < 7 ? 2 : hour < 17 ? 4 : hour < 22 ? 6 : 3;
    }
}
