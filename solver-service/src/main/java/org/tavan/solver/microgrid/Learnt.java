package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.List;
import org.tavan.conic.Profile;
import org.tavan.solver.state.Codec;

/// What customers' answers have taught so far, apart from the prior.
///
/// @param information as in [org.tavan.demandresponse.ElasticityEstimate]
/// @param days offers of days that taught something
/// @param skipped intervals that could not be used
record Learnt(List<Profile> information, int days, long skipped) {
    static final Codec<Learnt> CODEC = Codec.of((out, value) -> {
        out.writeInt(value.days());
        out.writeLong(value.skipped());
        out.writeInt(value.information().size());
        for (Profile row : value.information()) {
            Codec.writeProfile(out, row);
        }
    }, in -> {
        int days = in.readInt();
        long skipped = in.readLong();
        int size = in.readInt();
        List<Profile> information = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            information.add(Codec.readProfile(in));
        }
        return new Learnt(information, days, skipped);
    });

    Learnt {
        information = List.copyOf(information);
    }
}
