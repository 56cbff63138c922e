package org.tavan.solver.microgrid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.AchievedResponse;
import org.tavan.demandresponse.ElasticityEstimate;
import org.tavan.demandresponse.ElasticityEstimate.Settings;
import org.tavan.demandresponse.PeriodElasticities;
import org.tavan.demandresponse.Periods;
import org.tavan.demandresponse.Spreading;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.solver.state.Table;
import org.tavan.solver.state.Vectors;

/// Elasticities as learnt from the days of customers with a price: TOU and RTP. The other programmes are not described by
/// elasticities.
final class ElasticityBook {
    private static final List<String> NAMES = List.of("valley", "off-peak", "peak");
    /// Standard deviation of `d/d₀` in one interval, summed over the customers.
    private static final double NOISE = 0.05;
    /// Weight of a day against the one after: half after a month.
    private static final double FORGETTING = 0.977;

    private final Table<Learnt> learnt;

    ElasticityBook(Table<Learnt> learnt) {
        this.learnt = learnt;
    }

    /// Whether elasticities tell how customers of a programme answer.
    static boolean teaches(ProgrammeKind kind) {
        return kind == ProgrammeKind.TOU || kind == ProgrammeKind.RTP;
    }

    /// What is wrong with the prior of a configuration, empty if nothing is.
    static String fault(DemandSide side) {
        try {
            estimate(settings(side, List.of(0, 1, 2)), null);
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Learns from a whole day of one programme. A day that lacks a period teaches nothing.
    ///
    /// @param baselineKw load that takes part, without the programme, over all customers (kW)
    /// @param loadKw with it (kW)
    void learn(DemandSide side, DemandSignal signal, ProgrammeOffer offer, Profile baselineKw,
            Profile loadKw) {
        if (!new HashSet<>(signal.getPeriods()).containsAll(List.of(0, 1, 2))) {
            return;
        }
        var day = new AchievedResponse(baselineKw, loadKw,
                Vectors.profile(Collections.nCopies(signal.getPeriods().size(), signal.getFlatCentsPerKwh())),
                Vectors.profile(offer.getPriceCentsPerKwh()));
        ElasticityEstimate later = estimate(settings(side, signal.getPeriods()), learnt.get("", 0))
                .updated(day);
        learnt.put("", 0, new Learnt(later.information(), later.days(), later.skipped()));
    }

    /// {@return the elasticities, row-major as in the configuration; empty if nothing is learnt yet}
    List<Double> elasticities(DemandSide side) {
        Learnt known = learnt.get("", 0);
        return known == null || known.days() == 0
                ? List.of()
                : Vectors.list(estimate(settings(side, List.of(0, 1, 2)), known).elasticities().values());
    }

    /// Number of offers that taught something.
    int days() {
        Learnt known = learnt.get("", 0);
        return known == null ? 0 : known.days();
    }

    private static Settings settings(DemandSide side, List<Integer> periods) {
        List<Double> deviations = new ArrayList<>(
                Collections.nCopies(NAMES.size() * NAMES.size(), side.getElasticityDeviation()));
        return new Settings(new Periods(NAMES, periods), Spreading.EVERY_PAIR,
                new PeriodElasticities(NAMES, Vectors.profile(side.getElasticities())),
                Vectors.profile(deviations), NOISE, FORGETTING);
    }

    private static ElasticityEstimate estimate(Settings settings,
            @Nullable Learnt known) {
        return known == null
                ? ElasticityEstimate.start(settings)
                : new ElasticityEstimate(settings, known.information(), known.days(), known.skipped());
    }
}
