package org.tavan.simulator.customer;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.tavan.schema.Community;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.Microgrid;
import org.tavan.schema.ProgrammeOffer;

/// What a signal and a configuration must be for customers to know what to do.
final class SignalRules {
    private static final int ELASTICITIES = 9;

    private SignalRules() {}

    /// Whether customers can live with a configuration; the microgrid's planner says what is wrong with one.
    static boolean isUsable(String key, Microgrid microgrid) {
        List<Double> elasticities = microgrid.getDemand().getElasticities();
        return key.equals(microgrid.getCommunityId()) && elasticities.size() == ELASTICITIES
                && elasticities.stream().allMatch(Double::isFinite);
    }

    /// The first thing that is wrong with a signal, with what was expected.
    ///
    /// @param key that it came under
    /// @param community whose intervals answer it
    /// @param microgrid whose programmes it offers
    static Optional<String> fault(String key, DemandSignal signal, Community community,
            Microgrid microgrid) {
        int intervals = signal.getPeriods().size();
        int minutes = signal.getIntervalMinutes();
        Stream<Optional<String>> faults = Stream.of(
                fault(signal.getCommunityId().equals(key),
                        "it came under the key %s, expected %s".formatted(key, signal.getCommunityId())),
                fault(minutes > 0 && 60 % minutes == 0 && minutes % community.getIntervalMinutes() == 0,
                        "intervalMinutes is %d, expected a divisor of 60 and whole intervals of the community's %d"
                                .formatted(minutes, community.getIntervalMinutes())),
                fault(signal.getFlatCentsPerKwh() > 0 && Double.isFinite(signal.getFlatCentsPerKwh()),
                        "flatCentsPerKwh is %s, expected a positive number".formatted(
                                signal.getFlatCentsPerKwh())),
                fault(intervals > 0 && signal.getPeriods().stream().allMatch(p -> p >= 0 && p <= 2),
                        "periods are %s, expected 0, 1 or 2 for each interval".formatted(
                                signal.getPeriods())));
        return Stream
                .concat(faults,
                        signal.getOffers()
                                .stream()
                                .map(offer -> fault(offer, intervals, microgrid.getDemand())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(ProgrammeOffer offer, int intervals, DemandSide demand) {
        String id = offer.getProgrammeId();
        boolean configured = demand.getProgrammes()
                .stream()
                .anyMatch(programme -> programme.getProgrammeId().equals(id)
                        && programme.getKind() == offer.getKind());
        return values(offer, intervals)
                .or(() -> fault(offer.getParticipation() >= 0 && offer.getParticipation() <= 1,
                        "participation is %s, expected a fraction".formatted(offer.getParticipation())))
                .or(() -> fault(configured, "its kind is %s, expected a programme of the microgrid".formatted(
                        offer.getKind())))
                .map(fault -> "in the offer %s, %s".formatted(id, fault));
    }

    private static Optional<String> values(ProgrammeOffer offer, int intervals) {
        List<Double> cents = offer.getPriceCentsPerKwh();
        List<Double> kept = offer.getKeptFraction();
        return switch (offer.getKind()) {
            case TOU, RTP -> fault(each(cents, intervals, Double::isFinite),
                    "priceCentsPerKwh is %s, expected %d numbers".formatted(cents, intervals));
            case CPP -> fault(each(cents, intervals, price -> price > 0 && Double.isFinite(price)),
                    "priceCentsPerKwh is %s, expected %d positive numbers".formatted(cents, intervals));
            case INTERRUPTIBLE -> fault(each(kept, intervals, share -> share >= 0 && share <= 1),
                    "keptFraction is %s, expected %d fractions".formatted(kept, intervals));
            case UNKNOWN -> Optional.of("the kind is not known here");
        };
    }

    private static boolean each(List<Double> values, int intervals, DoublePredicate rule) {
        return values.size() == intervals && values.stream().allMatch(rule::test);
    }

    private static Optional<String> fault(boolean fine, String text) {
        return fine ? Optional.empty() : Optional.of(text);
    }
}
