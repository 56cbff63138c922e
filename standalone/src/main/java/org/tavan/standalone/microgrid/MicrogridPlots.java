package org.tavan.standalone.microgrid;

import static org.tavan.standalone.microgrid.MicrogridDay.negative;
import static org.tavan.standalone.microgrid.MicrogridDay.times;
import static org.tavan.standalone.microgrid.MicrogridDay.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tavan.schema.BusVoltage;
import org.tavan.schema.DemandBill;
import org.tavan.schema.FeederPosition;
import org.tavan.schema.MicrogridSchedule;
import org.tavan.schema.PlannedDemand;
import org.tavan.schema.PlannedNetwork;
import org.tavan.schema.PlannedPlant;
import org.tavan.schema.PlannedStorage;
import org.tavan.standalone.report.Plot;
import org.tavan.standalone.report.Plot.Series;

/// The plots of one microgrid day.
final class MicrogridPlots {
    private static final String HOUR = "hour of the day";

    private final MicrogridDay day;
    private final MicrogridSchedule schedule;
    private final List<String> labels;

    MicrogridPlots(MicrogridDay day) {
        this.day = day;
        this.schedule = day.schedule();
        this.labels = day.labels();
    }

    private Plot plot(String title, String unit) {
        return new Plot(title, HOUR, unit, labels);
    }

    /// Who supplies and who holds reserve; one colour each in both.
    List<Plot> supply() {
        Plot power = plot("Who supplies the load", "kW").stacked();
        Plot reserve = plot("Who holds reserve", "kW").stacked();
        int colour = 0;
        for (var unit : schedule.getUnits()) {
            power.with(Series.of(unit.getUnitId(), array(unit.getPowerKw())), colour);
            reserve.with(Series.of(unit.getUnitId(), array(unit.getReserveKw())), colour++);
        }
        for (var plant : schedule.getPlants()) {
            power.with(Series.of(plant.getPlantId(), array(plant.getPowerKw())), colour++);
        }
        for (var storage : schedule.getStorages()) {
            power.with(Series.of(storage.getStorageId() + ", below zero: charge", array(storage
                    .getDischargeKw())), colour);
            power.behind(Series.of(storage.getStorageId() + " charges", negative(storage.getChargeKw())),
                    colour);
            reserve.with(Series.of(storage.getStorageId(), array(storage.getReserveKw())), colour++);
        }
        var grid = schedule.getGrid();
        if (grid != null) {
            power.with(Series.of("import, below zero: export", array(grid.getImportKw())), colour);
            power.behind(Series.of("export", negative(grid.getExportKw())), colour);
            reserve.with(Series.of("grid", array(grid.getReserveKw())), colour);
        }
        return List.of(power.over(Series.of("load with losses", array(schedule.getLoadKw()))), reserve);
    }

    /// Wind and sun against their forecasts.
    List<Plot> plants() {
        return schedule.getPlants().stream().map(this::plant).toList();
    }

    private Plot plant(PlannedPlant plant) {
        double[] forecast = array(plant.getForecastKw());
        double[] low = new double[forecast.length];
        double[] high = new double[forecast.length];
        for (int i = 0; i < forecast.length; i++) {
            low[i] = Math.max(0, forecast[i] - plant.getSigmaKw().get(i));
            high[i] = forecast[i] + plant.getSigmaKw().get(i);
        }
        return plot(plant.getPlantId(), "kW").fromZero()
                .with(new Series("forecast, one standard deviation", forecast, low, high, -1))
                .with(Series.of("taken", array(plant.getPowerKw())));
    }

    /// Lost load per interval.
    List<Plot> adequacy() {
        var adequacy = schedule.getAdequacy();
        if (adequacy == null) {
            return List.of();
        }
        Plot lolp = plot("Probability of lost load", "%").fromZero()
                .with(Series.of("outages of every order", times(100, adequacy.getCompleteLolp())))
                .with(Series.of("as the optimiser sees it", times(100, adequacy.getPlannedLolp())));
        double limit = day.request().getMicrogrid().getReliability().getLolpMax();
        if (limit < 1) {
            lolp.line("limit", 100 * limit);
        }
        return List.of(lolp, plot("Expected energy not supplied", "kWh").bars()
                .with(Series.of("outages of every order", array(adequacy.getCompleteEensKwh())))
                .with(Series.of("as the optimiser sees it", array(adequacy.getPlannedEensKwh()))));
    }

    /// Energy in the storages.
    List<Plot> storages() {
        return schedule.getStorages().stream().map(this::storage).toList();
    }

    private Plot storage(PlannedStorage storage) {
        Plot energy = plot("Energy in %s at the end of each interval".formatted(storage.getStorageId()),
                "kWh")
                .fromZero()
                .with(Series.of("energy", array(storage.getEnergyKwh())));
        day.request()
                .getMicrogrid()
                .getStorages()
                .stream()
                .filter(configured -> configured.getStorageId().equals(storage.getStorageId()))
                .forEach(configured -> energy.line("most", configured.getEnergyMaxKwh())
                        .line("least", configured.getEnergyMinKwh()));
        return energy;
    }

