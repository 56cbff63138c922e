package org.tavan.solver.microgrid;

import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.schema.Member;
import org.tavan.schema.SolveKind;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.state.Vectors;

/// The demand that a microgrid has to carry: that of all members of its community, load minus PV as forecast.
///
/// Its standard deviation is that of the sum over the members, day by day, so that errors which come together count together:
/// `σ(t) = sd_d Σ_m ξ_m(d,t)`. Members with more sample days than others give their last ones. With fewer than two days it is
/// that of a uniform distribution over the sum of the support boxes, `(high − low)/√12`.
final class DemandForecast {
    private DemandForecast() {}

    /// Takes what the microgrid needs of a solve request.
    static Asked of(SolveRequest request) {
        int intervals = request.getIntervals();
        double hours = request.getIntervalMinutes() / 60.0;
        double[] loadKw = new double[intervals];
        double surplusKwh = 0;
        for (int t = 0; t < intervals; t++) {
            for (Member member : request.getMembers()) {
                loadKw[t] += member.getLatestForecastKw().get(t);
            }
            surplusKwh += hours * Math.max(0, -loadKw[t]);
            loadKw[t] = Math.max(0, loadKw[t]);
        }
        String trigger = surplusKwh > 0
                ? "%s; members' surplus of %.3f kWh is left out".formatted(request.getTrigger(), surplusKwh)
                : request.getTrigger();
        return new Asked(request.getKind() == SolveKind.DAY_AHEAD, request.getRequestedAt().toEpochMilli(),
                trigger, request.getDeliveryDay().toEpochDay(), request.getStart().toEpochMilli(),
                request.getIntervalMinutes(), Profile.of(loadKw), sigmaKw(request),
                Vectors.profile(request.getDayAheadCentsPerKwh()), request.getSeed(),
                request.getMembers().stream().map(Member::getProsumerId).sorted().toList());
    }

    /// Why a request cannot be used, empty if it can.
    static String fault(SolveRequest request) {
        int intervals = request.getIntervals();
        boolean lengths = intervals > 0 && request.getIntervalMinutes() > 0
                && fits(request.getDayAheadCentsPerKwh(), intervals)
                && request.getMembers()
                        .stream()
                        .allMatch(member -> fits(member.getLatestForecastKw(), intervals)
                                && fits(member.getSupportLowKw(), intervals)
                                && fits(member.getSupportHighKw(), intervals)
                                && member.getResidualKw().stream().allMatch(row -> fits(row, intervals)));
        return lengths && request.getKind() != SolveKind.UNKNOWN
                ? ""
                : "the solve request of %s has lists of other lengths than its %d intervals, or values that are not finite"
                        .formatted(request.getRequestedAt(), intervals);
    }

    private static boolean fits(List<Double> list, int intervals) {
        return list.size() == intervals && Vectors.finite(list);
    }

    private static Profile sigmaKw(SolveRequest request) {
        int intervals = request.getIntervals();
        List<Member> members = request.getMembers();
        int days = members.stream().mapToInt(member -> member.getResidualKw().size()).min().orElse(0);
        double[] sigmaKw = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            sigmaKw[t] = days < 2 ? boxSigmaKw(members, t) : sampleSigmaKw(members, days, t);
        }
        return Profile.of(sigmaKw);
    }

    private static double sampleSigmaKw(List<Member> members, int days, int t) {
        double mean = 0;
        double squares = 0;
        for (int day = 0; day < days; day++) {
            double sum = 0;
            for (Member member : members) {
                List<List<Double>> rows = member.getResidualKw();
                sum += rows.get(rows.size() - days + day).get(t);
            }
            double off = sum - mean;
            mean += off / (day + 1);
            squares += off * (sum - mean);
        }
        return Math.sqrt(squares / (days - 1));
    }

    private static double boxSigmaKw(List<Member> members, int t) {
        double widthKw = members.stream()
                .mapToDouble(member -> member.getSupportHighKw().get(t) - member.getSupportLowKw().get(t))
                .sum();
        return Math.max(0, widthKw) / Math.sqrt(12);
    }
}
