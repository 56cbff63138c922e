package org.tavan.solver.api;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tavan.solver.api.view.Column;
import org.tavan.solver.api.view.CommunityView;
import org.tavan.solver.api.view.Curves;

/// `GET /api/v1/communities/{id}/series?from=…&to=…&prosumer=…`: measurements, forecasts, plan and prices per settlement interval, of the community or one
/// member; default a day before and a day after now. A null in a community's curve means that the value is not known of every member.
///
/// Errors: 404 unknown community or member, 400 bad instant or `to` not after `from`.
final class SeriesResource implements Resource {
    private static final Duration AROUND = Duration.ofHours(24);

    private final CommunityView view;

    SeriesResource(CommunityView view) {
        this.view = view;
    }

    @Override
    public String template() {
        return "/api/v1/communities/{id}/series";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("from", "to", "prosumer");
    }

    @Override
    public Body get(Request request) {
        var community = Communities.find(view, request);
        Curves curves = request.parameter("prosumer")
                .map(prosumer -> view.memberCurves(community.communityId(), prosumer)
                        .orElseThrow(() -> HttpProblem.notFound(
                                "There is no member %s in %s.".formatted(prosumer, community.communityId()))))
                .orElse(community.curves());
        Instant now = community.time();
        int from = request.instant("from")
                .map(curves::index)
                .orElse(now == null ? 0 : curves.index(now.minus(AROUND)));
        int to = request.instant("to")
                .map(curves::index)
                .orElse(now == null ? curves.length() : curves.index(now.plus(AROUND)));
        if (from > to) {
            throw HttpProblem.badRequest("The parameter to must lie after from.");
        }
        return Body.of(now, community.intervalMinutes(), curves, from, to);
    }

    /// @param now end of the newest complete interval; null before the first
    /// @param startSeconds start of each interval, seconds since 1970-01-01T00:00Z
    /// @param values one curve per name; kW, or kWh at the end of the interval, or ¢/kWh, as the name says
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Body(@Nullable Instant now, int intervalMinutes, double[] startSeconds,
            Map<String, double[]> values) {
        static Body of(@Nullable Instant now, int intervalMinutes, Curves curves, int from, int to) {
            double[] startSeconds = new double[to - from];
            for (int i = from; i < to; i++) {
                startSeconds[i - from] = curves.start(i).getEpochSecond();
            }
            var values = new LinkedHashMap<String, double[]>();
            for (Column column : Column.values()) {
                values.put(name(column), curves.values(column, from, to));
            }
            values.put("dayAheadCentsPerKwh", curves.dayAheadCentsPerKwh(from, to));
            values.put("realTimeBuyCentsPerKwh", curves.realTimeBuyCentsPerKwh(from, to));
            values.put("realTimeSellCentsPerKwh", curves.realTimeSellCentsPerKwh(from, to));
            return new Body(now, intervalMinutes, startSeconds, values);
        }

        /// `PLAN_ENERGY_KWH` → `planEnergyKwh`.
        private static String name(Column column) {
            var name = new StringBuilder();
            boolean upper = false;
            for (char c : column.name().toCharArray()) {
                if (c == '_') {
                    upper = true;
                } else {
                    name.append(upper ? c : Character.toLowerCase(c));
                    upper = false;
                }
            }
            return name.toString();
        }
    }
}
