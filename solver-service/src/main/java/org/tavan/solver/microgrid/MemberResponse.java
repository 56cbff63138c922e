package org.tavan.solver.microgrid;

import java.util.Arrays;
import org.tavan.conic.Profile;
import org.tavan.solver.state.Codec;

/// How one customer answered one programme on one day, as far as it has come.
///
/// @param missing number of intervals that have not come
/// @param baselineKw load that takes part, without the programme (kW); NaN where it has not come
/// @param loadKw with it (kW)
record MemberResponse(int missing, Profile baselineKw, Profile loadKw) {
    static final Codec<MemberResponse> CODEC = Codec.of((out, value) -> {
        out.writeInt(value.missing());
        Codec.writeProfile(out, value.baselineKw());
        Codec.writeProfile(out, value.loadKw());
    }, in -> new MemberResponse(in.readInt(), Codec.readProfile(in), Codec.readProfile(in)));

    static MemberResponse none(int intervals) {
        double[] nothing = new double[intervals];
        Arrays.fill(nothing, Double.NaN);
        return new MemberResponse(intervals, Profile.of(nothing), Profile.of(nothing));
    }

    boolean has(int interval) {
        return !Double.isNaN(baselineKw.get(interval));
    }

    MemberResponse with(int interval, double baseline, double load) {
        double[] baselines = baselineKw.toArray();
        double[] loads = loadKw.toArray();
        baselines[interval] = baseline;
        loads[interval] = load;
        return new MemberResponse(missing - 1, Profile.of(baselines), Profile.of(loads));
    }
}
