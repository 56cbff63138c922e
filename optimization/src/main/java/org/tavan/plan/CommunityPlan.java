package org.tavan.plan;

import java.util.List;

/// A plan of a whole community.
///
/// @param members in the order of the problem
/// @param worstCaseViolation the largest of the members'
/// @param peakKw highest planned import of all together (kW), non-negative
/// @param peakCents what it costs beyond the members' own costs (¢)
public record CommunityPlan(List<MemberPlan> members, double worstCaseViolation, double peakKw,
        double peakCents) {
    /// What all members are called where one is named.
    public static final String COMMUNITY = "the community";

    /// Copies the list.
    public CommunityPlan {
        members = List.copyOf(members);
    }

    /// {@return the plan of one member}
    ///
    /// @throws IllegalArgumentException if there is no such member
    public MemberPlan member(String id) {
        return members.stream()
                .filter(m -> m.memberId().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "There is no member %s in the plan.".formatted(id)));
    }
}
