package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Price;
import org.tavan.solver.coordinator.PriceVersions.Version;
import org.tavan.solver.state.Table;

/// Prices of a community, as known at any time.
final class PriceBook {
    private static final int DAYS_KEPT = 8;

    private final Table<PriceVersions> versions;

    PriceBook(Table<PriceVersions> versions) {
        this.versions = versions;
    }

    /// Prices of consecutive intervals.
    ///
    /// @param versions one an interval
    /// @param assumed number of intervals whose own price was not known
    record Known(List<Version> versions, int assumed) {}

    void add(Price price) {
        var version = new Version(price.getKnowledgeTime().toEpochMilli(), price.getDayAheadCentsPerKwh(),
                price.getRealTimeBuyCentsPerKwh(), price.getRealTimeSellCentsPerKwh());
        long start = price.getIntervalStart().toEpochMilli();
        PriceVersions before = versions.get("", start);
        versions.put("", start,
                new PriceVersions(price.getIntervalMinutes(), before == null ? List.of() : before.versions())
                        .with(version));
    }

    /// Prices from an interval of a day to its end, as known at an instant.
    ///
    /// An interval without a price takes that of the same slot of the newest earlier day.
    ///
    /// @return empty if an interval has no price on any earlier day either
    Optional<Known> known(LocalDay day, int firstInterval, long knownMillis) {
        List<Version> found = new ArrayList<>();
        int assumed = 0;
        for (int interval = firstInterval; interval < day.intervals(); interval++) {
            Version version = at(day.start(interval), knownMillis);
            if (version == null) {
                version = earlier(day, day.slot(interval), knownMillis);
                assumed++;
            }
            if (version == null) {
                return Optional.empty();
            }
            found.add(version);
        }
        return Optional.of(new Known(found, assumed));
    }

    /// Forgets prices that no later decision can fall back to, because those of this day are complete.
    void forgetBefore(LocalDay completeDay) {
        versions.removeBelow("", completeDay.plusDays(-DAYS_KEPT).startMillis());
    }

    private @Nullable Version at(long intervalStart, long knownMillis) {
        Table.Entry<PriceVersions> entry = versions.floor("", intervalStart);
        return entry == null || entry.number() + entry.value().intervalMinutes() * 60_000L <= intervalStart
                ? null
                : entry.value().knownAt(knownMillis);
    }

    private @Nullable Version earlier(LocalDay day, int slot, long knownMillis) {
        Table.Entry<PriceVersions> oldest = versions.ceiling("", Long.MIN_VALUE);
        if (oldest == null) {
            return null;
        }
        for (LocalDay earlier = day.plusDays(-1); earlier.endMillis() > oldest.number(); earlier = earlier
                .plusDays(-1)) {
            int interval = earlier.intervalOfSlot(slot);
            Version version = interval < 0 ? null : at(earlier.start(interval), knownMillis);
            if (version != null) {
                return version;
            }
        }
        return null;
    }
}
