package org.tavan.streams.meter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.community.ConfigurationRules;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;

/// Who is metered by what: every accepted configuration, readable from any thread.
///
/// Readers take an immutable snapshot; only the thread of the global store writes.
public final class Registry {
    private volatile Snapshot snapshot = new Snapshot(0, Map.of(), Map.of(), Map.of());

    /// One consistent state.
    ///
    /// @param number grows with every change
    /// @param communities by communityId
    /// @param registers what each register measures, in order of intervals
    /// @param prosumers registrations by `communityId/prosumerId`
    public record Snapshot(
            long number,
            Map<String, CommunityHistory> communities,
            Map<RegisterKey, List<Registration>> registers,
            Map<String, List<Registration>> prosumers) {
        /// History of a community; null if it is not configured.
        public @Nullable CommunityHistory community(String communityId) {
            return communities.get(communityId);
        }
    }

    /// The newest state.
    public Snapshot snapshot() {
        return snapshot;
    }

    /// Whether a configuration of that community, decided at that time or later, has arrived and is accepted: a publisher
    /// waits for it before it sends readings.
    public boolean knows(String communityId, long knowledgeMillis) {
        CommunityHistory history = snapshot.community(communityId);
        return history != null && history.newest().getKnowledgeTime().toEpochMilli() >= knowledgeMillis;
    }

    /// Takes a configuration if nothing is wrong with it.
    ///
    /// @return what is wrong with it
    public synchronized Optional<String> accept(String key, Community community) {
        CommunityHistory history = snapshot.community(key);
        Optional<String> error = ConfigurationRules.check(key, community,
                history == null ? null : history.newest());
        if (error.isPresent()) {
            return error;
        }
        Configurations configurations = history == null
                ? Configurations.of(community)
                : history.configurations().with(community);
        var communities = new TreeMap<>(snapshot.communities());
        communities.put(key, new CommunityHistory(configurations));
        publish(communities);
        return Optional.empty();
    }

    /// Removes a community.
    public synchronized void remove(String key) {
        var communities = new TreeMap<>(snapshot.communities());
        if (communities.remove(key) != null) {
            publish(communities);
        }
    }

    private void publish(Map<String, CommunityHistory> communities) {
        var registers = new HashMap<RegisterKey, List<Registration>>();
        var prosumers = new HashMap<String, List<Registration>>();
        communities
                .forEach((communityId, history) -> history.registrations().forEach((key, registrations) -> {
                    // A register that two communities claim stays with the first by name.
                    if (registers.putIfAbsent(key, List.copyOf(registrations)) == null) {
                        registrations.forEach(registration -> prosumers
                                .computeIfAbsent(communityId + '/' + registration.prosumerId(),
                                        _ -> new ArrayList<>())
                                .add(registration));
                    }
                }));
        snapshot = new Snapshot(snapshot.number() + 1, Map.copyOf(communities), Map.copyOf(registers),
                Map.copyOf(prosumers));
    }
}
