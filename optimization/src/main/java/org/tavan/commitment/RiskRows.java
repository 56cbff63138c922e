package org.tavan.commitment;

import java.util.List;

import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.Variable;
import org.tavan.reliability.NetLoadError;
import org.tavan.reliability.OutageEvent;

/// The rows of lost load: one per interval, outage event and point of the net-load error.
///
/// With `Z_i = P_i + R_i` and `L = Σ R_i` the shed of event `s` is `max(0, Σ_{i∈s} Z_i + e - L)`. Its expectation is
/// convex in `(P, R)` because `p_s` does not depend on the commitment: a variable above the row is exact. A limit on
/// the probability needs a binary per event and point, ordered in `e`.
final class RiskRows {
    private final HighsModel model;
    private final Reliability reliability;
    private final List<OutageEvent> events;
    private final LinearExprBuilder eens = HighsModel.sum();
    private final boolean shedMatters;

    RiskRows(HighsModel model, Reliability reliability, List<OutageEvent> events) {
        this.model = model;
        this.reliability = reliability;
        this.events = events;
        shedMatters = reliability.vollCentsPerKwh() > 0 || limitsEens(reliability);
    }

    /// {@return whether anything in the problem asks for these rows}
    static boolean matter(Reliability reliability) {
        boolean matters = reliability.vollCentsPerKwh() > 0 || limitsEens(reliability);
        for (int t = 0; t < reliability.lolpMax().length(); t++) {
            matters |= reliability.lolpMax().get(t) < 1;
        }
        return matters;
    }

    private static boolean limitsEens(Reliability reliability) {
        return reliability.eensMaxKwh() < Double.POSITIVE_INFINITY;
    }

    /// Adds one interval.
    ///
    /// @param margin `Z`, one variable per source
    /// @param marginMaxKw how large each can be (kW)
    /// @param reserveTotal `L`
    void add(int t, List<Variable> margin, double[] marginMaxKw, Variable reserveTotal, NetLoadError error) {
        List<NetLoadError.Point> points = error.points();
        LinearExprBuilder lolp = HighsModel.sum();
        for (OutageEvent event : events) {
            double lostMaxKw = event.lost().stream().mapToDouble(i -> marginMaxKw[i]).sum();
            Variable worse = null;
            for (NetLoadError.Point point : points.reversed()) {
                double shedMaxKw = lostMaxKw + point.errorKw();
                if (shedMaxKw <= 0) {
                    break;
                }
                double probability = event.probability() * point.probability();
                if (shedMatters) {
                    addShed(event, point.errorKw(), probability, margin, reserveTotal);
                }
                if (reliability.lolpMax().get(t) < 1) {
                    Variable shedding = model.binary(0);
                    lolp.addTerm(shedding, probability);
                    LinearExprBuilder row = lost(event, margin, reserveTotal).addTerm(shedding, -shedMaxKw);
                    model.atMost(row, -point.errorKw());
                    if (worse != null) {
                        model.atMost(HighsModel.sum().addTerm(shedding, 1).addTerm(worse, -1), 0);
                    }
                    worse = shedding;
                }
            }
        }
        if (reliability.lolpMax().get(t) < 1) {
            model.requirement("loss-of-load probability", t, LOLP_WEIGHT, lolp, Double.NEGATIVE_INFINITY,
                    reliability.lolpMax().get(t));
        }
    }

    private void addShed(OutageEvent event, double errorKw, double probability, List<Variable> margin,
            Variable reserveTotal) {
        double hours = probability * reliability.outageHours();
        Variable shed = model.real(0, Double.POSITIVE_INFINITY, hours * reliability.vollCentsPerKwh());
        model.atMost(lost(event, margin, reserveTotal).addTerm(shed, -1), -errorKw);
        eens.addTerm(shed, hours);
    }

    private static LinearExprBuilder lost(OutageEvent event, List<Variable> margin, Variable reserveTotal) {
        LinearExprBuilder sum = HighsModel.sum().addTerm(reserveTotal, -1);
        event.lost().forEach(i -> sum.addTerm(margin.get(i), 1));
        return sum;
    }

    /// Adds the limit over the horizon, once all intervals are there.
    void limitEens() {
        if (limitsEens(reliability)) {
            model.requirement("expected energy not supplied (kWh)", UnmetRequirement.WHOLE_HORIZON,
                    EENS_WEIGHT, eens,
                    Double.NEGATIVE_INFINITY, reliability.eensMaxKwh());
        }
    }

    private static final double LOLP_WEIGHT = 100;
    private static final double EENS_WEIGHT = 1;
}
