package org.tavan.dro;

import java.util.Arrays;

import org.tavan.asset.GridLimits;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;

/// One member whose window of samples and forecast move, with its rule and where it stands in the program.
final class RollingMember {
    private final Member member;
    private final SampleWindow window;
    private final double[] forecastKw;
    private final double intervalEpsilon;
    private final SeparatePromise promise;
    private final RollingCost cost;
    private final double stepHours;
    private DiagonalProgram rule;
    /// Whether samples or prices have changed since the program was written.
    private boolean stale = true;

    RollingMember(Member member, CommunityProblem problem, double intervalEpsilon, double margin) {
        this.member = member;
        this.intervalEpsilon = intervalEpsilon;
        stepHours = problem.stepHours();
        window = new SampleWindow(member, margin);
        forecastKw = member.forecastKw().toArray();
        promise = new SeparatePromise(member.nominalKw(), forecastKw.length);
        cost = new RollingCost(window, stepHours, problem.promise().radius());
        update(problem.prices().realTimeBuyCentsPerKwh().toArray(),
                problem.prices().realTimeSellCentsPerKwh().toArray());
        rule = newRule();
    }

    private DiagonalProgram newRule() {
        GridLimits realTime = member.realTime();
        return new DiagonalProgram(member.nominalKw(), forecastKw.length, realTime,
                member.commitment() != null, promise, cost);
    }

    private void update(double[] buyCents, double[] sellCents) {
        cost.update(buyCents, sellCents);
        double budget = cost.radius() / intervalEpsilon;
        for (int t = 0; t < forecastKw.length; t++) {
            promise.set(t, window.upperTail(t, intervalEpsilon) + budget,
                    window.lowerTail(t, intervalEpsilon) + budget, window.low(t), window.high(t));
        }
    }

    void slide(double[] sampleKw) {
        window.slide(member.id(), sampleKw);
        stale = true;
    }

    /// @throws IllegalArgumentException if a value is not finite, or there are more or fewer than intervals
    void setForecast(double[] kw) {
        ProblemChecks.finite("forecast of %s", member.id(), kw, forecastKw.length);
        System.arraycopy(kw, 0, forecastKw, 0, kw.length);
    }

    void pricesChanged() {
        stale = true;
    }

    /// Takes over what has changed.
    ///
    /// @return whether the program may be written; if not, another has to be made
    boolean refresh(double[] buyCents, double[] sellCents) {
        if (!stale) {
            return true;
        }
        update(buyCents, sellCents);
        return rule.updateGainMax();
    }

    /// A rule for a program that is yet to be made.
    DiagonalProgram renewRule() {
        rule = newRule();
        stale = true;
        return rule;
    }

    /// Writes what has changed into the program.
    void write(ConicWorkspace workspace, CommunityProgram program, int n) {
        for (int t = 0; t < forecastKw.length; t++) {
            workspace.setRightSide(program.balanceRow[n][t], program.committedKw[n][t] - forecastKw[t]);
        }
        if (stale) {
            rule.write(workspace);
            promise.write(workspace, rule.gainVariables(), CommunityProgram.backoffKw(member));
            cost.write(workspace, rule);
            stale = false;
        }
    }

    DiagonalProgram rule() {
        return rule;
    }

    RollingCost cost() {
        return cost;
    }

    /// {@return `Q` where a solve ended, within its limits (kW per unit of ξ)}
    double gainKw(ConicWorkspace workspace, int t) {
        return Math.clamp(workspace.value(rule.gainVariables()[t]), 0, rule.gainMaxKwAt(t));
    }

    double marginNeededKw(double gainKw, int t) {
        return promise.marginNeededKw(gainKw, t);
    }

    /// {@return the member as it is now}
    Member current() {
        return member.withForecast(Profile.of(Arrays.copyOf(forecastKw, forecastKw.length)),
                window.samplesKw(), window.supportKw());
    }
}
