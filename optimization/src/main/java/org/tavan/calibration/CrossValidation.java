package org.tavan.calibration;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.plan.CommunityPlanner;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.plan.PlanOutcome;
import org.tavan.plan.PlanStatus;
import org.tavan.dro.PlanTrial;
import org.tavan.plan.PlannerSettings;
import org.tavan.recourse.Shortage;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;

/// Finds the radius by cross-validation on the window of samples: for each candidate, plan without a block of days, live these days, and
/// take the cheapest radius under which every member's promise held.
///
/// The folds are contiguous blocks of days, and days next to a block are left out of its training as well, because residuals of
/// neighbouring days are alike. A support box is made anew from the training days alone; other supports are prior knowledge and stay.
/// Weights of the samples count in training and in the frequencies.
///
/// A radius counts only within the support: residuals beyond the box break the promise under any radius. Of `n` days about `1/n` of the
/// next ones exceed the highest sample of an interval, so with many intervals a narrow box alone breaks a promise; then no candidate
/// passes, and a larger `supportMarginFraction` is the remedy.
///
/// The chosen candidate is the best of several on the same days, so its frequency is a little flattered; the one-sided limit of
/// `Acceptance` is meant for a radius named beforehand. Plans of the whole window rest on more days than those that were judged.
///
/// Source: Mohajerin Esfahani and Kuhn, 2018, section 7.2 (radius by k-fold cross-validation). Departs from it: the promise decides, then
/// the cost; blocks of days rather than random folds.
///
/// @param radii candidates for `ρ` in units of `ξ`, ascending, non-negative, at least one
/// @param folds blocks of days, at least 2 and at most as many as there are days
/// @param gapDays days left out of training on both sides of a block, non-negative
/// @param supportMarginFraction as in `EmpiricalDistribution.likelySupport`
/// @param acceptance when a frequency passes
public record CrossValidation(Profile radii, int folds, int gapDays, double supportMarginFraction,
        Acceptance acceptance) {

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public CrossValidation {
        for (int k = 0; k < radii.length(); k++) {
            double before = k == 0 ? -Double.MIN_VALUE : radii.get(k - 1);
            if (!(radii.get(k) > before && radii.get(k) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The radii (%s) must ascend from 0 or above and be finite.".formatted(radii));
            }
        }
        if (radii.length() == 0 || folds < 2 || gapDays < 0) {
            throw new IllegalArgumentException(
                    "There must be at least 1 radius (%d), 2 folds (%d) and no negative gap (%d)."
                            .formatted(radii.length(), folds, gapDays));
        }
        if (!(supportMarginFraction >= 0 && supportMarginFraction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The supportMarginFraction (%s) must be non-negative and finite."
                            .formatted(supportMarginFraction));
        }
    }

    /// By planning: `folds · radii` plans. The problem is the one to be planned; its day is lived with the residuals of each held-out day.
    ///
    /// @param problem with the samples of all members in the order of the days, the same days for all
    /// @param planner makes the plans
    /// @param settings of the planner
    /// @throws IllegalArgumentException if members have different numbers of samples, or too few for the folds
    public RadiusChoice select(CommunityProblem problem, CommunityPlanner planner,
            PlannerSettings settings) {
        int days = days(problem.members());
        List<RadiusScore> scores = new ArrayList<>();
        for (int k = 0; k < radii.length(); k++) {
            Tally tally = new Tally(problem.members(), radii.get(k));
            for (int fold = 0; fold < folds; fold++) {
                CommunityProblem training = training(problem, fold, days)
                        .withPromise(problem.promise().withRadius(radii.get(k)));
                live(training, planner.plan(training, settings), tally, fold, days);
            }
            scores.add(tally.score(acceptance));
        }
        return RadiusChoice.of(scores, problem.promise().epsilon());
    }

    private void live(CommunityProblem training, PlanOutcome outcome, Tally tally, int fold, int days) {
        PlanTrial trial = outcome instanceof PlanOutcome.Planned planned
                && planned.status() != PlanStatus.RELAXED
                        ? new PlanTrial(training, planned.plan())
                        : null;
        for (int i = from(fold, days); i < from(fold + 1, days); i++) {
            if (trial == null) {
                tally.unplannedDay(i);
            } else {
                for (int n = 0; n < tally.members.size(); n++) {
                    PlanTrial.Outcome lived = trial.on(n, tally.residualKw(n, i));
                    tally.memberDay(n, i, lived.broken(), lived.cents());
                }
            }
        }
    }

    /// Without planning: each member alone on the margins that the bare promise needs,
    /// `m_t = min(CVaR_{ε/T}(residual_t) + Cρ T/ε, u_t)`; a day is broken if any residual exceeds its margin. Microseconds a candidate.
    ///
    /// For a diagonal rule with `Q < C` and no more margin than needed the days broken are exactly those of the plan:
    /// `(C−Q)ξ > (C−Q)h⁺` wherever `ξ > h⁺`, whatever `Q`. A plan with margin to spare, or with the real-time power for `Q = C`, breaks fewer.
    /// Costs are not planned; the margin grows with the radius, so the smallest radius that passes is taken.
    ///
    /// @param problem as for `select`; its joint method is `BONFERRONI`, since other methods size margins by the plan
    /// @throws IllegalArgumentException if it is not, or the supports are no boxes, or as for `select`
    public RadiusChoice selectByMargin(CommunityProblem problem) {
        if (problem.promise().jointMethod() != JointMethod.BONFERRONI) {
            throw new IllegalArgumentException(
                    "The joint method %s sizes its margins by the plan: the radius must be selected by planning."
                            .formatted(problem.promise().jointMethod()));
        }
        int days = days(problem.members());
        List<RadiusScore> scores = new ArrayList<>();
        for (int k = 0; k < radii.length(); k++) {
            Tally tally = new Tally(problem.members(), radii.get(k));
            for (int fold = 0; fold < folds; fold++) {
                List<Member> training = training(problem, fold, days).members();
                for (int n = 0; n < training.size(); n++) {
                    double[] marginKw = marginKw(training.get(n), problem, radii.get(k));
                    liveBare(tally, n, marginKw, problem.stepHours(), fold, days);
                }
            }
            scores.add(tally.score(acceptance));
        }
        return RadiusChoice.of(scores, problem.promise().epsilon());
    }

    private void liveBare(Tally tally, int n, double[] marginKw, double stepHours, int fold, int days) {
        double kwh = 0;
        for (double kw : marginKw) {
            kwh += stepHours * kw;
        }
        for (int i = from(fold, days); i < from(fold + 1, days); i++) {
            Profile residualKw = tally.residualKw(n, i);
            boolean broken = false;
            for (int t = 0; t < marginKw.length; t++) {
                broken |= Shortage.counts(residualKw.get(t) - marginKw[t]);
            }
            tally.memberDay(n, i, broken, kwh);
        }
    }

    private static double[] marginKw(Member member, CommunityProblem problem, double radius) {
        double[] marginKw = new double[problem.intervals()];
        double epsilon = problem.promise().epsilon() / problem.intervals();
        if (!(member.supportKw() instanceof SupportBox box)) {
            throw new IllegalArgumentException("Member %s: the support must be a box, but is %s.".formatted(
                    member.id(), member.supportKw()));
        }
        Profile tailKw = member.residualKw().upperTail(epsilon);
        for (int t = 0; t < marginKw.length; t++) {
            marginKw[t] = Math.min(tailKw.get(t) + member.nominalKw() * radius / epsilon,
                    box.high().get(t));
        }
        return marginKw;
    }

    private int days(List<Member> members) {
        int days = members.getFirst().residualKw().count();
        for (Member member : members) {
            if (member.residualKw().count() != days) {
                throw new IllegalArgumentException("""
                        Member %s has %d samples, but %s has %d; both must have the same days.
                        Maybe days without weight were dropped for one of them.""".formatted(member.id(),
                        member.residualKw().count(), members.getFirst().id(), days));
            }
        }
        int blockMax = (days + folds - 1) / folds;
        if (days < folds || days - blockMax - 2 * gapDays < 1) {
            throw new IllegalArgumentException(
                    "The %d days are too few for %d folds with gaps of %d days.".formatted(days, folds,
                            gapDays));
        }
        return days;
    }

    /// First day of a block; blocks differ by a day at most.
    private int from(int fold, int days) {
        return (int) ((long) fold * days / folds);
    }

    private CommunityProblem training(CommunityProblem problem, int fold, int days) {
        int from = from(fold, days) - gapDays;
        int to = from(fold + 1, days) + gapDays;
        return problem.withMembers(problem.members()
                .stream()
                .map(member -> training(member, from, to))
                .toList());
    }

    private Member training(Member member, int from, int to) {
        EmpiricalDistribution all = member.residualKw();
        List<Profile> samples = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < all.count(); i++) {
            if (i < from || i >= to) {
                samples.add(all.sample(i));
                weights.add(all.weight(i));
            }
        }
        EmpiricalDistribution kept = EmpiricalDistribution.of(samples,
                Profile.of(weights.stream().mapToDouble(w -> w).toArray()));
        Support support = member.supportKw() instanceof SupportBox
                ? kept.likelySupport(supportMarginFraction)
                : member.supportKw();
        return member.withResiduals(kept, support);
    }

    /// What the held-out days of one radius add up to.
    private static final class Tally {
        private final List<Member> members;
        private final double radius;
        private final double[] brokenFraction;
        private double cost;
        private int unplannedDays;

        Tally(List<Member> members, double radius) {
            this.members = members;
            this.radius = radius;
            brokenFraction = new double[members.size()];
        }

        Profile residualKw(int n, int day) {
            return members.get(n).residualKw().sample(day);
        }

        void memberDay(int n, int day, boolean broken, double dayCost) {
            double weight = members.get(n).residualKw().weight(day);
            brokenFraction[n] += broken ? weight : 0;
            cost += weight * dayCost;
        }

        void unplannedDay(int day) {
            unplannedDays++;
            for (int n = 0; n < brokenFraction.length; n++) {
                brokenFraction[n] += members.get(n).residualKw().weight(day);
            }
        }

        RadiusScore score(Acceptance acceptance) {
            int worst = 0;
            double limit = -1;
            for (int n = 0; n < brokenFraction.length; n++) {
                double own = acceptance.limit(brokenFraction[n], members.get(n)
                        .residualKw()
                        .effectiveCount());
                if (own > limit) {
                    limit = own;
                    worst = n;
                }
            }
            return new RadiusScore(radius, brokenFraction[worst], limit, cost, unplannedDays);
        }
    }
}
