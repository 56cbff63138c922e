package org.tavan.dro;

import java.util.List;
import java.util.Set;

import org.tavan.conic.Profile;
import org.tavan.plan.BindingLimit;

/// What one device does in a plan, as plain numbers. It measures itself, whatever the program says.
interface DeviceDraft {
    /// {@return what it supplies (kW), negative: draws}
    double supplyKw(int t);

    /// Supplies a little more, if it can without turning round or passing a power limit; states may move by as little.
    ///
    /// @return whether it did
    boolean supplyMore(int t, double kw);

    /// Buys more supply, as much as there is up to a limit.
    ///
    /// @return what it got (kW)
    default double buy(int t, double kw) {
        return 0;
    }

    /// Computes states from flows, once the flows stay.
    void computeStates();

    /// {@return its cost (¢)}
    double cents();

    /// {@return whether it is trade with someone outside the problem, whose cost is none of the member's assets}
    default boolean isOffer() {
        return false;
    }

    /// {@return the part of its cost that no decision changes (¢), which a program does not see}
    default double constantCents() {
        return 0;
    }

    /// {@return the squared distance from the plan in force (kW²)}
    default double distanceFromPrevious() {
        return 0;
    }

    /// Adds the requirements it misses.
    void addMissed(Missed missed);

    /// Adds the limits at work.
    void addLimits(List<BindingLimit> limits, int t);

    /// Adds the direction of each of its flows that could also go the other way.
    default void addDirections(Set<CommunityProgram.OneWay> directions) {}

    /// Adds its plan.
    ///
    /// @param storedCentsPerKwh see `DeviceProgram`
    void addTo(MemberPlanParts parts, Profile storedCentsPerKwh);
}
