package org.tavan.community;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tavan.schema.Community;

/// The accepted configurations of one community by the time they were decided: a decision sees the newest one known then,
/// however early later ones have arrived.
///
/// @param versions oldest first, at least one
public record Configurations(List<Community> versions) {
    public Configurations(List<Community> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("versions is empty, expected at least one configuration");
        }
        this.versions = versions.stream().sorted(Comparator.comparing(Community::getKnowledgeTime)).toList();
    }

    /// The first one.
    public static Configurations of(Community first) {
        return new Configurations(List.of(first));
    }

    /// These and one more; one decided at the same time is replaced.
    public Configurations with(Community added) {
        var all = new ArrayList<>(versions);
        all.removeIf(version -> version.getKnowledgeTime().equals(added.getKnowledgeTime()));
        all.add(added);
        return new Configurations(all);
    }

    /// The configuration known at an instant; the first one holds from the beginning.
    public Community at(Instant time) {
        Community found = versions.getFirst();
        for (Community version : versions) {
            if (!version.getKnowledgeTime().isAfter(time)) {
                found = version;
            }
        }
        return found;
    }

    /// The newest configuration known at an instant that has a member: of one that was removed, the one before. Empty if none
    /// had it.
    public Optional<Community> withMember(String prosumerId, Instant time) {
        Community known = at(time);
        return versions.reversed()
                .stream()
                .filter(version -> !version.getKnowledgeTime().isAfter(known.getKnowledgeTime()))
                .filter(version -> version.getProsumers()
                        .stream()
                        .anyMatch(prosumer -> prosumer.getProsumerId().equals(prosumerId)))
                .findFirst();
    }

    /// The one decided last, even if that is still to come.
    public Community newest() {
        return versions.getLast();
    }
}
