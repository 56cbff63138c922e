package org.tavan.solver.microgrid.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.SolveKind;

/// What customers are told, and how they answer: periods and prices over the whole day that they are told of, of which the plan may be the rest.
///
/// The day ahead they follow from the configuration; within a day they are what was sent.
final class CustomerTerms {
    private final MicrogridRequest request;
    private final @Nullable DemandSignal signal;
    private final List<Integer> periods;
    private final int offset;

    CustomerTerms(PlannedDay day) {
        request = day.request();
        signal = request.getKind() == SolveKind.INTRADAY ? request.getSignal() : null;
        if (signal != null) {
            periods = signal.getPeriods();
            offset = (int) Duration.between(signal.getStart(), request.getStart()).toMinutes()
                    / request.getIntervalMinutes();
        } else {
            periods = configured(day);
            offset = 0;
        }
    }

    private static List<Integer> configured(PlannedDay day) {
        MicrogridRequest request = day.request();
        List<Integer> byHour = request.getMicrogrid().getDemand().getPeriods();
        List<Integer> periods = new ArrayList<>(Collections.nCopies(day.intervals(), 0));
        if (byHour.isEmpty()) {
            List<Integer> rising = IntStream.range(0, day.intervals())
                    .boxed()
                    .sorted(Comparator.comparingDouble(request.getImportCentsPerKwh()::get))
                    .toList();
            for (int rank = 0; rank < rising.size(); rank++) {
                periods.set(rising.get(rank), 3 * rank / rising.size());
            }
            return periods;
        }
        for (int t = 0; t < day.intervals(); t++) {
            periods.set(t, byHour.get(day.localHour(t)));
        }
        return periods;
    }

    /// {@return the offer of a programme in force, or null: the day ahead any may be made}
    @Nullable
    ProgrammeOffer offer(String programmeId) {
        return signal == null
                ? null
                : PlannedDay.first(signal.getOffers(), offer -> offer.getProgrammeId().equals(programmeId));
    }

    /// {@return participations that the plan may choose}
    List<Double> levels(DemandProgramme programme) {
        if (request.getKind() != SolveKind.INTRADAY) {
            return programme.getLevels();
        }
        ProgrammeOffer offer = offer(programme.getProgrammeId());
        return offer == null ? List.of() : List.of(offer.getParticipation());
    }

    double flatCents() {
        return signal == null
                ? request.getMicrogrid().getDemand().getFlatCentsPerKwh()
                : signal.getFlatCentsPerKwh();
    }

    /// {@return what those who take part pay in an interval (¢/kWh)}
    double cents(DemandProgramme programme, int t) {
        return programme.getKind() == ProgrammeKind.INTERRUPTIBLE
                ? flatCents()
                : prices(programme).get(t + offset);
    }

    /// {@return what is paid for a kWh not taken (¢/kWh)}
    double rebateCents(DemandProgramme programme, int t) {
        if (programme.getKind() != ProgrammeKind.INTERRUPTIBLE) {
            return 0;
        }
        ProgrammeOffer offer = offer(programme.getProgrammeId());
        return offer == null
                ? programme.getRebateFraction() * flatCents()
                : offer.getRebateCentsPerKwh().get(t + offset);
    }

    /// {@return by how much their load changes at least and at most, as factors}
    double[] answer(DemandProgramme programme, int t) {
        if (programme.getKind() == ProgrammeKind.INTERRUPTIBLE) {
            ProgrammeOffer offer = offer(programme.getProgrammeId());
            double kept = offer == null
                    ? programme.getKeptMinFraction()
                    : offer.getKeptFraction().get(t + offset);
            return new double[]{kept, offer == null ? 1 : kept};
        }
        double factor = programme.getKind() == ProgrammeKind.CPP
                ? Math.pow(cents(programme, t) / flatCents(), programme.getPriceElasticity())
                : elastic(prices(programme), t + offset);
        return new double[]{factor, factor};
    }

    /// `1 + Σ_k E(t,k) (ρ(k) − ρ₀)/ρ₀`: an interval answers to its own price and to every interval of the other periods.
    private double elastic(List<Double> prices, int t) {
        DemandSide demand = request.getMicrogrid().getDemand();
        List<Double> elasticities = request.getElasticities().isEmpty()
                ? demand.getElasticities()
                : request.getElasticities();
        double factor = 1;
        for (int k = 0; k < prices.size(); k++) {
            if (k == t || !periods.get(k).equals(periods.get(t))) {
                factor += elasticities.get(3 * periods.get(t) + periods.get(k))
                        * (prices.get(k) / flatCents() - 1);
            }
        }
        return Math.max(0, factor);
    }

    private List<Double> prices(DemandProgramme programme) {
        ProgrammeOffer offer = offer(programme.getProgrammeId());
        if (offer != null) {
            return offer.getPriceCentsPerKwh();
        }
        return switch (programme.getKind()) {
            case TOU -> periods.stream().map(programme.getPriceCentsPerKwh()::get).toList();
            case RTP -> realTime();
            case CPP -> criticalPeak(programme);
            case INTERRUPTIBLE, UNKNOWN -> Collections.nCopies(periods.size(), flatCents());
        };
    }

    /// The price of the grid times what leaves the bill of an unchanged load the same.
    private List<Double> realTime() {
        double load = 0;
        double bill = 0;
        for (int t = 0; t < periods.size(); t++) {
            load += request.getLoadKw().get(t);
            bill += request.getLoadKw().get(t) * request.getImportCentsPerKwh().get(t);
        }
        double factor = flatCents() * load / bill;
        return request.getImportCentsPerKwh().stream().map(cents -> factor * cents).toList();
    }

    /// A high price in the dearest hours of the grid, and so low a one else that the bill of an unchanged load stays the same.
    private List<Double> criticalPeak(DemandProgramme programme) {
        List<Double> grid = request.getImportCentsPerKwh();
        List<Integer> event = IntStream.range(0, grid.size())
                .boxed()
                .sorted(Comparator.<Integer, Double>comparing(grid::get).reversed())
                .limit((long) programme.getEventHours() * 60 / request.getIntervalMinutes())
                .toList();
        double eventCents = programme.getPriceCentsPerKwh().getFirst();
        double owed = 0;
        double rest = 0;
        for (int t = 0; t < grid.size(); t++) {
            boolean dear = event.contains(t);
            owed += request.getLoadKw().get(t) * (flatCents() - (dear ? eventCents : 0));
            rest += dear ? 0 : request.getLoadKw().get(t);
        }
        double otherCents = owed / rest;
        return IntStream.range(0, grid.size())
                .mapToObj(t -> event.contains(t) ? eventCents : otherCents)
                .toList();
    }
}
