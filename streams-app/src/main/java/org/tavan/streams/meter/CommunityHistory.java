package org.tavan.streams.meter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;
import org.tavan.schema.Meter;
import org.tavan.schema.Prosumer;

/// The configurations of one community by the time they were decided, and what they make of each register.
///
/// A version adds and changes from its `knowledgeTime` on, the first one from `validFrom` on; what it removes goes on
/// until the gate closure at which the rest of the system takes it up, so that nobody waits for a member in vain.
public final class CommunityHistory {
    private final Configurations configurations;
    private final List<Community> versions;
    private final SettlementGrid grid;
    private final TreeMap<Long, Map<String, Prosumer>> membersByVersion = new TreeMap<>();
    private final Map<RegisterKey, List<Registration>> registrations = new LinkedHashMap<>();

    CommunityHistory(Configurations configurations) {
        this.configurations = configurations;
        this.versions = configurations.versions();
        this.grid = SettlementGrid.startingAt(versions.getFirst().getValidFrom().toEpochMilli(),
                versions.getFirst().getIntervalMinutes());
        for (int i = 0; i < versions.size(); i++) {
            register(i);
            Map<String, Prosumer> members = new HashMap<>();
            versions.get(i)
                    .getProsumers()
                    .forEach(prosumer -> members.put(prosumer.getProsumerId(), prosumer));
            membersByVersion.put(i == 0 ? Long.MIN_VALUE : versions.get(i).getKnowledgeTime().toEpochMilli(),
                    members);
        }
    }

    /// Settlement intervals.
    public SettlementGrid grid() {
        return grid;
    }

    /// The configuration known at that time; before the first one, the first.
    public Community at(long timeMillis) {
        return configurations.at(Instant.ofEpochMilli(timeMillis));
    }

    /// The member as configured at that time; of one that was removed, as it was before; null if it never was one.
    public @Nullable Prosumer prosumer(String prosumerId, long timeMillis) {
        Prosumer found = null;
        for (Map<String, Prosumer> members : membersByVersion.headMap(timeMillis, true).values()) {
            found = members.getOrDefault(prosumerId, found);
        }
        return found;
    }

    /// Newest configuration.
    public Community newest() {
        return configurations.newest();
    }

    /// All versions.
    public Configurations configurations() {
        return configurations;
    }

    /// What every register measured, in order of intervals.
    public Map<RegisterKey, List<Registration>> registrations() {
        return registrations;
    }

    private void register(int index) {
        Community version = versions.get(index);
        long from = index == 0 ? Long.MIN_VALUE : grid.tickFrom(version.getKnowledgeTime().toEpochMilli());
        long to = index + 1 == versions.size()
                ? Long.MAX_VALUE
                : grid.tickFrom(versions.get(index + 1).getKnowledgeTime().toEpochMilli());
        long removal = index + 1 == versions.size()
                ? Long.MAX_VALUE
                : grid.tickFrom(gateAfter(versions.get(index + 1)));
        for (Prosumer prosumer : version.getProsumers()) {
            for (Meter meter : prosumer.getMeters()) {
                var key = new RegisterKey(meter.getMeterId(), meter.getRegister());
                boolean stays = index + 1 < versions.size() && hasRegister(versions.get(index + 1), key);
                add(key, registration(version, prosumer, meter, from, stays ? to : removal));
            }
        }
    }

    private void add(RegisterKey key, Registration added) {
        if (added.fromTick() >= added.toTick()) {
            return;
        }
        List<Registration> all = registrations.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!all.isEmpty()) {
            Registration last = all.removeLast().until(added.fromTick());
            if (last.fromTick() < last.toTick()) {
                all.add(last);
            }
        }
        all.add(added);
    }

    private Registration registration(Community community, Prosumer prosumer, Meter meter, long from,
            long to) {
        Instant since = prosumer.getValidFrom() == null ? community.getValidFrom() : prosumer.getValidFrom();
        Instant until = prosumer.getValidTo();
        long first = Math.max(grid.tickFrom(community.getValidFrom().toEpochMilli()),
                grid.tickFrom(since.toEpochMilli() + grid.lengthMillis() - 1));
        long end = until == null ? Long.MAX_VALUE : grid.tickFrom(until.toEpochMilli());
        Double modulus = meter.getRegisterModulus();
        return new Registration(Registration.idOf(meter.getMeterId(), meter.getRegister()),
                community.getCommunityId(),
                prosumer.getProsumerId(), meter.getChannel(), meter.getPowerMaxKw(),
                modulus == null ? Double.NaN : modulus, grid, Math.max(first, from), Math.min(end, to));
    }

    private static boolean hasRegister(Community community, RegisterKey key) {
        return community.getProsumers()
                .stream()
                .flatMap(prosumer -> prosumer.getMeters().stream())
                .anyMatch(meter -> meter.getMeterId().equals(key.meterId())
                        && meter.getRegister().equals(key.register()));
    }

    /// First gate closure after a configuration was decided (ms).
    private static long gateAfter(Community community) {
        ZoneId zone = ZoneId.of(community.getZone());
        Instant known = community.getKnowledgeTime();
        LocalTime gate = LocalTime.ofSecondOfDay(community.getGateClosureMinutes() * 60L);
        LocalDate day = known.atZone(zone).toLocalDate();
        Instant closure = day.atTime(gate).atZone(zone).toInstant();
        return (closure.isAfter(known) ? closure : day.plusDays(1).atTime(gate).atZone(zone).toInstant())
                .toEpochMilli();
    }
}
