package org.tavan.cvr;

/// How planning a day ended.
public sealed interface CvrOutcome {

    /// Positions for every interval.
    ///
    /// @param day the day at these positions
    /// @param energyCents what its energy costs (¢), with what is owed after the day
    /// @param switchingCents what its moves cost (¢)
    /// @param tapSteps tap steps over the day
    /// @param capacitorSteps capacitor steps over the day
    record Planned(FeederDay day, double energyCents, double switchingCents, int tapSteps, int capacitorSteps)
            implements
                CvrOutcome {
        /// The whole cost (¢).
        public double cents() {
            return energyCents + switchingCents;
        }
    }

    /// No positions hold.
    ///
    /// @param interval the first interval, from 0, for which there are none
    /// @param reason what stands in the way, naming the element
    record Refused(int interval, String reason) implements CvrOutcome {}
}
