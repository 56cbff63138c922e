package org.tavan.simulator.replay;

/// What a column of a file holds.
public enum SeriesKind {
    /// Inflexible consumption of a member.
    LOAD,
    /// Generation of a member, measured.
    PV,
    /// Generation per peak power, for every member with PV that has no measured one.
    PV_PER_PEAK,
    /// Air temperature at the site.
    TEMPERATURE,
    /// Global horizontal irradiance at the site.
    IRRADIANCE,
    /// Cloud cover at the site.
    CLOUD,
    /// Wind speed at the site.
    WIND,
    /// Day-ahead price.
    DAY_AHEAD,
    /// Price of a real-time import as settled.
    REAL_TIME_BUY,
    /// Price of a real-time export as settled.
    REAL_TIME_SELL;

    boolean ofMember() {
        return this == LOAD || this == PV;
    }

    boolean weather() {
        return this == TEMPERATURE || this == IRRADIANCE || this == CLOUD || this == WIND;
    }

    boolean price() {
        return this == DAY_AHEAD || this == REAL_TIME_BUY || this == REAL_TIME_SELL;
    }

    boolean mayBeNegative() {
        return this == TEMPERATURE || price();
    }
}
