package org.tavan.solver.coordinator;

/// All that is known of a community, by subject, over one state.
///
/// @param state the entries
/// @param plans plans in force
/// @param devices reported and planned states
/// @param prices prices
/// @param distributions residual distributions
/// @param radii radii
/// @param answers requests that are out
/// @param requests freezes the books into a request
record Books(CommunityState state, PlanBook plans, DeviceBook devices, PriceBook prices,
        DistributionBook distributions,
        RadiusBook radii, Answers answers, RequestBuilder requests) {

    /// Whether a member's forecast of a tick, and the distribution it names, are in or will never come.
    boolean inputsDecided(String member, long tick) {
        NetForecast forecast = state.forecasts.get(member, tick);
        return state.forecastDecided(member, tick)
                && (forecast == null || distributions.decided(member, forecast));
    }

    static Books over(CommunityState state) {
        var plans = new PlanBook(state);
        var devices = new DeviceBook(state, plans);
        var prices = new PriceBook(state.prices);
        var distributions = new DistributionBook(state.distributions, state.residualDays);
        var radii = new RadiusBook(state);
        return new Books(state, plans, devices, prices, distributions, radii, new Answers(state, plans),
                new RequestBuilder(state, plans, devices, prices, distributions, radii));
    }
}
