package org.tavan.dro;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.ConicProgram;
import org.tavan.conic.Solution;
import org.tavan.recourse.AffineRecourse;
import org.tavan.uncertainty.WassersteinBall;

/// All intervals together, by the worst-case tail of the largest scaled shortage, `sup CVaR_ε(max_t δ_t ((C e_t − Q[t])ᵀξ − m[t])) ≤ 0`, with
/// the rows that turned out to matter (see `GrownTail`).
///
/// Source: Zymler, Kuhn and Rustem 2013 for the scaling, Ordoudis, Nguyen, Kuhn and Pinson 2021 for the ball.
final class JointCausalPromise implements CausalPromise {
    private final double nominalKw;
    private final int intervals;
    private final GrownTail tail;
    private final JointScaling scaling;

    private @Nullable MemberVariables member;
    private double backoff;

    JointCausalPromise(double nominalKw, WassersteinBall ball, double epsilon) {
        this.nominalKw = nominalKw;
        intervals = ball.samples().intervals();
        tail = new GrownTail(ball, epsilon);
        scaling = new JointScaling(ball, epsilon);
        List<UncertainSum> whole = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            UncertainSum open = new UncertainSum(intervals);
            open.slope(t).plus(nominalKw);
            whole.add(open);
        }
        tail.expect(whole);
    }

    @Override
    public void addTo(ConicProgram.Builder program, TriangleVariables gain, MemberVariables variables,
            double backoffKw) {
        member = variables;
        backoff = backoffKw;
        List<UncertainSum> rows = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            UncertainSum open = new UncertainSum(intervals);
            for (int j = 0; j <= t; j++) {
                RowBuilder gains = new RowBuilder();
                gain.addTo(gains, t, j, -1);
                open.slope(j).add(gains);
            }
            open.slope(t).plus(nominalKw);
            open.constant.add(variables.margin().get(t), -1).plus(backoffKw);
            rows.add(open);
        }
        tail.addTo(program, scaling.scaled(rows));
    }

    /// `(C e_t − Q[t])ᵀξ − m[t] + more` in plain numbers.
    private List<UncertainSum> rows(AffineRecourse rule, double[] marginKw, double more) {
        List<UncertainSum> rows = new ArrayList<>();
        for (int t = 0; t < intervals; t++) {
            UncertainSum open = new UncertainSum(intervals);
            for (int j = 0; j <= t; j++) {
                open.slope(j).plus((j == t ? nominalKw : 0) - rule.gainKw(t, j));
            }
            open.constant.plus(more - marginKw[t]);
            rows.add(open);
        }
        return rows;
    }

    /// Half the backoff is left to the solver's residuals: what is not cut off here is safe.
    @Override
    public boolean refine(Solution solution, AffineRecourse rule) {
        MemberVariables variables = RecourseProgram.added(member);
        double[] marginKw = new double[intervals];
        for (int t = 0; t < intervals; t++) {
            marginKw[t] = solution.value(variables.margin().get(t));
        }
        return tail.refine(solution, scaling.scaled(rows(rule, marginKw, 0.5 * backoff)));
    }

    @Override
    public double[] prices(Solution solution, int t, double[] price) {
        for (int j = 0; j <= t; j++) {
            price[j] -= scaling.factor(t) * tail.slopePrice(solution, t, j);
        }
        return price;
    }

    @Override
    public double[] marginsNeededKw(AffineRecourse rule, double[] marginKw) {
        tail.tail().put(scaling.scaled(rows(rule, marginKw, 0)));
        double[] needed = tail.tail().excess(scaling.factors());
        for (int t = 0; t < intervals; t++) {
            needed[t] += marginKw[t];
        }
        return needed;
    }

    @Override
    public double riskPrice(Solution solution, int t) {
        return scaling.factor(t) * tail.price(solution, t);
    }

    @Override
    public boolean rescale(AffineRecourse rule, double[] marginKw) {
        return scaling.improve(rows(rule, marginKw, backoff));
    }

    @Override
    public void restoreScaling() {
        scaling.restore();
    }

    @Override
    public double[] scaling() {
        return scaling.factors();
    }

    @Override
    public void startFrom(double[] factors, AffineRecourse rule, double[] marginKw) {
        scaling.start(factors);
        tail.expectNear(scaling.scaled(rows(rule, marginKw, 0)));
    }
}
