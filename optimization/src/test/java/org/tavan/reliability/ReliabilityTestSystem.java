package org.tavan.reliability;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.Profile;

/// Units and load shape of the IEEE Reliability Test System 1979 and units of the Roy Billinton Test System, in MW.
///
/// Source: IEEE Trans. PAS-98 (1979) 2047–2054; Billinton et al., IEEE Trans. Power Systems 4 (1989) 1238–1244.
final class ReliabilityTestSystem {
    private static final double[] WEEK = {86.2, 90.0, 87.8, 83.4, 88.0, 84.1, 83.2, 80.6, 74.0, 73.7, 71.5,
            72.7, 70.4,
            75.0, 72.1, 80.0, 75.4, 83.7, 87.0, 88.0, 85.6, 81.1, 90.0, 88.7, 89.6, 86.1, 75.5, 81.6, 80.1,
            88.0, 72.2, 77.6,
            80.0, 72.9, 72.6, 70.5, 78.0, 69.5, 72.4, 72.4, 74.3, 74.4, 80.0, 88.1, 88.5, 90.9, 94.0, 89.0,
            94.2, 97.0, 100.0,
            95.2};
    private static final double[] DAY = {93, 100, 98, 96, 94, 77, 75};
    private static final double[][] WINTER = {
            {67, 63, 60, 59, 59, 60, 74, 86, 95, 96, 96, 95, 95, 95, 93, 94, 99, 100, 100, 96, 91, 83, 73,
                    63},
            {78, 72, 68, 66, 64, 65, 66, 70, 80, 88, 90, 91, 90, 88, 87, 87, 91, 100, 99, 97, 94, 92, 87,
                    81}};
    private static final double[][] SUMMER = {
            {64, 60, 58, 56, 56, 58, 64, 76, 87, 95, 99, 100, 99, 100, 100, 97, 96, 96, 93, 92, 92, 93, 87,
                    72},
            {74, 70, 66, 65, 64, 62, 62, 66, 81, 86, 91, 93, 93, 92, 91, 91, 92, 94, 95, 95, 100, 93, 88,
                    80}};
    private static final double[][] BETWEEN = {
            {63, 62, 60, 58, 59, 65, 72, 85, 95, 99, 100, 99, 93, 92, 90, 88, 90, 92, 96, 98, 96, 90, 80, 70},
            {75, 73, 69, 66, 65, 65, 68, 74, 83, 89, 92, 94, 91, 90, 90, 86, 85, 88, 92, 100, 97, 95, 90,
                    85}};

    private ReliabilityTestSystem() {}

    /// 32 units, 3405 MW.
    static List<CapacityUnit> rts79() {
        List<CapacityUnit> units = new ArrayList<>();
        add(units, 5, 12, 0.02);
        add(units, 4, 20, 0.10);
        add(units, 6, 50, 0.01);
        add(units, 4, 76, 0.02);
        add(units, 3, 100, 0.04);
        add(units, 4, 155, 0.04);
        add(units, 3, 197, 0.05);
        add(units, 1, 350, 0.08);
        add(units, 2, 400, 0.12);
        return units;
    }

    /// 11 units, 240 MW.
    static List<CapacityUnit> rbts() {
        List<CapacityUnit> units = new ArrayList<>();
        add(units, 2, 5, 0.01);
        add(units, 4, 20, 0.015);
        add(units, 1, 40, 0.02);
        add(units, 1, 10, 0.02);
        add(units, 1, 20, 0.025);
        add(units, 2, 40, 0.03);
        return units;
    }

    /// 8736 hourly loads, 52 weeks from Monday.
    static Profile load(double peak) {
        double[] load = new double[52 * 7 * 24];
        for (int week = 0; week < 52; week++) {
            for (int day = 0; day < 7; day++) {
                double[] hours = season(week + 1)[day < 5 ? 0 : 1];
                for (int hour = 0; hour < 24; hour++) {
                    load[(week * 7 + day) * 24 + hour] = peak * WEEK[week] * DAY[day] * hours[hour] / 1e6;
                }
            }
        }
        return Profile.of(load);
    }

    private static double[][] season(int week) {
        if (week <= 8 || week >= 44) {
            return WINTER;
        }
        return week >= 18 && week <= 30 ? SUMMER : BETWEEN;
    }

    private static void add(List<CapacityUnit> units, int count, double capacity, double rate) {
        for (int i = 0; i < count; i++) {
            units.add(new CapacityUnit(capacity, rate));
        }
    }
}
