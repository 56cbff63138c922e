package org.tavan.commitment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A decision about demand: exactly one of its options is taken.
///
/// @param id for reports
/// @param options at least one, ids unique; the first is usually `DemandOption.none`
public record DemandChoice(String id, List<DemandOption> options) {

    /// Copies the list and checks it.
    ///
    /// @throws IllegalArgumentException if there is no option, an id comes twice, or the options differ in length
    public DemandChoice {
        Requirement.named("demand choice", id);
        options = List.copyOf(options);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("Demand choice %s has no option.".formatted(id));
        }
        Set<String> ids = new HashSet<>();
        for (DemandOption option : options) {
            if (!ids.add(option.id())) {
                throw new IllegalArgumentException(
                        "Demand choice %s: the option %s comes twice.".formatted(id, option.id()));
            }
            Requirement.length("Demand choice " + id, "changeKw of option " + option.id(), option.changeKw(),
                    options.getFirst().changeKw().length());
        }
    }
}
