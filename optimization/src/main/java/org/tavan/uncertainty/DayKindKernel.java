package org.tavan.uncertainty;

/// Days of the same kind tell more: weight 1, else that of the pair of kinds, the same both ways.
///
/// @param weekdayWeekend weight between a weekday and a weekend, in [0, 1]
/// @param weekdayHoliday weight between a weekday and a holiday, in [0, 1]
/// @param weekendHoliday weight between a weekend and a holiday, in [0, 1]
public record DayKindKernel(double weekdayWeekend, double weekdayHoliday, double weekendHoliday)
        implements
            DayKernel {

    /// Checks the weights.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public DayKindKernel {
        for (double weight : new double[]{weekdayWeekend, weekdayHoliday, weekendHoliday}) {
            if (!(0 <= weight && weight <= 1)) {
                throw new IllegalArgumentException(
                        "The weight of another kind of day (%s) must lie in [0, 1]."
                                .formatted(weight));
            }
        }
    }

    /// Days of rest are alike, whether of the week or of the year.
    ///
    /// @param otherWeight weight between days of work and of rest, in [0, 1]
    public static DayKindKernel workAndRest(double otherWeight) {
        return new DayKindKernel(otherWeight, otherWeight, 1);
    }

    @Override
    public double logWeight(SampleDay past, SampleDay target) {
        return past.kind() == target.kind() ? 0 : Math.log(between(past.kind(), target.kind()));
    }

    private double between(SampleDay.Kind first, SampleDay.Kind second) {
        return switch (first) {
            case WEEKDAY -> second == SampleDay.Kind.WEEKEND ? weekdayWeekend : weekdayHoliday;
            case WEEKEND -> second == SampleDay.Kind.WEEKDAY ? weekdayWeekend : weekendHoliday;
            case HOLIDAY -> second == SampleDay.Kind.WEEKDAY ? weekdayHoliday : weekendHoliday;
        };
    }
}