    /// Load and prices, before and with the programmes.
    List<Plot> demand() {
        Plot price = plot("Prices", "¢/kWh").stepped()
                .with(Series.of("grid", array(day.request().getImportCentsPerKwh())));
        double[] flat = new double[day.intervals()];
        Arrays.fill(flat, day.request().getMicrogrid().getDemand().getFlatCentsPerKwh());
        price.with(Series.of("customers without a programme", flat));
        var signal = day.signal();
        if (signal != null) {
            signal.getOffers()
                    .stream()
                    .filter(offer -> !offer.getPriceCentsPerKwh().isEmpty())
                    .forEach(offer -> price.with(Series.of(offer.getProgrammeId(), array(offer
                            .getPriceCentsPerKwh()))));
        }
        double[] base = array(schedule.getBaseLoadKw());
        double[] low = base.clone();
        double[] high = base.clone();
        for (int i = 0; i < base.length; i++) {
            double sigma = day.request().getLoadSigmaKw().get(i);
            low[i] -= sigma;
            high[i] += sigma;
        }
        return List.of(plot("Load", "kW").with(new Series("forecast, one standard deviation", base, low, high,
                -1))
                .with(Series.of("with demand response", day.respondedKw())), price);
    }

    /// What the customers of each programme pay, and how their load moves.
    List<Plot> bills(PlannedDemand demand) {
        List<DemandBill> bills = demand.getBills();
        if (bills.isEmpty()) {
            return List.of();
        }
        Plot money = new Plot("Bills of the day", "", "¢", bills.stream()
                .map(DemandBill::getProgrammeId)
                .toList()).bars()
                .with(Series.of("without", each(bills, DemandBill::getBeforeCents)))
                .with(Series.of("with the programme", each(bills, DemandBill::getAfterCents)));
        Plot moved = plot("Load moved by each programme", "kW");
        for (DemandBill bill : bills) {
            moved.with(Series.of(bill.getProgrammeId(), IntStream.range(0, day.intervals())
                    .mapToDouble(i -> bill.getAfterKw().get(i) - bill.getBeforeKw().get(i))
                    .toArray()));
        }
        return List.of(money, moved);
    }

    private static double[] each(List<DemandBill> bills, ToDoubleFunction<DemandBill> value) {
        return bills.stream().mapToDouble(value).toArray();
    }

    /// Voltages, positions, and what lowering the voltage does to loads and losses.
    List<Plot> network(PlannedNetwork network) {
        List<Plot> plots = new ArrayList<>(List.of(voltagesByHour(), voltagesByBus(network)));
        plots.addAll(positions(network.getPositions()));
        plots.add(plot("Taken off by the choice of voltage", "kW").bars()
                .with(Series.of("loads", less(network.getReferenceLoadKw(), network.getLoadKw())))
                .with(Series.of("losses", less(network.getReferenceLossKw(), network.getLossKw()))));
        plots.add(plot("Losses of the lines", "kW").fromZero()
                .with(Series.of("everything as configured", array(network.getReferenceLossKw())))
                .with(Series.of("planned", array(network.getLossKw()))));
        return plots;
    }

    private static double[] less(List<Double> from, List<Double> taken) {
        return IntStream.range(0, from.size()).mapToDouble(i -> from.get(i) - taken.get(i)).toArray();
    }

    private Plot voltagesByHour() {
        List<double[]> ranges = IntStream.range(0, day.intervals()).mapToObj(day::voltageRange).toList();
        return limits(plot("Voltages by hour", "pu").with(band("all phases of all buses", ranges)));
    }

    private Plot voltagesByBus(PlannedNetwork network) {
        Map<String, List<BusVoltage>> byBus = new LinkedHashMap<>();
        network.getVoltages()
                .forEach(one -> byBus.computeIfAbsent(one.getBus(), _ -> new ArrayList<>())
                        .add(
                                one));
        List<double[]> ranges = byBus.values()
                .stream()
                .map(phases -> MicrogridDay.range(phases.stream()
                        .flatMapToDouble(phase -> DoubleStream.of(array(phase.getVoltagePu())))
                        .toArray()))
                .toList();
        return limits(new Plot("Voltages by bus", "bus", "pu", List.copyOf(byBus.keySet())).with(band(
                "all phases, over the day", ranges)));
    }

    private Plot limits(Plot voltages) {
        var feeder = day.request().getMicrogrid().getFeeder();
        return feeder == null
                ? voltages
                : voltages.line("most", feeder.getVoltageMaxPu()).line("least", feeder.getVoltageMinPu());
    }

    private static Series band(String name, List<double[]> ranges) {
        return new Series(name, part(ranges, 1), part(ranges, 0), part(ranges, 2), -1);
    }

    private static double[] part(List<double[]> ranges, int part) {
        return ranges.stream().mapToDouble(range -> range[part]).toArray();
    }

    private List<Plot> positions(List<FeederPosition> positions) {
        var feeder = day.request().getMicrogrid().getFeeder();
        List<Plot> plots = new ArrayList<>();
        if (feeder != null && !feeder.getRegulators().isEmpty()) {
            Plot taps = plot("Tap positions", "steps of 5/8 %").stepped();
            for (int k = 0; k < feeder.getRegulators().size(); k++) {
                int tap = k;
                taps.with(Series.of(feeder.getRegulators().get(k).getRegulatorId(), positions.stream()
                        .mapToDouble(position -> position.getTaps().get(tap))
                        .toArray()));
            }
            plots.add(taps);
        }
        if (feeder != null && !feeder.getCapacitors().isEmpty()) {
            Plot steps = plot("Capacitors", "steps in").stepped().fromZero();
            for (int k = 0; k < feeder.getCapacitors().size(); k++) {
                int bank = k;
                steps.with(Series.of(feeder.getCapacitors().get(k).getCapacitorId(), positions.stream()
                        .mapToDouble(position -> position.getCapacitorSteps().get(bank))
                        .toArray()));
            }
            plots.add(steps);
        }
        return plots;
    }
}
