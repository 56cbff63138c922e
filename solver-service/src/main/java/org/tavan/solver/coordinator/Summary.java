package org.tavan.solver.coordinator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;

/// One plain sentence about a dispatch, for the customer: local time of 24 hours, powers in kW.
final class Summary {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    /// Powers below this are not worth a word (kW).
    private static final double NOTABLE_KW = 0.05;

    private Summary() {}

    /// The sentence for a dispatch whose numbers are complete.
    static String of(Dispatch.Builder dispatch, Prosumer prosumer, ZoneId zone) {
        Instant end = dispatch.getIntervalStart().plusSeconds(dispatch.getIntervalMinutes() * 60L);
        Instant until = dispatch.getSetpointStart().plusSeconds(dispatch.getIntervalMinutes() * 60L);
        String span = "From %s to %s ".formatted(time(dispatch.getIntervalStart(), zone), time(end, zone));
        String next = next(dispatch, prosumer);
        return span + closed(dispatch)
                + (next.isEmpty() ? "." : "; until " + time(until, zone) + " " + next + ".");
    }

    private static String closed(Dispatch.Builder dispatch) {
        if (dispatch.getPlanId().isEmpty()) {
            return "no plan was in force";
        }
        String traded = traded(dispatch);
        if (!dispatch.getMeasured()) {
            return "nothing was measured, so "
                    + (traded == null ? "nothing was traded in real time" : traded + " as planned");
        }
        double residual = dispatch.getResidualKw();
        String demand = Math.abs(residual) < NOTABLE_KW
                ? "demand was as forecast"
                : "demand was %s kW %s forecast".formatted(kw(Math.abs(residual)),
                        residual > 0 ? "above" : "below");
        String shortage = dispatch.getShortageKw() >= NOTABLE_KW
                ? ", which left %s kW uncovered".formatted(kw(dispatch.getShortageKw()))
                : "";
        return demand + (traded == null ? "" : " and " + traded) + shortage;
    }

    private static @Nullable String traded(Dispatch.Builder dispatch) {
        String limit = dispatch.getUnclippedKw() == dispatch.getRealTimeImportKw()
                - dispatch.getRealTimeExportKw()
                        ? ""
                        : ", the most allowed";
        if (dispatch.getRealTimeImportKw() >= NOTABLE_KW) {
            return "%s kW was bought in real time".formatted(kw(dispatch.getRealTimeImportKw())) + limit;
        }
        return dispatch.getRealTimeExportKw() >= NOTABLE_KW
                ? "%s kW was sold in real time".formatted(kw(dispatch.getRealTimeExportKw())) + limit
                : null;
    }

    private static String next(Dispatch.Builder dispatch, Prosumer prosumer) {
        List<String> orders = new ArrayList<>();
        if (prosumer.getBattery() != null) {
            if (dispatch.getChargeKw() >= NOTABLE_KW) {
                orders.add("the battery charges at %s kW".formatted(kw(dispatch.getChargeKw())));
            } else if (dispatch.getDischargeKw() >= NOTABLE_KW) {
                orders.add("the battery gives %s kW".formatted(kw(dispatch.getDischargeKw())));
            } else {
                orders.add("the battery rests");
            }
        }
        if (prosumer.getFlexibleLoad() != null && dispatch.getFlexibleKw() >= NOTABLE_KW) {
            orders.add("flexible load runs at %s kW".formatted(kw(dispatch.getFlexibleKw())));
        }
        return String.join(" and ", orders);
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    private static String kw(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
