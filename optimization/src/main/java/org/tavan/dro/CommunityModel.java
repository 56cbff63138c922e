package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.tavan.market.PeerLink;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.Curtailment;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.problem.Offer;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.problem.Storage;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.WassersteinBall;
import org.tavan.uncertainty.WholeSpace;

/// A problem with what every round of its solve needs: the balls in units of `ξ`, the rules, the ends of the links.
final class CommunityModel {
    final CommunityProblem problem;
    final int intervals;
    final double stepHours;
    final double intervalEpsilon;
    final List<WassersteinBall> balls = new ArrayList<>();
    final List<RecourseProgram> recourse = new ArrayList<>();
    /// One a member for `EXACT`, else none.
    final List<ExactPromise> exactPromises = new ArrayList<>();
    /// Index of the member at each end of each link.
    final int[] linkFirst;
    final int[] linkSecond;
    /// How many times the usual backoff is asked for.
    private double backoffFactor = 1;

    CommunityModel(CommunityProblem problem, RiskAllocation allocation) {
        this(problem, allocation, List.of());
    }

    /// A model with rules that are there already.
    ///
    /// @param rules one a member; none to have them made
    CommunityModel(CommunityProblem problem, RiskAllocation allocation,
            List<? extends RecourseProgram> rules) {
        this.problem = problem;
        intervals = problem.intervals();
        stepHours = problem.stepHours();
        intervalEpsilon = allocation.intervalEpsilon(problem);
        Map<String, Integer> indexById = new HashMap<>();
        for (Member member : problem.members()) {
            indexById.put(member.id(), indexById.size());
            WassersteinBall ball = ball(member, problem.promise());
            balls.add(ball);
            if (rules.isEmpty()) {
                recourse.add(recourse(member, ball));
            }
        }
        recourse.addAll(rules);
        linkFirst = problem.peerLinks().stream().mapToInt(link -> indexById.get(link.firstId())).toArray();
        linkSecond = problem.peerLinks().stream().mapToInt(link -> indexById.get(link.secondId())).toArray();
    }

    /// The smallest program that is exact for the rule, the norm, the support and the method.
    private RecourseProgram recourse(Member member, WassersteinBall ball) {
        RecourseRule rule = problem.rule();
        boolean box = ball.norm() == Norm.ONE && ball.support() instanceof SupportBox;
        if (isDiagonal(rule, ball.norm(), ball.support())) {
            return new DiagonalProgram(member.nominalKw(), intervals, member.realTime(),
                    member.commitment() != null, promise(member, ball), cost(ball));
        }
        if (!rule.storage() && box) {
            return new CausalProgram(member.nominalKw(), member.realTime(), member.commitment() != null, rule,
                    ball, problem.promise().jointMethod(), intervalEpsilon, stepHours, problem.prices());
        }
        return new AffineProgram(member.nominalKw(), member.realTime(), rule, ball,
                problem.promise().jointMethod(), intervalEpsilon, stepHours, problem.prices(),
                followers(member));
    }

    private List<StorageTerms> followers(Member member) {
        return member.storages()
                .stream()
                .map(storage -> StorageTerms.of(member, storage, stepHours, problem.rule().storage()))
                .filter(StorageTerms::follows)
                .toList();
    }

    /// {@return whether a rule is a diagonal one whose cost has the small form}
    static boolean isDiagonal(RecourseRule rule, Norm norm, Support support) {
        return !rule.storage() && rule.memory() == 0
                && ((norm == Norm.ONE && support instanceof SupportBox) || support instanceof WholeSpace);
    }

    /// For a diagonal rule any norm gives the same promise, see `JointTail`.
    private DiagonalPromise promise(Member member, WassersteinBall ball) {
        return switch (problem.promise().jointMethod()) {
            case BONFERRONI -> new SeparatePromise(member.nominalKw(), ball,
                    intervalEpsilon * intervals / constraints(member, ball));
            case JOINT_CVAR -> new JointPromise(member.nominalKw(), member.realTime(), ball,
                    problem.promise().epsilon());
            case EXACT -> exactPromise(member, ball);
        };
    }

    private ExactPromise exactPromise(Member member, WassersteinBall ball) {
        var promise = new ExactPromise(member.nominalKw(), member.realTime(), ball,
                problem.promise().epsilon());
        exactPromises.add(promise);
        return promise;
    }

    /// How many constraints share the promise: without a box the real-time limits take part.
    private int constraints(Member member, WassersteinBall ball) {
        int sides = 1;
        if (ball.support() instanceof WholeSpace) {
            sides += member.realTime().importMaxKw() < Double.POSITIVE_INFINITY ? 1 : 0;
            sides += member.realTime().exportMaxKw() < Double.POSITIVE_INFINITY ? 1 : 0;
        }
        return sides * intervals;
    }

