package org.tavan.solver.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.api.view.CommunitySnapshot;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.MicrogridDay;
import org.tavan.solver.api.view.MicrogridPlan;
import org.tavan.solver.api.view.MicrogridSnapshot;

/// `GET /api/v1/communities/{id}/microgrid?day=…`: the microgrid on one local day, by default today, and what the plans of the last days came to.
///
/// Errors: 404 unknown community or no microgrid, 400 bad day. A day that nothing is known of has no plan and no curves.
final class MicrogridResource implements Resource {
    private final CommunityView view;

    MicrogridResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}/microgrid";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("day");
    }

    @Override
    public Body get(Request request) {
        var community = Communities.find(view, request);
        var microgrid = community.microgrid();
        if (microgrid == null) {
            throw HttpProblem.notFound(
                    "The community %s has no microgrid; a record with its key in tavan.microgrids.v1 configures one."
                            .formatted(community.communityId()));
        }
        LocalDate today = today(community, microgrid);
        return Body.of(community, microgrid, today, request.day("day").orElse(today));
    }

    /// The local day of event time; before the first interval the newest day that anything is known of, null without.
    private static @Nullable LocalDate today(CommunitySnapshot community, MicrogridSnapshot microgrid) {
        Instant time = community.time();
        if (time != null) {
            return LocalDate.ofInstant(time, community.zone());
        }
        return microgrid.days().isEmpty() ? null : microgrid.days().getLast().day();
    }

    /// @param version grows when anything of it changes
    /// @param time event time: end of the newest complete interval; null before the first
    /// @param today its local day
    /// @param members members of the community, who may answer
    /// @param shown what was asked for; null if nothing is known of that day
    /// @param days newest days, oldest first
    record Body(String communityId, long version, @Nullable Instant time, @Nullable LocalDate today,
            String zone,
            String currency, int members, MicrogridConfiguration configuration, @Nullable Day shown,
            List<Result> days) {
        static Body of(CommunitySnapshot community, MicrogridSnapshot microgrid, @Nullable LocalDate today,
                @Nullable LocalDate asked) {
            return new Body(community.communityId(), microgrid.version(), community.time(), today,
                    community.zone().getId(), community.currency(), community.members().size(),
                    MicrogridConfiguration.of(microgrid.configuration()),
                    microgrid.days()
                            .stream()
                            .filter(day -> day.day().equals(asked))
                            .findFirst()
                            .map(Day::of)
                            .orElse(null),
                    microgrid.days().stream().map(Result::of).toList());
        }
    }

    /// One day in full, as in [MicrogridDay].
    ///
    /// @param startSeconds start of each interval, seconds since 1970-01-01T00:00Z
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Day(LocalDate day, int intervalMinutes, double[] startSeconds, @Nullable MicrogridPlan plan,
            @Nullable MicrogridPlan newest, MicrogridDay.@Nullable Signal signal,
            Map<String, Map<String, Map<String, double[]>>> curves) {
        static Day of(MicrogridDay it) {
            long first = it.start().getEpochSecond();
            double[] starts = LongStream.range(0, it.length())
                    .mapToDouble(i -> first + 60L * it.intervalMinutes() * i)
                    .toArray();
            return new Day(it.day(), it.intervalMinutes(), starts, it.plan(), it.newest(), it.signal(),
                    it.curves());
        }
    }

    /// What one day's plan came to.
    ///
    /// @param status how the newest solve ended
    /// @param solves solves for the day
    /// @param start start of the plan that covers most of the day; null without one
    /// @param totalCents its cost (¢)
    /// @param eensKwh its expected energy not supplied (kWh)
    /// @param gap its proven gap, fraction; null where nothing is proved
    record Result(LocalDate day, String status, int solves, @Nullable Instant start, double totalCents,
            double eensKwh, double gap) {
        static Result of(MicrogridDay it) {
            var newest = it.newest();
            var whole = it.whole();
            var cost = whole == null ? null : whole.cost();
            return new Result(it.day(), newest == null ? "NONE" : newest.status(), it.answers(),
                    whole == null ? null : whole.start(), cost == null ? Double.NaN : cost.totalCents(),
                    whole == null ? Double.NaN : whole.eensKwh(), whole == null ? Double.NaN : whole.gap());
        }
    }
}
