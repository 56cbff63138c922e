package org.tavan.dro;

import java.util.Arrays;

import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Profile;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.ProblemChecks;

/// One member whose window of samples and forecast move, with its rule and where it stands in the program.
final class RollingMember {
    private final Member member;
    private final SampleWindow window;
    private final double[] forecastKw;
    private final RollingCost cost;
    private final RollingCertificate certificate;
    /// `Q` and `m + r` of the point read last.
    private final double[] gainKw;
    private final double[] marginKw;
    private final RollingPromise promise;
    private DiagonalProgram rule;
    /// Whether samples or prices have changed since they were taken over, and since the program was written.
    private boolean outdated;
    private boolean stale = true;

    /// @param margin of the support; NaN for one that stays
    RollingMember(Member member, CommunityProblem problem, double intervalEpsilon, double margin) {
        this.member = member;
        window = new SampleWindow(member, margin);
        forecastKw = member.forecastKw().toArray();
        gainKw = new double[forecastKw.length];
        marginKw = new double[forecastKw.length];
        cost = new RollingCost(window, problem.stepHours(), problem.promise().radius());
        certificate = new RollingCertificate(window, member.nominalKw());
        promise = problem.promise().jointMethod() == JointMethod.BONFERRONI
                ? new RollingSeparatePromise(window, member.nominalKw(), intervalEpsilon)
                : new RollingJointPromise(window, member, problem.promise().epsilon());
        update(problem.prices().realTimeBuyCentsPerKwh().toArray(),
                problem.prices().realTimeSellCentsPerKwh().toArray());
        rule = newRule();
    }

    private DiagonalProgram newRule() {
        return new DiagonalProgram(member.nominalKw(), forecastKw.length, member.realTime(),
                member.commitment() != null, promise.inRule(), cost);
    }

    private void update(double[] buyCents, double[] sellCents) {
        cost.update(buyCents, sellCents);
        promise.update(cost.radius());
    }

    void slide(double[] sampleKw) {
        window.slide(member.id(), sampleKw);
        outdated = true;
    }

    /// @throws IllegalArgumentException if a value is not finite, or there are more or fewer than intervals
    void setForecast(double[] kw) {
        ProblemChecks.finite("forecast of %s", member.id(), kw, forecastKw.length);
        System.arraycopy(kw, 0, forecastKw, 0, kw.length);
    }

    void pricesChanged() {
        outdated = true;
    }

    /// Takes over what has changed.
    ///
    /// @return whether the program may be written; if not, another has to be made
    boolean refresh(double[] buyCents, double[] sellCents) {
        if (outdated) {
            outdated = false;
            stale = true;
            update(buyCents, sellCents);
            return rule.updateGainMax() && promise.fits();
        }
        return promise.fits();
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

    /// Reads where a solve ended, `Q` within its limits.
    void read(ConicWorkspace workspace, CommunityProgram program, int n) {
        for (int t = 0; t < gainKw.length; t++) {
            gainKw[t] = Math.clamp(workspace.value(rule.gainVariables()[t]), 0, rule.gainMaxKwAt(t));
            marginKw[t] = workspace.value(program.marginVariable[n][t]);
        }
    }

    /// Changes the rows of the program that the point read last asks for.
    ///
    /// @return whether there were any
    boolean refine(ConicWorkspace workspace) {
        boolean riskier = promise.refine(workspace, rule);
        stale |= riskier;
        return cost.refine(workspace) || riskier;
    }

    /// Lets in what was left out of the promise, without which there may be no point at all.
    ///
    /// @return whether there was anything
    boolean complete() {
        return promise.complete();
    }

    /// Scales the intervals of a joint promise anew at the point read last.
    ///
    /// @return whether another scaling is in force
    boolean rescale(ConicWorkspace workspace) {
        boolean rescaled = promise.rescale(workspace, gainKw, marginKw);
        stale |= rescaled;
        return rescaled;
    }

    /// {@return how many programs have been made for its scaling}
    int programs() {
        return promise.programs();
    }

    /// Puts the scaling before the last change in force again.
    void restoreScaling() {
        promise.restoreScaling();
        stale = true;
    }

    DiagonalProgram rule() {
        return rule;
    }

    /// {@return how much the worst case costs beyond what the point pays for it (¢)}
    double missingCents(ConicWorkspace workspace) {
        return cost.missingCents(workspace);
    }

    /// {@return how far the program's bound may lie above that of the whole promise (¢)}
    double boundLossCents(ConicWorkspace workspace) {
        return promise.boundLossCents(workspace, rule);
    }

    /// {@return whether the point read last keeps the promise}
    boolean keepsPromise(ConicWorkspace workspace) {
        return promise.isKept(workspace, gainKw, marginKw);
    }

    /// {@return the certificate of the point read last}
    double violation() {
        return certificate.violation(gainKw, marginKw, cost.radius());
    }

    double gainKw(int t) {
        return gainKw[t];
    }

    /// {@return `m + r`}
    double marginKw(int t) {
        return marginKw[t];
    }

    /// {@return the member as it is now}
    Member current() {
        return member.withForecast(Profile.of(Arrays.copyOf(forecastKw, forecastKw.length)),
                window.samplesKw(), window.supportKw());
    }
}
