package org.tavan.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.tavan.asset.GridLimits;
import org.tavan.market.DemandCharge;
import org.tavan.market.EnergyPrices;
import org.tavan.market.PeerLink;
import org.tavan.uncertainty.EmpiricalDistribution;

/// What a community is to plan: section 2 of the community model, day-ahead or for the rest of a day.
///
/// Intraday, members and links carry commitments; the promise then covers the intervals of this problem, so a caller
/// that promised `ε` for a whole day passes the part of it that is left.
///
/// @param stepHours `Δt` (h), positive
/// @param prices one value an interval; its length is `T`
/// @param members at least one
/// @param peerLinks who may trade with whom; both ends are members, at most one link a pair
/// @param connection limits of the sum of the members' day-ahead exchange (kW)
/// @param promise `ε`, `ρ` and how they are held
/// @param rule shape of `Q`
/// @param stabilityBudgetCents what a plan may cost above the optimum to stay near the plan in force (¢), non-negative
/// @param demandCharge what the peak of the community's import costs
public record CommunityProblem(double stepHours, EnergyPrices prices, List<Member> members,
        List<PeerLink> peerLinks, GridLimits connection, Promise promise, RecourseRule rule,
        double stabilityBudgetCents, DemandCharge demandCharge) {

    /// Copies the lists and checks values, lengths and names.
    ///
    /// @throws IllegalArgumentException naming what is wrong
    public CommunityProblem {
        members = List.copyOf(members);
        peerLinks = List.copyOf(peerLinks);
        requireRange("stepHours", stepHours > 0, stepHours, "positive and finite");
        requireRange("stabilityBudgetCents", stabilityBudgetCents >= 0, stabilityBudgetCents,
                "non-negative and finite");
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A community needs at least one member.");
        }
        Set<String> ids = new HashSet<>();
        for (Member member : members) {
            if (!ids.add(member.id())) {
                throw new IllegalArgumentException("There are two members %s.".formatted(member.id()));
            }
            ProblemChecks.length("forecast of %s".formatted(member.id()), member.forecastKw(),
                    prices.intervals());
            checkVehicles(member, prices.intervals(), stepHours);
        }
        if (demandCharge.isMetered()) {
            requireSameDays(members);
        }
        Set<Set<String>> pairs = new HashSet<>();
        for (PeerLink link : peerLinks) {
            if (!pairs.add(Set.of(link.firstId(), link.secondId()))) {
                throw new IllegalArgumentException("""
                        There are two peer links %s – %s, but a plan names a trade by its ends.
                        Maybe it was given in both directions, or the limits should be added up.""".formatted(
                        link.firstId(), link.secondId()));
            }
            if (!(ids.contains(link.firstId()) && ids.contains(link.secondId()))) {
                throw new IllegalArgumentException(
                        "The peer link %s – %s needs both ends to be members.".formatted(
                                link.firstId(), link.secondId()));
            }
            if (link.committed() != null) {
                ProblemChecks.length("trade of %s with %s".formatted(link.firstId(), link.secondId()),
                        link.committed().firstTakesKw(), prices.intervals());
            }
        }
    }

    /// A problem without a charge on the community's peak.
    public CommunityProblem(double stepHours, EnergyPrices prices, List<Member> members,
            List<PeerLink> peerLinks, GridLimits connection, Promise promise, RecourseRule rule,
            double stabilityBudgetCents) {
        this(stepHours, prices, members, peerLinks, connection, promise, rule, stabilityBudgetCents,
                DemandCharge.NONE);
    }

    /// Whether a vehicle can be as full as it is due depends on the length of an interval, so it is known here first.
    private static void checkVehicles(Member member, int intervals, double stepHours) {
        for (Storage storage : member.storages()) {
            if (storage instanceof ElectricVehicle vehicle) {
                try {
                    vehicle.check(intervals, stepHours);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("Member %s: %s".formatted(member.id(), e.getMessage()),
                            e);
                }
            }
        }
    }

    private static void requireRange(String name, boolean ok, double value, String range) {
        if (!(ok && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The %s (%s) must be %s.".formatted(name, value, range));
        }
    }

    /// {@return `T`, the number of intervals}
    public int intervals() {
        return prices.intervals();
    }

    /// {@return the same problem with other members}
    public CommunityProblem withMembers(List<Member> newMembers) {
        return new CommunityProblem(stepHours, prices, newMembers, peerLinks, connection, promise, rule,
                stabilityBudgetCents, demandCharge);
    }

    /// {@return the same problem at other prices}
    public CommunityProblem withPrices(EnergyPrices newPrices) {
        return new CommunityProblem(stepHours, newPrices, members, peerLinks, connection, promise, rule,
                stabilityBudgetCents, demandCharge);
    }

    /// {@return the same problem with another promise}
    public CommunityProblem withPromise(Promise newPromise) {
        return new CommunityProblem(stepHours, prices, members, peerLinks, connection, newPromise, rule,
                stabilityBudgetCents, demandCharge);
    }

    /// {@return the same problem with another rule}
    public CommunityProblem withRule(RecourseRule newRule) {
        return new CommunityProblem(stepHours, prices, members, peerLinks, connection, promise, newRule,
                stabilityBudgetCents, demandCharge);
    }

    /// {@return the same problem with a charge on the community's peak}
    public CommunityProblem withDemandCharge(DemandCharge charge) {
        return new CommunityProblem(stepHours, prices, members, peerLinks, connection, promise, rule,
                stabilityBudgetCents, charge);
    }

    /// {@return the problem of one member by itself: its own limits, prices and promise, without peers, and without what the community
    /// shares, which are the limits of its connection and the charge on its peak}
    public CommunityProblem alone(Member member) {
        return new CommunityProblem(stepHours, prices, List.of(member), List.of(), GridLimits.NONE, promise,
                rule, 0);
    }

    /// Checks that the members of a problem have the same days.
    ///
    /// @throws IllegalArgumentException naming one that has not
    private static void requireSameDays(List<Member> members) {
        List<Member> uncertain = new ArrayList<>(members);
        uncertain.removeIf(member -> member.residualKw().count() == 1);
        for (Member member : uncertain) {
            EmpiricalDistribution first = uncertain.getFirst().residualKw();
            EmpiricalDistribution own = member.residualKw();
            if (own.count() != first.count() || IntStream.range(0, own.count())
                    .anyMatch(i -> Math.abs(own.weight(i) - first.weight(i)) > 1e-9)) {
                throw new IllegalArgumentException(
                        """
                                A demand charge on sample days needs the same days of all members, but %s (%d samples) differs from %s (%d).
                                Maybe days were dropped for one of them."""
                                .formatted(member.id(), own.count(), uncertain.getFirst().id(),
                                        first.count()));
            }
        }
    }
}
