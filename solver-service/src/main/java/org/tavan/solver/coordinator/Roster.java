package org.tavan.solver.coordinator;

import java.util.ArrayList;
import java.util.List;
import org.tavan.solver.state.Codec;

/// Who is planned on a day, decided at its gate.
///
/// @param configurationMillis knowledge time of the configuration in force for that day
/// @param members planned members, sorted
record Roster(long configurationMillis, List<String> members) {
    static final Codec<Roster> CODEC = Codec.of((out, value) -> {
        out.writeLong(value.configurationMillis());
        out.writeInt(value.members().size());
        for (String member : value.members()) {
            out.writeUTF(member);
        }
    }, in -> {
        long configuration = in.readLong();
        int size = in.readInt();
        List<String> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(in.readUTF());
        }
        return new Roster(configuration, members);
    });

    Roster {
        members = List.copyOf(members);
    }
}
