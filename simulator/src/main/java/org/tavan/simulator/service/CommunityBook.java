package org.tavan.simulator.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.tavan.community.ConfigurationRules;
import org.tavan.community.Configurations;
import org.tavan.schema.Community;

/// The valid configurations of communities, all versions, in memory and in a store.
public final class CommunityBook {
    private final KeyValueStore<String, Community> store;
    private final Map<String, Configurations> configurations = new HashMap<>();

    /// Reads what the store has.
    public CommunityBook(KeyValueStore<String, Community> store) {
        this.store = store;
        try (var versions = store.all()) {
            versions.forEachRemaining(version -> remember(version.value));
        }
    }

    /// Takes a configuration if it is valid; else the one before stays in force, and the coordinator publishes it as
    /// rejected.
    ///
    /// @param key that it came under
    /// @return whether it was taken
    public boolean accept(String key, Community community) {
        Configurations before = configurations.get(key);
        if (ConfigurationRules.check(key, community, before == null ? null : before.newest()).isPresent()) {
            return false;
        }
        store.put(versionKey(community), community);
        remember(community);
        return true;
    }

    /// Forgets a community that was removed.
    public void forget(String communityId) {
        Configurations removed = configurations.remove(communityId);
        if (removed != null) {
            removed.versions().forEach(version -> store.delete(versionKey(version)));
        }
    }

    /// The versions of a community, if it is configured.
    public Optional<Configurations> find(String communityId) {
        return Optional.ofNullable(configurations.get(communityId));
    }

    private void remember(Community community) {
        configurations.merge(community.getCommunityId(), Configurations.of(community),
                (before, _) -> before.with(community));
    }

    private static String versionKey(Community community) {
        return community.getCommunityId() + '/' + community.getKnowledgeTime();
    }
}
