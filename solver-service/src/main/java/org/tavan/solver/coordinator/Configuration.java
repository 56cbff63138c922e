package org.tavan.solver.coordinator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.Prosumer;
import org.tavan.solver.state.Codec;

/// One version of a community's configuration, ready for look-ups.
///
/// @param community as it came
/// @param calendar its clock
/// @param prosumers members by id, sorted
record Configuration(Community community, Calendar calendar, Map<String, Prosumer> prosumers) {

    static Configuration of(Community community) {
        Map<String, Prosumer> prosumers = new TreeMap<>();
        community.getProsumers().forEach(prosumer -> prosumers.put(prosumer.getProsumerId(), prosumer));
        return new Configuration(community, Calendar.of(community), new LinkedHashMap<>(prosumers));
    }

    static Codec<Configuration> codec(Codec<Community> codec) {
        return new Codec<>() {
            @Override
            public byte[] write(Configuration value) {
                return codec.write(value.community());
            }

            @Override
            public Configuration read(byte[] bytes) {
                return of(codec.read(bytes));
            }
        };
    }

    long knowledgeMillis() {
        return community.getKnowledgeTime().toEpochMilli();
    }

    long stepMillis() {
        return calendar.stepMillis();
    }

    /// Whether a member takes part from one instant to another.
    boolean active(String member, long fromMillis, long toMillis) {
        @Nullable
        Prosumer prosumer = prosumers.get(member);
        return prosumer != null
                && (prosumer.getValidFrom() == null || prosumer.getValidFrom().toEpochMilli() <= fromMillis)
                && (prosumer.getValidTo() == null || toMillis <= prosumer.getValidTo().toEpochMilli());
    }
}
