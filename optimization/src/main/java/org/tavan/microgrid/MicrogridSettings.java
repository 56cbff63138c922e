package org.tavan.microgrid;

import java.util.Optional;

import org.tavan.commitment.CommitmentSettings;
import org.tavan.commitment.genetic.SearchSettings;

/// How a day is planned.
///
/// @param search the genetic search, which makes the plan; without a deadline of its own the plan follows from the problem and the seed alone
/// @param certificate gap and time limit of the exact model, which proves how good the plan is and may better it; empty for no proof. A proof that
///        time cuts short may differ from run to run
/// @param passes at most so many passes of network and commitment, at least 1
/// @param toleranceKw the passes end when no interval's power at the head of the feeder moves by more (kW), positive
public record MicrogridSettings(SearchSettings search, Optional<CommitmentSettings> certificate, int passes,
        double toleranceKw) {
    private static final int PASSES = 6;
    private static final double TOLERANCE_KW = 0.1;

    /// Checks the values.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public MicrogridSettings {
        if (passes < 1 || !(toleranceKw > 0)) {
            throw new IllegalArgumentException(
                    "The passes (%d) must be at least 1 and the toleranceKw (%s) positive.".formatted(passes,
                            toleranceKw));
        }
    }

    /// {@return six passes, 0.1 kW, no proof}
    public static MicrogridSettings of(SearchSettings search) {
        return new MicrogridSettings(search, Optional.empty(), PASSES, TOLERANCE_KW);
    }

    /// {@return the same with a proof}
    public MicrogridSettings certified(CommitmentSettings exact) {
        return new MicrogridSettings(search, Optional.of(exact), passes, toleranceKw);
    }

    /// {@return the same without a proof}
    public MicrogridSettings uncertified() {
        return new MicrogridSettings(search, Optional.empty(), passes, toleranceKw);
    }
}
