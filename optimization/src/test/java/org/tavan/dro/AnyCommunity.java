package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.tavan.conic.Profile;
import org.tavan.market.PeerLink;
import org.tavan.market.PeerTrade;
import org.tavan.plan.CommunityPlan;
import org.tavan.plan.MemberPlan;
import org.tavan.plan.PeerFlow;
import org.tavan.problem.Commitment;
import org.tavan.problem.CommunityProblem;
import org.tavan.problem.JointMethod;
import org.tavan.problem.Member;
import org.tavan.problem.Promise;
import org.tavan.problem.RecourseRule;
import org.tavan.uncertainty.EmpiricalDistribution;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.Support;
import org.tavan.uncertainty.SupportBox;
import org.tavan.uncertainty.SupportPolytope;
import org.tavan.uncertainty.WholeSpace;

/// Small random communities of every kind there is: any norm, support, method and memory, weighted samples, with storage that follows the residuals
/// and without, day-ahead and, made from a plan, intraday.
final class AnyCommunity {
    private static final int INTERVALS = 3;
    private static final double[] EPSILONS = {0.05, 0.2, 0.3, 0.6};
    private static final double[] RADII = {0, 0.001, 0.01, 0.05};

    private static final List<JointMethod> METHODS = List.of(JointMethod.values());
    private static final List<Norm> NORMS = List.of(Norm.values());

    private final RandomGenerator random;
    private final long seed;

    private AnyCommunity(long seed) {
        this.seed = seed;
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(1000 + seed);
    }

    /// {@return a day-ahead problem}
    static CommunityProblem dayAhead(long seed) {
        return new AnyCommunity(seed).problem();
    }

    /// {@return the same day with what a plan bought and traded as commitments; forecasts and states have moved since}
    static CommunityProblem intraday(long seed, CommunityProblem day, CommunityPlan plan) {
        return new AnyCommunity(seed).committed(day, plan);
    }

    private CommunityProblem problem() {
        int memory = random.nextInt(INTERVALS);
        boolean storage = random.nextDouble() < 0.3;
        JointMethod method = METHODS.get(random.nextInt(3));
        Norm norm = NORMS.get(random.nextInt(3));
        int kind = random.nextInt(3);
        boolean exact = method == JointMethod.EXACT;
        RecourseRule rule = new RecourseRule(exact ? 0 : memory, storage && !exact);
        CommunityProblem problem = RandomCommunity.of(seed, INTERVALS, 3 + random.nextInt(4), rule,
                random.nextBoolean());
        List<Member> members = new ArrayList<>();
        for (Member member : problem.members().subList(0, Math.min(2, problem.members().size()))) {
            EmpiricalDistribution samples = weighted(member.residualKw());
            members.add(member.withResiduals(samples, support(exact && kind == 2 ? 1 : kind, samples)));
        }
        return problem(problem, members, problem.peerLinks()
                .stream()
                .filter(link -> members.size() > 1 && link.firstId().equals(members.getFirst().id()))
                .toList())
                .withPromise(new Promise(EPSILONS[random.nextInt(EPSILONS.length)],
                        RADII[random.nextInt(RADII.length)],
                        exact && kind == 0 ? Norm.ONE : norm, method));
    }

    private static CommunityProblem problem(CommunityProblem like, List<Member> members,
            List<PeerLink> links) {
        return new CommunityProblem(like.stepHours(), like.prices(), members, links, like.connection(),
                like.promise(), like.rule(), 0);
    }

    private EmpiricalDistribution weighted(EmpiricalDistribution samples) {
        double[][] values = new double[samples.count()][];
        double[] weights = new double[values.length];
        boolean equal = random.nextBoolean();
        for (int i = 0; i < values.length; i++) {
            values[i] = samples.sample(i).toArray();
            weights[i] = equal ? 1 : 1 + random.nextInt(3);
        }
        return EmpiricalDistribution.of(values, weights);
    }

    private Support support(int kind, EmpiricalDistribution samples) {
        SupportBox box = samples.supportBox(0.05 + 0.2 * random.nextDouble());
        return switch (kind) {
            case 0 -> box;
            case 1 -> new WholeSpace(INTERVALS);
            default -> polytope(box, samples);
        };
    }

    /// The box without two corners.
    private static SupportPolytope polytope(SupportBox box, EmpiricalDistribution samples) {
        List<Profile> rows = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        double[] ones = new double[INTERVALS];
        Arrays.fill(ones, 1);
        for (double sign : new double[]{1, -1}) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < samples.count(); i++) {
                most = Math.max(most, sign * Arrays.stream(samples.sample(i).toArray()).sum());
            }
            for (int t = 0; t < INTERVALS; t++) {
                double[] row = new double[INTERVALS];
                row[t] = sign;
                rows.add(Profile.of(row));
                right.add(sign * (sign > 0 ? box.high() : box.low()).get(t));
            }
            rows.add(Profile.of(Arrays.stream(ones).map(one -> sign * one).toArray()));
            right.add(most + 0.05);
        }
        return new SupportPolytope(rows, Profile.of(right.stream().mapToDouble(x -> x).toArray()));
    }

    private CommunityProblem committed(CommunityProblem day, CommunityPlan plan) {
        List<Member> members = new ArrayList<>();
        for (Member member : day.members()) {
            MemberPlan own = plan.member(member.id());
            double moveKw = random.nextBoolean() ? 0 : 0.1 * member.nominalKw() * random.nextGaussian();
            members.add(moved(member, moveKw)
                    .withCommitment(new Commitment(own.gridImportKw(), own.gridExportKw())));
        }
        List<PeerLink> links = new ArrayList<>();
        for (PeerLink link : day.peerLinks()) {
            PeerFlow flow = plan.member(link.firstId()).peers().getFirst();
            links.add(new PeerLink(link.firstId(), link.secondId(), link.limitKw(), link.feeCentsPerKwh(),
                    link.wearCents(), new PeerTrade(flow.takeKw(), flow.giveKw())));
        }
        return problem(day, members, links);
    }

    /// The residuals of a member counted from another forecast.
    private static Member moved(Member member, double kw) {
        double[][] samples = new double[member.residualKw().count()][];
        double[] weights = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = plus(member.residualKw().sample(i), kw).toArray();
            weights[i] = member.residualKw().weight(i);
        }
        Support support = switch (member.supportKw()) {
            case WholeSpace whole -> whole;
            case SupportBox box -> new SupportBox(plus(box.low(), kw), plus(box.high(), kw));
            case SupportPolytope polytope -> {
                double[] right = polytope.right().toArray();
                for (int k = 0; k < right.length; k++) {
                    right[k] += kw * Arrays.stream(polytope.rows().get(k).toArray()).sum();
                }
                yield new SupportPolytope(polytope.rows(), Profile.of(right));
            }
        };
        return member.withResiduals(EmpiricalDistribution.of(samples, weights), support);
    }

    private static Profile plus(Profile profile, double kw) {
        return Profile.of(Arrays.stream(profile.toArray()).map(value -> value + kw).toArray());
    }
}
