package org.tavan.cvr;

/// How often tap changers and capacitors may move, and what a move costs in wear.
///
/// One step is one position of one tap changer, or one capacitor in or out; all devices of a kind count together.
///
/// @param tapStepsPerInterval most tap steps from one interval to the next, non-negative
/// @param tapStepsPerDay most tap steps over the day, non-negative
/// @param capacitorStepsPerInterval most capacitor steps from one interval to the next, non-negative
/// @param capacitorStepsPerDay most capacitor steps over the day, non-negative
/// @param centsPerTapStep cost of a tap step (¢), non-negative
/// @param centsPerCapacitorStep cost of a capacitor step (¢), non-negative
public record SwitchingLimits(int tapStepsPerInterval, int tapStepsPerDay, int capacitorStepsPerInterval,
        int capacitorStepsPerDay, double centsPerTapStep, double centsPerCapacitorStep) {
    /// Moves as often as it pays, for nothing.
    public static final SwitchingLimits NONE = new SwitchingLimits(Integer.MAX_VALUE, Integer.MAX_VALUE,
            Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0);

    public SwitchingLimits {
        if (tapStepsPerInterval < 0 || tapStepsPerDay < 0 || capacitorStepsPerInterval < 0
                || capacitorStepsPerDay < 0) {
            throw new IllegalArgumentException(
                    "The limits of tap steps (%d, %d) and capacitor steps (%d, %d) must be non-negative."
                            .formatted(
                                    tapStepsPerInterval, tapStepsPerDay, capacitorStepsPerInterval,
                                    capacitorStepsPerDay));
        }
        if (!(centsPerTapStep >= 0 && centsPerTapStep < Double.POSITIVE_INFINITY && centsPerCapacitorStep >= 0
                && centsPerCapacitorStep < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The centsPerTapStep (%s) and centsPerCapacitorStep (%s) must be non-negative and finite."
                            .formatted(centsPerTapStep, centsPerCapacitorStep));
        }
    }
}
