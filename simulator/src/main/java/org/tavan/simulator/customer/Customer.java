package org.tavan.simulator.customer;

import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.simulator.noise.Noise;
import org.tavan.topic.ProsumerKey;

/// One customer with elasticities and a reliability of its own: a pure function of seed, name, signal and load.
///
/// TOU and RTP: `d = d₀ [1 + E(t,t) x(t) + Σ_k E(t,k) x(k) + ε]` with `x = (ρ − ρ₀)/ρ₀` and k over the intervals of the other
/// periods; CPP: `d = d₀ [(ρ/ρ₀)^ep + ε]`; INTERRUPTIBLE: `d = d₀ [1 − r (1 − x) + ε]` where something is asked, x the share asked
/// to be kept and r what this customer makes of it. All cut at zero.
///
/// Source: Nikravan et al. 2025, eq. (16), (18), (20). Departs from it: noise, and parameters that the planner does not know.
final class Customer {
    private static final int PERIODS = 3;
    private static final long SECONDS_PER_MINUTE = 60;

    private final String name;
    private final CustomerBehaviour behaviour;
    private final DemandSide believed;

    /// Makes a customer.
    ///
    /// @param key its name
    /// @param behaviour how customers are
    /// @param believed what the microgrid believes of them, and its programmes
    Customer(ProsumerKey key, CustomerBehaviour behaviour, DemandSide believed) {
        this.name = "customer/" + key + '/';
        this.behaviour = behaviour;
        this.believed = believed;
    }

    /// True elasticities of this customer, nine as in the configuration; over many customers, they have the mean of the
    /// configured ones times the factor.
    double[] elasticities() {
        Noise noise = noise("elasticity");
        double[] own = new double[PERIODS * PERIODS];
        for (int i = 0; i < own.length; i++) {
            own[i] = own(believed.getElasticities().get(i), noise, i);
        }
        return own;
    }

    /// Load that takes part, with the programme (kW).
    ///
    /// @param signal a valid one
    /// @param offer one of its offers
    /// @param interval number of the interval within the signal
    /// @param baselineKw load that takes part, without the programme (kW)
    double loadKw(DemandSignal signal, ProgrammeOffer offer, int interval, double baselineKw) {
        double change = switch (offer.getKind()) {
            case TOU, RTP -> priceChange(signal, offer, interval);
            case CPP -> StrictMath.pow(
                    offer.getPriceCentsPerKwh().get(interval) / signal.getFlatCentsPerKwh(),
                    own(priceElasticity(offer), noise("critical-peak"), 0)) - 1;
            case INTERRUPTIBLE -> interruption(signal, offer, interval);
            case UNKNOWN -> throw new IllegalArgumentException("The offer %s is of no known kind.".formatted(
                    offer.getProgrammeId()));
        };
        boolean asked = offer.getKind() != ProgrammeKind.INTERRUPTIBLE
                || offer.getKeptFraction().get(interval) < 1;
        long minute = signal.getStart().getEpochSecond() / SECONDS_PER_MINUTE
                + (long) interval * signal.getIntervalMinutes();
        double noise = asked
                ? behaviour.noise() * noise("load/" + offer.getProgrammeId()).gaussian(minute)
                : 0;
        return Math.max(0, baselineKw * (1 + change + noise));
    }

    private double priceChange(DemandSignal signal, ProgrammeOffer offer, int interval) {
        double[] elasticities = elasticities();
        int period = signal.getPeriods().get(interval);
        double change = 0;
        for (int k = 0; k < signal.getPeriods().size(); k++) {
            int priced = signal.getPeriods().get(k);
            if (k == interval || priced != period) {
                change += elasticities[period * PERIODS + priced]
                        * (offer.getPriceCentsPerKwh().get(k) / signal.getFlatCentsPerKwh() - 1);
            }
        }
        return change;
    }

    private double interruption(DemandSignal signal, ProgrammeOffer offer, int interval) {
        long day = signal.getDeliveryDay().toEpochDay();
        if (noise("refusal/" + offer.getProgrammeId()).uniform(day) < behaviour.refusal()) {
            return 0;
        }
        double made = Math.max(0, behaviour.reliability()
                + behaviour.reliabilitySpread() * noise("reliability").gaussian(0));
        return -made * (1 - offer.getKeptFraction().get(interval));
    }

    /// Of a programme that is no longer configured, 0: nobody answers to its price.
    private double priceElasticity(ProgrammeOffer offer) {
        return believed.getProgrammes()
                .stream()
                .filter(programme -> programme.getProgrammeId().equals(offer.getProgrammeId()))
                .mapToDouble(DemandProgramme::getPriceElasticity)
                .findFirst()
                .orElse(0);
    }

    /// Log-normal about the prior times the factor, with that mean.
    private double own(double prior, Noise noise, int index) {
        double spread = behaviour.elasticitySpread();
        return prior * behaviour.elasticityFactor()
                * StrictMath.exp(spread * noise.gaussian(index) - spread * spread / 2);
    }

    private Noise noise(String what) {
        return Noise.of(behaviour.seed(), name + what);
    }
}
