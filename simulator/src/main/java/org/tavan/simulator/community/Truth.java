package org.tavan.simulator.community;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tavan.simulator.noise.AutoregressiveProcess;
import org.tavan.simulator.noise.AutoregressiveProcess.Innovation;
import org.tavan.simulator.noise.Noise;
import org.tavan.simulator.weather.PvPlant;
import org.tavan.simulator.weather.SiteWeather;
import org.tavan.simulator.weather.Sun;

/// What the members of a synthetic community really consume and generate: a pure function of seed, member and step.
///
/// Not for two threads at once: its processes keep what was read last.
public final class Truth {
    /// Length of a step (s).
    public static final long STEP_SECONDS = 300;

    private static final double MILLIWATT_HOURS_PER_KW = 1e6 * STEP_SECONDS / 3600;

    private final Conditions.Cache conditions;
    private final List<Member> members = new ArrayList<>();

    /// Makes the members of a community.
    ///
    /// @param weather at the site
    /// @param prosumers number of members
    /// @param seed of the simulation
    public Truth(SiteWeather weather, int prosumers, long seed) {
        this.conditions = new Conditions.Cache(weather);
        AutoregressiveProcess shared = LoadModel.shared(seed);
        for (int i = 0; i < prosumers; i++) {
            MemberProfile profile = MemberProfile.of(i);
            var localCloud = new AutoregressiveProcess(Noise.of(seed, "cloud/" + profile.prosumerId()), 0.9,
                    Innovation.GAUSSIAN);
            members.add(new Member(profile, new LoadModel(profile, shared, seed), localCloud));
        }
    }

    private record Member(MemberProfile profile, LoadModel load, AutoregressiveProcess localCloud) {}

    /// Number of a step.
    ///
    /// @param instant a multiple of five minutes
    /// @return number of the step that begins there
    public static long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }

    /// Load of a member in a step.
    ///
    /// @param member number of the member
    /// @param step number of the step
    /// @return energy consumed without battery and flexible load (mWh)
    public long loadMilliwattHours(int member, long step) {
        return Math.round(
                members.get(member).load().powerKw(step, conditions.at(step)) * MILLIWATT_HOURS_PER_KW);
    }

    /// The cloud over one roof is the site's, plus noise that vanishes under a clear or a covered sky.
    ///
    /// @param member number of the member
    /// @param step number of the step
    /// @return energy generated (mWh); 0 without PV
    public long pvMilliwattHours(int member, long step) {
        PvPlant plant = members.get(member).profile().plant();
        Conditions now = conditions.at(step);
        if (plant == null || now.sun().cosineZenith() <= 0) {
            return 0;
        }
        double site = now.cloudFraction();
        double local = Math.clamp(site + 0.5 * site * (1 - site) * members.get(member).localCloud().at(step),
                0, 1);
        double irradiance = Sun.cloudedWattsPerSquareMetre(now.sun().clearWattsPerSquareMetre(), local);
        return Math.round(
                plant.powerKw(now.sun(), irradiance, now.temperatureCelsius()) * MILLIWATT_HOURS_PER_KW);
    }
}
