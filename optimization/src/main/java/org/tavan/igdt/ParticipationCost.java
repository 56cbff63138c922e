package org.tavan.igdt;

/// `f(γ) = min_X f(X, γ)`: what the day costs at best when so many take part.
@FunctionalInterface
public interface ParticipationCost {

    /// {@return the least cost (¢); `+∞` where no schedule is feasible}
    ///
    /// A day with several programmes scales each by `γ/γ̄`, so that all share the radius.
    ///
    /// @param participation `γ`, in [0, 1]
    double cents(double participation);
}
