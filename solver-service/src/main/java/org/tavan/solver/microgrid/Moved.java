package org.tavan.solver.microgrid;

import java.util.List;

/// Energy that a programme moves in a day, whatever it adds in other intervals.
///
/// @param programmeId programme
/// @param reducedKwh less than without it, over the intervals with less (kWh)
/// @param addedKwh more than without it, over the intervals with more (kWh)
record Moved(String programmeId, double reducedKwh, double addedKwh) {

    /// What two loads tell, where both are known.
    static Moved between(String programmeId, List<Double> beforeKw, List<Double> afterKw, double stepHours) {
        double reduced = 0;
        double added = 0;
        for (int t = 0; t < Math.min(beforeKw.size(), afterKw.size()); t++) {
            double less = beforeKw.get(t) - afterKw.get(t);
            if (!Double.isNaN(less)) {
                reduced += stepHours * Math.max(0, less);
                added += stepHours * Math.max(0, -less);
            }
        }
        return new Moved(programmeId, reduced, added);
    }
}
