package org.tavan.solver.coordinator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tavan.solver.state.Codec;

/// A request whose answer is not in.
///
/// @param deliveryDay local day planned
/// @param startMillis start of the first interval to be planned
/// @param endMillis end of the last one
/// @param dayAhead whether it is the request of a gate
/// @param members members that the answer must have, sorted
/// @param waited whether ticks wait for it; if not, patience has run out
/// @param recorded whether its solve record is in and says that a plan is published
record OpenRequest(LocalDate deliveryDay, long startMillis, long endMillis, boolean dayAhead,
        List<String> members,
        boolean waited, boolean recorded) {
    static final Codec<OpenRequest> CODEC = Codec.of((out, value) -> {
        out.writeLong(value.deliveryDay().toEpochDay());
        out.writeLong(value.startMillis());
        out.writeLong(value.endMillis());
        out.writeBoolean(value.dayAhead());
        out.writeBoolean(value.waited());
        out.writeBoolean(value.recorded());
        out.writeInt(value.members().size());
        for (String member : value.members()) {
            out.writeUTF(member);
        }
    }, in -> {
        LocalDate day = LocalDate.ofEpochDay(in.readLong());
        long start = in.readLong();
        long end = in.readLong();
        boolean dayAhead = in.readBoolean();
        boolean waited = in.readBoolean();
        boolean recorded = in.readBoolean();
        int size = in.readInt();
        List<String> members = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            members.add(in.readUTF());
        }
        return new OpenRequest(day, start, end, dayAhead, members, waited, recorded);
    });

    OpenRequest {
        members = List.copyOf(members);
    }

    OpenRequest givenUp() {
        return new OpenRequest(deliveryDay, startMillis, endMillis, dayAhead, members, false, recorded);
    }

    OpenRequest withRecord() {
        return new OpenRequest(deliveryDay, startMillis, endMillis, dayAhead, members, waited, true);
    }
}
