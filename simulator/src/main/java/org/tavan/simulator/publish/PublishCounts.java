package org.tavan.simulator.publish;

/// What a publisher has sent and the broker has acknowledged (with transactions: committed) since it was started.
///
/// @param readings readings without heartbeats, each copy counted
/// @param repeated of these, exact copies of another
/// @param heartbeats to all partitions together
/// @param prices price records
/// @param weather weather records
/// @param rejected inputs reported as unusable
/// @param microgrids configurations of microgrids
public record PublishCounts(long readings, long repeated, long heartbeats, long prices, long weather,
        long rejected, long microgrids) {
    static final PublishCounts NONE = new PublishCounts(0, 0, 0, 0, 0, 0, 0);

    /// Readings without exact copies.
    public long distinctReadings() {
        return readings - repeated;
    }

    PublishCounts plus(PublishCounts other) {
        return new PublishCounts(readings + other.readings, repeated + other.repeated,
                heartbeats + other.heartbeats,
                prices + other.prices, weather + other.weather, rejected + other.rejected,
                microgrids + other.microgrids);
    }
}
