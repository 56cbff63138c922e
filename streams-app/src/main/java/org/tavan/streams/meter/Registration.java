package org.tavan.streams.meter;

import org.tavan.schema.Channel;

/// What a register measures, for a range of settlement intervals.
///
/// @param registerId number of the register, see [#idOf]
/// @param communityId community
/// @param prosumerId prosumer
/// @param channel what it measures
/// @param powerMaxKw physical limit (kW)
/// @param modulusKwh where a cumulative register starts again at 0; NaN: never
/// @param grid settlement intervals of the community
/// @param fromTick first interval
/// @param toTick interval after the last; `Long.MAX_VALUE`: open
public record Registration(
        long registerId,
        String communityId,
        String prosumerId,
        Channel channel,
        double powerMaxKw,
        double modulusKwh,
        SettlementGrid grid,
        long fromTick,
        long toTick) {
    /// Whether an interval is metered by it.
    public boolean covers(long tick) {
        return fromTick <= tick && tick < toTick;
    }

    /// Whether it measures what a member gives, not what it takes.
    public boolean generates() {
        return channel == Channel.PV || channel == Channel.GRID_EXPORT;
    }

    Registration until(long tick) {
        return new Registration(registerId, communityId, prosumerId, channel, powerMaxKw, modulusKwh, grid,
                fromTick,
                Math.min(toTick, tick));
    }

    Registration from(long tick) {
        return new Registration(registerId, communityId, prosumerId, channel, powerMaxKw, modulusKwh, grid,
                Math.max(fromTick, tick), toTick);
    }

    /// A 64-bit number of a register of a meter (FNV-1a over both names).
    public static long idOf(String meterId, String register) {
        long hash = 0xcbf29ce484222325L;
        String name = meterId + '\0' + register;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
