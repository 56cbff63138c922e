package org.tavan.standalone.summary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tavan.community.Configurations;
import org.tavan.schema.Prosumer;

/// Who belongs to a community when: each configuration holds from the time it was decided, the first one from the beginning.
final class MemberVersions {
    private final TreeMap<Long, Map<String, Prosumer>> memberByIdByMillis = new TreeMap<>();

    MemberVersions(Configurations configurations) {
        configurations.versions()
                .forEach(version -> memberByIdByMillis.put(version.getKnowledgeTime().toEpochMilli(),
                        version.getProsumers()
                                .stream()
                                .collect(Collectors.toMap(Prosumer::getProsumerId, member -> member,
                                        (first, _) -> first, TreeMap::new))));
    }

    /// Members at an instant, by the order of their ids.
    List<Prosumer> at(long millis) {
        var found = memberByIdByMillis.floorEntry(millis);
        return (found == null ? memberByIdByMillis.firstEntry() : found).getValue()
                .values()
                .stream()
                .filter(member -> isMember(member, millis))
                .toList();
    }

    private static boolean isMember(Prosumer prosumer, long millis) {
        var from = prosumer.getValidFrom();
        var to = prosumer.getValidTo();
        return (from == null || from.toEpochMilli() <= millis) && (to == null || millis < to.toEpochMilli());
    }

    /// Ids of all who were ever members.
    Set<String> ids() {
        return memberByIdByMillis.values()
                .stream()
                .flatMap(members -> members.keySet().stream())
                .collect(Collectors.toSet());
    }
}
