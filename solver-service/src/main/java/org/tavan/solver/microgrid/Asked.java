package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.solver.state.Codec;

/// What the microgrid takes of a solve request of its community, until its turn comes.
///
/// @param dayAhead whether it is for the next local day; else for the rest of a day
/// @param requestedMillis event time of the decision
/// @param trigger what caused it, in words
/// @param deliveryDay local day (days since 1970)
/// @param startMillis start of the first interval
/// @param intervalMinutes length of an interval (min)
/// @param loadKw mean demand of all members (kW), not below 0
/// @param sigmaKw standard deviation of its forecast error (kW)
/// @param importCentsPerKwh price of the grid (¢/kWh)
/// @param seed of every random choice
/// @param members who makes up the demand, sorted
record Asked(boolean dayAhead, long requestedMillis, String trigger, long deliveryDay, long startMillis,
        int intervalMinutes, Profile loadKw, Profile sigmaKw, Profile importCentsPerKwh, long seed,
        List<String> members) {
    static final Codec<Asked> CODEC = Codec.of((out, value) -> {
        out.writeBoolean(value.dayAhead());
        out.writeLong(value.requestedMillis());
        out.writeUTF(value.trigger());
        out.writeLong(value.deliveryDay());
        out.writeLong(value.startMillis());
        out.writeInt(value.intervalMinutes());
        Codec.writeProfile(out, value.loadKw());
        Codec.writeProfile(out, value.sigmaKw());
        Codec.writeProfile(out, value.importCentsPerKwh());
        out.writeLong(value.seed());
        Names.write(out, value.members());
    }, in -> new Asked(in.readBoolean(), in.readLong(), in.readUTF(), in.readLong(), in.readLong(),
            in.readInt(), Codec.readProfile(in), Codec.readProfile(in), Codec.readProfile(in), in.readLong(),
            Names.read(in)));

    Asked {
        members = List.copyOf(members);
    }

    long stepMillis() {
        return intervalMinutes * 60_000L;
    }

    int intervals() {
        return loadKw.length();
    }

    long endMillis() {
        return startMillis + intervals() * stepMillis();
    }

    /// Starts of the intervals.
    List<Long> starts() {
        List<Long> starts = new ArrayList<>();
        for (int t = 0; t < intervals(); t++) {
            starts.add(startMillis + t * stepMillis());
        }
        return starts;
    }
}
