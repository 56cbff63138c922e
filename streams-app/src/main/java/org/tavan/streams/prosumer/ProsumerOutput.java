package org.tavan.streams.prosumer;

import org.tavan.schema.Distribution;
import org.tavan.schema.Forecast;
import org.tavan.schema.ForecastSkill;
import org.tavan.schema.Interval;

/// Takes what a prosumer's stage publishes, in order.
public interface ProsumerOutput {
    /// A closed or revised interval.
    void interval(Interval interval);

    /// A distribution whose rows have changed.
    void distribution(Distribution distribution);

    /// Skill of a complete day.
    void skill(ForecastSkill skill);

    /// A forecast.
    void forecast(Forecast forecast);
}