    /// In a box of the 1-norm, or on the whole space.
    private DiagonalCost cost(WassersteinBall ball) {
        if (ball.support() instanceof WholeSpace) {
            return new WholeSpaceCost(ball, stepHours, problem.prices());
        }
        return new BoxCost(ball, stepHours, problem.prices());
    }

    /// The ball in units of ξ. A radius beyond the diameter of a box allows nothing more than the diameter.
    private static WassersteinBall ball(Member member, Promise promise) {
        Support support = member.supportKw().dividedBy(member.nominalKw());
        double radius = support instanceof SupportBox box
                ? Math.min(promise.radius(), box.diameter(promise.norm()))
                : promise.radius();
        return new WassersteinBall(radius, promise.norm(), member.residualKw().dividedBy(member.nominalKw()),
                support);
    }

    /// Starts from the plan of a smaller rule.
    ///
    /// @param power of its factors: 1 to take them as they are, 0 for equal ones
    void startFrom(CommunityModel smaller, RoundSolver.Result.Found found, double power) {
        for (int n = 0; n < recourse.size(); n++) {
            double[] factors = Arrays.stream(smaller.recourse.get(n).scaling())
                    .map(factor -> Math.pow(factor, power))
                    .toArray();
            if (factors.length > 0) {
                recourse.get(n)
                        .startFrom(factors, found.draft().rules.get(n), found.draft().marginKw[n],
                                found.riskCentsPerKw().get(n));
            }
        }
    }

    /// {@return how much more margin of a member to ask for than the promise needs (kW)}
    double backoffKw(int n) {
        return backoffFactor * CommunityProgram.backoffKw(member(n));
    }

    /// Asks for so many times more from now on.
    void backOff(double factor) {
        backoffFactor *= factor;
    }

    int memberCount() {
        return problem.members().size();
    }

    Member member(int n) {
        return problem.members().get(n);
    }

    int linkCount() {
        return problem.peerLinks().size();
    }

    PeerLink link(int k) {
        return problem.peerLinks().get(k);
    }

    double dayAheadCents(int t) {
        return problem.prices().dayAheadCentsPerKwh().get(t);
    }

    /// {@return the committed exchange of all members (kW), import positive}
    double committedKw(int t) {
        double sum = 0;
        for (Member member : problem.members()) {
            Commitment commitment = member.commitment();
            sum += commitment == null ? 0 : committedKw(commitment, t);
        }
        return sum;
    }

    /// {@return the committed exchange of a member (kW), import positive}
    static double committedKw(Commitment commitment, int t) {
        return commitment.gridImportKw().get(t) - commitment.gridExportKw().get(t);
    }

    /// {@return what a missing kWh of supply costs (¢): well above any price or marginal wear}
    double shortageCentsPerKwh() {
        double dearest = 1;
        for (int t = 0; t < intervals; t++) {
            dearest = Math.max(dearest, Math.abs(dayAheadCents(t)));
            dearest = Math.max(dearest, Math.abs(problem.prices().realTimeBuyCentsPerKwh().get(t)));
            dearest = Math.max(dearest, Math.abs(problem.prices().realTimeSellCentsPerKwh().get(t)));
        }
        double wear = 0;
        for (Member member : problem.members()) {
            for (Storage storage : member.storages()) {
                var battery = storage.battery();
                dearest = Math.max(dearest, battery.terminalCentsPerKwh());
                wear = Math.max(wear, 2 * battery.wearCents() * Math.max(battery.chargeMaxKw(), battery
                        .dischargeMaxKw()));
            }
            for (FlexibleDemand demand : member.flexibleLoads()) {
                var load = demand.load();
                wear = Math.max(wear, 2 * load.discomfortCents() * load.shiftMaxKwh() * stepHours
                        * intervals);
            }
            for (Curtailment curtailment : member.curtailments()) {
                dearest = Math.max(dearest, curtailment.centsPerKwh());
            }
            for (Offer offer : member.offers()) {
                dearest = Math.max(dearest, dearest(offer));
            }
            dearest = Math.max(dearest, member.demandCharge().centsPerKw() / stepHours);
        }
        dearest = Math.max(dearest, problem.demandCharge().centsPerKw() / stepHours);
        for (PeerLink link : problem.peerLinks()) {
            dearest = Math.max(dearest, link.feeCentsPerKwh() + 2 * link.wearCents() * link.limitKw());
        }
        return 100 * (dearest + wear);
    }

    /// The dearest kWh within the limits, the term that draws to a target aside.
    private static double dearest(Offer offer) {
        double dearest = 0;
        for (int t = 0; t < offer.intervals(); t++) {
            double most = Math.max(Math.abs(offer.leastKw().get(t)), Math.abs(offer.mostKw().get(t)));
            double wear = Double.isFinite(most) ? 2 * offer.wearCents() * most : 0;
            dearest = Math.max(dearest, Math.abs(offer.centsPerKwh().get(t)) + wear);
        }
        return dearest + offer.feeCentsPerKwh();
    }
}
