package org.tavan.solver.coordinator;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.solver.state.Codec;

/// What the coordinator keeps of a forecast.
///
/// @param startMillis start of the first interval
/// @param distributionMillis knowledge time of the distribution that it stands on, which names one version;
///         null: there is none
/// @param distributionDays number of days in that distribution
/// @param netKw load minus PV per interval (kW)
record NetForecast(long startMillis, @Nullable Long distributionMillis, int distributionDays, Profile netKw) {
    private static final long NONE = Long.MIN_VALUE;

    static final Codec<NetForecast> CODEC = Codec.of((out, value) -> {
        out.writeLong(value.startMillis());
        out.writeLong(value.distributionMillis() == null ? NONE : value.distributionMillis());
        out.writeInt(value.distributionDays());
        Codec.writeProfile(out, value.netKw());
    }, in -> {
        long start = in.readLong();
        long known = in.readLong();
        return new NetForecast(start, known == NONE ? null : (Long) known, in.readInt(),
                Codec.readProfile(in));
    });

    /// Whether it reaches from one instant to another.
    boolean covers(long fromMillis, long toMillis, long stepMillis) {
        return startMillis <= fromMillis && (fromMillis - startMillis) % stepMillis == 0
                && toMillis <= startMillis + netKw.length() * stepMillis;
    }

    /// Values of some consecutive intervals.
    Profile slice(long fromMillis, int intervals, long stepMillis) {
        int first = Math.toIntExact((fromMillis - startMillis) / stepMillis);
        double[] values = new double[intervals];
        for (int i = 0; i < intervals; i++) {
            values[i] = netKw.get(first + i);
        }
        return Profile.of(values);
    }

    /// The same without what lies beyond an instant.
    NetForecast until(long endMillis, long stepMillis) {
        long length = Math.clamp(Math.ceilDiv(endMillis - startMillis, stepMillis), 0, netKw.length());
        return length == netKw.length()
                ? this
                : new NetForecast(startMillis, distributionMillis, distributionDays,
                        slice(startMillis, Math.toIntExact(length), stepMillis));
    }
}
