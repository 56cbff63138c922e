package org.tavan.solver.microgrid;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Community;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.serde.TavanSerdes;
import org.tavan.solver.state.Codec;
import org.tavan.solver.state.Entries;
import org.tavan.solver.state.Table;
import org.tavan.topic.Topics;

/// Everything that is remembered of the microgrid of one community, entry by entry. Each entry says what its name and number
/// are.
final class MicrogridState {
    private static final Codec<String> TEXT = Codec.of((out, value) -> out.writeUTF(value),
            in -> in.readUTF());

    /// Number: knowledge time.
    final Table<Community> communities;
    /// Number: knowledge time.
    final Table<Microgrid> microgrids;
    /// Number: knowledge time.
    final Table<WeatherForecasts> forecasts;
    /// Number: in the order of arrival. Requests that wait for their turn.
    final Table<Asked> asked;
    /// Number: in the order of the events. What the next request says it had to do without.
    final Table<String> notes;
    /// Name: plan id.
    final Table<Underway> underway;
    /// Name: plan id of a request that is underway.
    final Table<MicrogridSchedule> schedules;
    /// Name: plan id of a request that is underway.
    final Table<DemandSignal> signals;
    /// Number: delivery day.
    final Table<Plan> plans;
    /// Number: delivery day.
    final Table<DayOffers> offers;
    /// Name: plan id, programme and member.
    final Table<MemberResponse> responses;
    /// Name: member. The newest delivery day that it has answered on.
    final Table<Long> heard;
    /// Name: member. The delivery day on which patience with it ran out, until it answers again.
    final Table<Long> silent;
    /// One entry.
    final Table<Learnt> learnt;

    MicrogridState(String communityId, Entries entries, Codecs codecs) {
        String prefix = communityId + '/';
        communities = new Table<>(entries, prefix + "community/", codecs.community());
        microgrids = new Table<>(entries, prefix + "microgrid/", codecs.microgrid());
        forecasts = new Table<>(entries, prefix + "forecast/", WeatherForecasts.CODEC);
        asked = new Table<>(entries, prefix + "asked/", Asked.CODEC);
        notes = new Table<>(entries, prefix + "note/", TEXT);
        underway = new Table<>(entries, prefix + "underway/", Underway.CODEC);
        schedules = new Table<>(entries, prefix + "schedule/", codecs.schedule());
        signals = new Table<>(entries, prefix + "signal/", codecs.signal());
        plans = new Table<>(entries, prefix + "plan/", Plan.codec(codecs.schedule()));
        offers = new Table<>(entries, prefix + "offers/", DayOffers.codec(codecs.signal()));
        responses = new Table<>(entries, prefix + "response/", MemberResponse.CODEC);
        heard = new Table<>(entries, prefix + "heard/", Codec.LONG);
        silent = new Table<>(entries, prefix + "silent/", Codec.LONG);
        learnt = new Table<>(entries, prefix + "learnt/", Learnt.CODEC);
    }

    /// Layouts of the records that are kept as they came.
    record Codecs(Codec<Community> community, Codec<Microgrid> microgrid, Codec<MicrogridSchedule> schedule,
            Codec<DemandSignal> signal) {
        static Codecs of(TavanSerdes serdes) {
            return new Codecs(Codec.of(serdes, Topics.COMMUNITIES), Codec.of(serdes, Topics.MICROGRIDS),
                    Codec.of(serdes, Topics.MICROGRID_SCHEDULES), Codec.of(serdes, Topics.DEMAND_SIGNALS));
        }
    }

    /// The configuration of the microgrid in force at an instant, null if there is none yet.
    @Nullable
    Microgrid microgridAt(long millis) {
        Table.Entry<Microgrid> entry = microgrids.floor("", millis);
        return entry == null ? null : entry.value();
    }

    /// The configuration of the community known at an instant; the first one holds from the beginning.
    @Nullable
    Community communityAt(long millis) {
        Table.Entry<Community> entry = communities.floor("", millis);
        Table.Entry<Community> found = entry == null ? communities.ceiling("", Long.MIN_VALUE) : entry;
        return found == null ? null : found.value();
    }

    void note(String text) {
        notes.put("", notes.all().size(), text);
    }

    /// Forgets every plan and what led to it.
    void forgetPlans() {
        List.of(asked, notes, underway, schedules, signals, plans, offers, responses, heard, silent)
                .forEach(Table::clear);
    }
}
