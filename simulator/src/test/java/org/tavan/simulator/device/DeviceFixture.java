package org.tavan.simulator.device;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tavan.schema.Clipping;
import org.tavan.schema.Community;
import org.tavan.schema.Dispatch;
import org.tavan.schema.Prosumer;
import org.tavan.schema.Reason;
import org.tavan.simulator.synthetic.SyntheticConfig;
import org.tavan.simulator.synthetic.SyntheticSource;

/// The synthetic community, and dispatches to its members.
final class DeviceFixture {
    static final Community COMMUNITY = new SyntheticSource(
            SyntheticConfig.of(1, LocalDate.of(2025, 3, 1)).withDays(1))
            .communities()
            .getFirst();
    /// Battery of 80 kWh and 20 kW, no flexible load.
    static final String BATTERY_HOME = "home-1";
    /// Flexible load of 3 kW from 18 to 23 hours, at most 10 kW and 15 kWh, no battery.
    static final String FLEXIBLE_HOME = "home-2";
    /// Neither.
    static final String PLAIN_HOME = "home-7";

    private DeviceFixture() {}

    static Prosumer prosumer(String id) {
        return COMMUNITY.getProsumers()
                .stream()
                .filter(p -> p.getProsumerId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// @param hour hours after the start of validity at which the set-points begin
    static Instant hour(int hour) {
        return COMMUNITY.getValidFrom().plusSeconds(3600L * hour);
    }

    static Dispatch dispatch(String prosumerId, int hour, double chargeKw, double dischargeKw,
            double flexibleKw) {
        Instant begin = hour(hour);
        var reason = new Reason("test", List.of(), 0.0, 0.0, 0.0, List.of(), 0.0, 0.0);
        return new Dispatch("tehran", prosumerId, "tehran/%s/%s".formatted(prosumerId, hour(hour - 1)),
                "plan", "OPTIMAL",
                0, hour(hour - 1), 60, true, 0.0, 0.0, 0.0, Clipping.NONE, 0.0, 0.0, begin, chargeKw,
                dischargeKw,
                flexibleKw, "plan", reason, begin);
    }
}
