package org.tavan.solver.coordinator;

/// All that is known of a community, by subject, over one state.
///
/// @param state the entries
/// @param plans plans in force
/// @param devices reported and planned states
/// @param prices prices
/// @param distributions residual distributions
/// @param answers requests that are out
/// @param requests freezes the books into a request
record Books(CommunityState state, PlanBook plans, DeviceBook devices, PriceBook prices,
        DistributionBook distributions,
        Answers answers, RequestBuilder requests) {

    static Books over(CommunityState state) {
        var plans = new PlanBook(state);
        var devices = new DeviceBook(state, plans);
        var prices = new PriceBook(state.prices);
        var distributions = new DistributionBook(state.distributions, state.residualDays);
        return new Books(state, plans, devices, prices, distributions, new Answers(state, plans),
                new RequestBuilder(state, plans, devices, prices, distributions));
    }
}
