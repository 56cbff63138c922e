package org.tavan.streams.residual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.schema.DayType;
import org.tavan.schema.Distribution;
import org.tavan.schema.ResidualDay;
import org.tavan.schema.ResidualStatistics;
import org.tavan.streams.forecast.Powers;
import org.tavan.topic.ProsumerKey;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.SupportBox;

/// Makes the published distribution of a prosumer's residual rows.
public final class DistributionWriter {
    private final double tailFraction;
    private final int typeDaysMin;

    /// @param tailFraction probability mass of each tail
    /// @param typeDaysMin days of one type from which it gets statistics of its own
    public DistributionWriter(double tailFraction, int typeDaysMin) {
        this.tailFraction = tailFraction;
        this.typeDaysMin = typeDaysMin;
    }

    /// The distribution of the rows, at least one.
    public Distribution write(
            ProsumerKey prosumer,
            ResidualRows rows,
            int intervalMinutes,
            double supportMarginFraction,
            Instant knowledgeTime) {
        var days = new ArrayList<ResidualDay>();
        var all = new ArrayList<Profile>();
        var work = new ArrayList<Profile>();
        var off = new ArrayList<Profile>();
        rows.byDay().forEach((day, row) -> {
            Profile profile = Profile.of(row.toArray());
            all.add(profile);
            (row.offDay() ? off : work).add(profile);
            days.add(ResidualDay.newBuilder()
                    .setDay(day)
                    .setDayType(row.offDay() ? DayType.OFFDAY : DayType.WORKDAY)
                    .setResidualKw(list(profile))
                    .build());
        });
        var statistics = new ArrayList<ResidualStatistics>();
        statistics.add(statistics(DayType.ALL, all, supportMarginFraction));
        if (work.size() >= typeDaysMin) {
            statistics.add(statistics(DayType.WORKDAY, work, supportMarginFraction));
        }
        if (off.size() >= typeDaysMin) {
            statistics.add(statistics(DayType.OFFDAY, off, supportMarginFraction));
        }
        return Distribution.newBuilder()
                .setCommunityId(prosumer.communityId())
                .setProsumerId(prosumer.prosumerId())
                .setThroughDay(rows.byDay().lastKey())
                .setIntervalMinutes(intervalMinutes)
                .setDays(days)
                .setStatistics(statistics)
                .setTailFraction(tailFraction)
                .setSupportMarginFraction(supportMarginFraction)
                .setKnowledgeTime(knowledgeTime)
                .build();
    }

    private ResidualStatistics statistics(DayType type, List<Profile> samples, double marginFraction) {
        EmpiricalDistribution distribution = EmpiricalDistribution.of(samples);
        SupportBox box = distribution.likelySupport(marginFraction);
        return ResidualStatistics.newBuilder()
                .setDayType(type)
                .setCount(samples.size())
                .setMeanKw(list(distribution.mean()))
                .setSupportLowKw(list(box.low()))
                .setSupportHighKw(list(box.high()))
                .setTailLowKw(list(distribution.lowerTail(tailFraction)))
                .setTailHighKw(list(distribution.upperTail(tailFraction)))
                .build();
    }

    private static List<Double> list(Profile profile) {
        return Powers.owning(profile.toArray());
    }
}
