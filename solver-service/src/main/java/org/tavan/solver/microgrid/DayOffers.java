package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.PlannedDemand;
import org.tavan.solver.state.Codec;

/// What customers were told for a day, until it is learnt what they did.
///
/// @param members who was planned, and is to answer
/// @param endMillis end of the day
/// @param planned what the plan expects of each programme
/// @param signal what they were told
record DayOffers(List<String> members, long endMillis, List<Moved> planned, DemandSignal signal) {

    static Codec<DayOffers> codec(Codec<DemandSignal> signals) {
        return Codec.of((out, value) -> {
            Names.write(out, value.members());
            out.writeLong(value.endMillis());
            out.writeInt(value.planned().size());
            for (Moved moved : value.planned()) {
                out.writeUTF(moved.programmeId());
                out.writeDouble(moved.reducedKwh());
                out.writeDouble(moved.addedKwh());
            }
            byte[] signal = signals.write(value.signal());
            out.writeInt(signal.length);
            out.write(signal);
        }, in -> {
            List<String> members = Names.read(in);
            long end = in.readLong();
            int size = in.readInt();
            List<Moved> planned = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                planned.add(new Moved(in.readUTF(), in.readDouble(), in.readDouble()));
            }
            return new DayOffers(members, end, planned, signals.read(in.readNBytes(in.readInt())));
        });
    }

    DayOffers {
        members = List.copyOf(members);
        planned = List.copyOf(planned);
    }

    int intervals() {
        return signal.getPeriods().size();
    }

    /// Whether a signal comes with a plan.
    static boolean comeWith(boolean dayAhead, @Nullable PlannedDemand demand) {
        return dayAhead && demand != null && !demand.getBills().isEmpty();
    }
}
