package org.tavan.solver.microgrid.codec;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.demandresponse.CobbDouglas;
import org.tavan.demandresponse.CustomerResponse;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.ElasticityMatrix;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.Participation;
import org.tavan.demandresponse.PeriodElasticities;
import org.tavan.demandresponse.Periods;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.PriceResponse;
import org.tavan.demandresponse.Spreading;
import org.tavan.demandresponse.Tariff;
import org.tavan.schema.DemandProgramme;
import org.tavan.schema.DemandSide;
import org.tavan.schema.DemandSignal;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.ProgrammeKind;
import org.tavan.schema.ProgrammeOffer;
import org.tavan.schema.SolveKind;

/// What customers are offered over a day and how they answer: what may be offered the day ahead, what was sent within a day.
///
/// An elasticity between periods counts for each pair of their intervals, as where it was published. Interruptible load takes part with its highest
/// level; how much of it is kept is then chosen.
///
/// @param periods period of each interval of the day
/// @param programmes with prices, in the configuration's order
/// @param interruptible at most one
/// @param response answer to them over the whole day
/// @param before intervals of the day that are over when the plan begins
/// @param intervals of the plan
public record CustomerOffers(List<Integer> periods, List<DemandProgramme> programmes,
        Optional<DemandProgramme> interruptible, DemandResponse response, int before, int intervals) {
    private static final List<String> PERIODS = List.of("valley", "off-peak", "peak");

    public CustomerOffers {
        periods = List.copyOf(periods);
        programmes = List.copyOf(programmes);
    }

    /// {@return what may be offered, or was sent}
    ///
    /// @throws IllegalArgumentException naming the programme that is wrong
    static CustomerOffers of(MicrogridRequest request) {
        if (request.getKind() != SolveKind.INTRADAY) {
            return configured(request);
        }
        DemandSignal signal = request.getSignal();
        return signal == null ? none(request) : sent(request, signal);
    }

    /// {@return the programme of a bill, in the order of an outcome's bills}
    DemandProgramme programme(int bill) {
        return bill < programmes.size() ? programmes.get(bill) : interruptible.orElseThrow();
    }

    /// {@return what customers make of what was sent, over the whole day: of the intervals that are over, nothing is left}
    DemandResponse.Outcome sentAnswer(MicrogridRequest request) {
        double[] baselineKw = new double[periods.size()];
        for (int t = 0; t < intervals; t++) {
            baselineKw[before + t] = request.getLoadKw().get(t);
        }
        double[] gammas = sentOffers(request).stream()
                .filter(offer -> offer.getKind() != ProgrammeKind.INTERRUPTIBLE)
                .mapToDouble(ProgrammeOffer::getParticipation)
                .toArray();
        return response.respond(Profile.of(baselineKw), new Participation(Profile.of(gammas)),
                sentKeptShare(request));
    }

    /// {@return the share of interruptible load that is kept, of each interval of the day}
    Profile sentKeptShare(MicrogridRequest request) {
        return sentOffers(request).stream()
                .filter(offer -> offer.getKind() == ProgrammeKind.INTERRUPTIBLE)
                .findFirst()
                .map(offer -> SupplyCodec.profile(offer.getKeptFraction()))
                .orElseGet(response.contract()::keepAll);
    }

    private static List<ProgrammeOffer> sentOffers(MicrogridRequest request) {
        DemandSignal signal = request.getSignal();
        return signal == null ? List.of() : signal.getOffers();
    }

    /// {@return what a profile of the day is in the plan's intervals}
    List<Double> rest(Profile day) {
        return Arrays.stream(day.toArray(), before, before + intervals).boxed().toList();
    }

    /// {@return intervals of the signal that are over}
    static int before(MicrogridRequest request, DemandSignal signal) {
        return Math.toIntExact(Duration.between(signal.getStart(), request.getStart()).toMinutes()
                / request.getIntervalMinutes());
    }

    private static CustomerOffers configured(MicrogridRequest request) {
        DemandSide demand = request.getMicrogrid().getDemand();
        List<Integer> periods = periods(request);
        Profile reference = flat(demand.getFlatCentsPerKwh(), periods.size());
        CustomerResponse elastic = elastic(request, periods, reference);
        List<DemandProgramme> priced = new ArrayList<>();
        List<PriceProgramme> programmes = new ArrayList<>();
        @Nullable
        DemandProgramme interruptible = null;
        for (DemandProgramme programme : demand.getProgrammes()) {
            if (programme.getLevels().isEmpty()) {
                continue;
            }
            if (programme.getKind() == ProgrammeKind.INTERRUPTIBLE) {
                if (interruptible != null) {
                    throw new IllegalArgumentException(
                            "programme %s: a second INTERRUPTIBLE beside %s, expected at most one".formatted(
                                    programme.getProgrammeId(), interruptible.getProgrammeId()));
                }
                interruptible = programme;
            } else {
                priced.add(programme);
                programmes.add(new PriceProgramme(programme.getProgrammeId(),
                        new Tariff.RealTime(prices(programme, request, periods, reference)),
                        response(programme, elastic, reference)));
            }
        }
        InterruptibleContract contract = interruptible == null
                ? InterruptibleContract.none(periods.size())
                : new InterruptibleContract(highest(interruptible), interruptible.getKeptMinFraction(), flat(
                        interruptible.getRebateFraction() * demand.getFlatCentsPerKwh(), periods.size()));
        return new CustomerOffers(periods, priced, Optional.ofNullable(interruptible),
                new DemandResponse(reference, programmes, contract, request.getIntervalMinutes() / 60.0), 0,
                periods.size());
    }

    private static CustomerOffers none(MicrogridRequest request) {
        int intervals = request.getLoadKw().size();
        return new CustomerOffers(periods(request), List.of(), Optional.empty(),
                new DemandResponse(flat(request.getMicrogrid().getDemand().getFlatCentsPerKwh(), intervals),
                        List.of(), InterruptibleContract.none(intervals),
                        request.getIntervalMinutes() / 60.0),
                0, intervals);
    }

    private static CustomerOffers sent(MicrogridRequest request, DemandSignal signal) {
        int intervals = signal.getPeriods().size();
        Profile reference = flat(signal.getFlatCentsPerKwh(), intervals);
        CustomerResponse elastic = elastic(request, signal.getPeriods(), reference);
        List<DemandProgramme> priced = new ArrayList<>();
        List<PriceProgramme> programmes = new ArrayList<>();
        Optional<DemandProgramme> interruptible = Optional.empty();
        InterruptibleContract contract = InterruptibleContract.none(intervals);
        for (ProgrammeOffer offer : signal.getOffers()) {
            DemandProgramme programme = request.getMicrogrid()
                    .getDemand()
                    .getProgrammes()
                    .stream()
                    .filter(one -> one.getProgrammeId().equals(offer.getProgrammeId()))
                    .findFirst()
                    .orElseThrow();
            if (offer.getKind() == ProgrammeKind.INTERRUPTIBLE) {
                interruptible = Optional.of(programme);
                contract = new InterruptibleContract(offer.getParticipation(),
                        offer.getKeptFraction().stream().mapToDouble(Double::doubleValue).min().orElse(1),
                        SupplyCodec.profile(offer.getRebateCentsPerKwh()));
            } else {
                priced.add(programme);
                programmes.add(new PriceProgramme(programme.getProgrammeId(),
                        new Tariff.RealTime(SupplyCodec.profile(offer.getPriceCentsPerKwh())),
                        response(programme, elastic, reference)));
            }
        }
        return new CustomerOffers(signal.getPeriods(), priced, interruptible,
                new DemandResponse(reference, programmes, contract, request.getIntervalMinutes() / 60.0),
                before(request, signal), request.getLoadKw().size());
    }

    /// Period of each interval: by local hour, or by the price of the grid, a third each.
    private static List<Integer> periods(MicrogridRequest request) {
        int intervals = request.getLoadKw().size();
        List<Integer> byHour = request.getMicrogrid().getDemand().getPeriods();
        if (!byHour.isEmpty()) {
            return IntStream.range(0, intervals)
                    .mapToObj(t -> byHour.get(localHour(request, t)))
                    .toList();
        }
        Integer[] periods = new Integer[intervals];
        List<Integer> rising = byPrice(request, Comparator.naturalOrder());
        for (int rank = 0; rank < intervals; rank++) {
            periods[rising.get(rank)] = rank * PERIODS.size() / intervals;
        }
        return List.of(periods);
    }

    private static int localHour(MicrogridRequest request, int interval) {
        return request.getStart()
                .plusSeconds(60L * interval * request.getIntervalMinutes())
                .atZone(ZoneId.of(request.getZone()))
                .getHour();
    }

    /// Intervals by the price of the grid, of equal ones the earlier first.
    private static List<Integer> byPrice(MicrogridRequest request, Comparator<Double> order) {
        return IntStream.range(0, request.getLoadKw().size())
                .boxed()
                .sorted(Comparator.comparing(request.getImportCentsPerKwh()::get, order))
                .toList();
    }

    private static CustomerResponse elastic(MicrogridRequest request, List<Integer> periods,
            Profile reference) {
        List<Double> all = request.getElasticities().isEmpty()
                ? request.getMicrogrid().getDemand().getElasticities()
                : request.getElasticities();
        // A short day may lack a period.
        List<Integer> there = periods.stream().distinct().sorted().toList();
        List<String> names = there.stream().map(PERIODS::get).toList();
        double[] values = new double[there.size() * there.size()];
        for (int row = 0; row < there.size(); row++) {
            for (int column = 0; column < there.size(); column++) {
                values[row * there.size() + column] = all.get(3 * there.get(row) + there.get(column));
            }
        }
        return new PriceResponse(reference, ElasticityMatrix.of(
                new Periods(names, periods.stream().map(there::indexOf).toList()),
                new PeriodElasticities(names, Profile.of(values)), Spreading.EVERY_PAIR));
    }

    private static CustomerResponse response(DemandProgramme programme, CustomerResponse elastic,
            Profile reference) {
        return programme.getKind() == ProgrammeKind.CPP
                ? CobbDouglas.atExpectedTemperature(programme.getPriceElasticity(), reference)
                : elastic;
    }

    private static Profile prices(DemandProgramme programme, MicrogridRequest request, List<Integer> periods,
            Profile reference) {
        Profile loadKw = SupplyCodec.profile(request.getLoadKw());
        return switch (programme.getKind()) {
            case TOU -> SupplyCodec
                    .profile(periods.stream().map(programme.getPriceCentsPerKwh()::get).toList());
            case RTP -> realTime(programme, request);
            case CPP -> SupplyCodec.named("programme " + programme.getProgrammeId(),
                    () -> Tariff.CriticalPeak.neutral(
                            byPrice(request, Comparator.reverseOrder()).stream()
                                    .limit((long) programme.getEventHours() * 60
                                            / request.getIntervalMinutes())
                                    .toList(),
                            programme.getPriceCentsPerKwh().getFirst(), loadKw, reference)
                            .centsPerKwh(loadKw.length()));
            case INTERRUPTIBLE, UNKNOWN -> throw new IllegalArgumentException(
                    "programme %s has no prices".formatted(programme.getProgrammeId()));
        };
    }

    /// The price of the grid times what leaves the bill of an unchanged load the same.
    private static Profile realTime(DemandProgramme programme, MicrogridRequest request) {
        double load = 0;
        double bill = 0;
        for (int t = 0; t < request.getLoadKw().size(); t++) {
            load += request.getLoadKw().get(t);
            bill += request.getLoadKw().get(t) * request.getImportCentsPerKwh().get(t);
        }
        double factor = request.getMicrogrid().getDemand().getFlatCentsPerKwh() * load / bill;
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException(
                    "programme %s: the day's load costs %s ¢ at the price of the grid, expected a positive sum: no multiple of it is neutral"
                            .formatted(programme.getProgrammeId(), bill));
        }
        return SupplyCodec
                .profile(request.getImportCentsPerKwh().stream().map(cents -> factor * cents).toList());
    }

    private static double highest(DemandProgramme programme) {
        return programme.getLevels().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static Profile flat(double value, int intervals) {
        double[] values = new double[intervals];
        Arrays.fill(values, value);
        return Profile.of(values);
    }
}
