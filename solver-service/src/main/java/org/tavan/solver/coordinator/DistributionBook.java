package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.DayType;
import org.tavan.schema.Distribution;
import org.tavan.schema.ResidualDay;
import org.tavan.solver.coordinator.DistributionVersion.Box;
import org.tavan.solver.coordinator.DistributionVersion.DayReference;
import org.tavan.solver.state.Key;
import org.tavan.solver.state.Table;
import org.tavan.solver.state.Vectors;

/// Residual distributions of the members, version by version until no decision needs them any more.
final class DistributionBook {
    private final Table<DistributionVersion> versions;
    private final Table<Profile> residuals;

    DistributionBook(Table<DistributionVersion> versions, Table<Profile> residuals) {
        this.versions = versions;
        this.residuals = residuals;
    }

    void add(Distribution distribution) {
        String member = distribution.getProsumerId();
        long since = distribution.getKnowledgeTime().toEpochMilli();
        Table.Entry<DistributionVersion> newest = versions.floor(member, Long.MAX_VALUE);
        List<DayReference> days = new ArrayList<>();
        for (ResidualDay residualDay : distribution.getDays()) {
            long day = residualDay.getDay().toEpochDay();
            Profile content = Vectors.profile(residualDay.getResidualKw());
            DayReference before = newest == null ? null : newest.value().reference(day);
            Profile known = before == null ? null : residuals.get(row(member, before.sinceMillis()), day);
            if (before != null && known != null && content.equals(known)) {
                days.add(new DayReference(day, residualDay.getDayType(), before.sinceMillis()));
            } else {
                residuals.put(row(member, since), day, content);
                days.add(new DayReference(day, residualDay.getDayType(), since));
            }
        }
        Map<DayType, Box> boxes = new EnumMap<>(DayType.class);
        distribution.getStatistics()
                .forEach(statistics -> boxes.put(statistics.getDayType(),
                        new Box(Vectors.profile(statistics.getSupportLowKw()),
                                Vectors.profile(statistics.getSupportHighKw()))));
        versions.put(member, since,
                new DistributionVersion(since, days, boxes));
    }

    /// Whether the version that a forecast names is in, or will never come because a later one came first.
    boolean decided(String member, NetForecast forecast) {
        Long named = forecast.distributionMillis();
        return named == null || versions.ceiling(member, named) != null;
    }

    /// The version that a forecast names, however many others have arrived; null if it names none or it never
    /// came.
    @Nullable
    DistributionVersion find(String member, NetForecast forecast) {
        Long named = forecast.distributionMillis();
        return named == null ? null : versions.get(member, named);
    }

    /// The oldest version kept, which is that of the newest gate that planned the member, however many others have arrived.
    ///
    /// @throws IllegalStateException if there is none; a planned member has one
    DistributionVersion oldest(String member) {
        Table.Entry<DistributionVersion> entry = versions.ceiling(member, Long.MIN_VALUE);
        if (entry == null) {
            throw new IllegalStateException("%s is planned but has no distribution".formatted(member));
        }
        return entry.value();
    }

    /// Samples for the intervals of a day from one on: those of its day type if the distribution has statistics of it, which
    /// its writer decides, else all.
    Samples samples(String member, DistributionVersion version, LocalDay day, DayType dayType,
            int firstInterval) {
        Box typeBox = version.boxes().get(dayType);
        boolean typed = typeBox != null;
        Box box = typed ? typeBox : version.boxes().get(DayType.ALL);
        int intervals = day.intervals() - firstInterval;
        double[] low = new double[intervals];
        double[] high = new double[intervals];
        for (int i = 0; i < intervals; i++) {
            int slot = day.slot(firstInterval + i);
            low[i] = box == null ? Double.POSITIVE_INFINITY : box.lowKw().get(slot);
            high[i] = box == null ? Double.NEGATIVE_INFINITY : box.highKw().get(slot);
        }
        List<Profile> samples = new ArrayList<>();
        for (DayReference reference : version.days()) {
            Profile residual = residuals.get(row(member, reference.sinceMillis()), reference.day());
            if (residual == null || (typed && reference.dayType() != dayType)) {
                continue;
            }
            double[] sample = new double[intervals];
            for (int i = 0; i < intervals; i++) {
                sample[i] = residual.get(day.slot(firstInterval + i));
                low[i] = Math.min(low[i], sample[i]);
                high[i] = Math.max(high[i], sample[i]);
            }
            samples.add(Profile.of(sample));
        }
        return new Samples(samples, Profile.of(low), Profile.of(high));
    }

    /// Forgets versions older than the one that a forecast names: later forecasts name that one or newer ones.
    void forgetBefore(String member, NetForecast forecast) {
        Long oldestNeeded = forecast.distributionMillis();
        if (oldestNeeded == null) {
            return;
        }
        Set<DayReference> dropped = new HashSet<>();
        for (DistributionVersion version : versions.of(member)
                .headMap(new Key(member, oldestNeeded), false)
                .values()) {
            dropped.addAll(version.days());
        }
        if (dropped.isEmpty()) {
            return;
        }
        versions.removeBelow(member, oldestNeeded);
        versions.of(member).values().forEach(version -> version.days().forEach(dropped::remove));
        dropped.forEach(reference -> residuals.remove(row(member, reference.sinceMillis()), reference.day()));
    }

    private static String row(String member, long sinceMillis) {
        return member + '@' + sinceMillis;
    }
}
