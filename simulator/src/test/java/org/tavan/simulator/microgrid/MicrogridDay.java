package org.tavan.simulator.microgrid;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.tavan.asset.Battery;
import org.tavan.commitment.CommitmentProblem;
import org.tavan.commitment.CostCurve;
import org.tavan.commitment.Reliability;
import org.tavan.commitment.Renewable;
import org.tavan.commitment.StartCost;
import org.tavan.commitment.StorageUnit;
import org.tavan.commitment.Unit;
import org.tavan.commitment.UpstreamGrid;
import org.tavan.conic.Profile;
import org.tavan.renewable.PowerCurve;
import org.tavan.renewable.PvArray;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.Microgrid;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.Weather;
import org.tavan.schema.WindPlant;
import org.tavan.simulator.community.Truth;
import org.tavan.simulator.market.PriceModel;
import org.tavan.simulator.weather.Site;
import org.tavan.simulator.weather.SiteWeather;
import org.tavan.simulator.weather.WeatherReports;

/// A day of the synthetic community as its microgrid's commitment problem, with the truth as the forecast.
record MicrogridDay(Microgrid microgrid, Profile loadKw, Profile sigmaKw, Profile centsPerKwh,
        List<Weather> weather) {
    static final int HOURS = 24;
    private static final Site SITE = Site.TEHRAN;
    private static final long STEPS_PER_HOUR = 3600 / Truth.STEP_SECONDS;

    /// The day with the default microgrid; the standard deviation of the members' load is 5 % of it, of their PV 12 %.
    static MicrogridDay of(LocalDate day, int prosumers, long seed) {
        var site = new SiteWeather(SITE, seed);
        var truth = new Truth(site, prosumers, seed);
        var reports = new WeatherReports("tehran", site, seed);
        double[] load = new double[HOURS];
        double[] sigma = new double[HOURS];
        Weather[] weather = new Weather[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            Instant start = day.atStartOfDay(SITE.zone()).plusHours(hour).toInstant();
            double consumed = 0;
            double generated = 0;
            for (long step = Truth.step(start); step < Truth.step(start) + STEPS_PER_HOUR; step++) {
                for (int member = 0; member < prosumers; member++) {
                    consumed += truth.loadMilliwattHours(member, step) / 1e6;
                    generated += truth.pvMilliwattHours(member, step) / 1e6;
                }
            }
            load[hour] = Math.max(0, consumed - generated);
            sigma[hour] = 0.05 * consumed + 0.12 * generated;
            weather[hour] = reports.observation(site.hour(start));
        }
        double[] cents = new PriceModel("tehran", SITE.zone(), 60, seed).published(day)
                .stream()
                .mapToDouble(price -> price.getDayAheadCentsPerKwh())
                .toArray();
        return new MicrogridDay(DefaultMicrogrid.of("tehran", prosumers, Instant.EPOCH), Profile.of(load),
                Profile.of(sigma), Profile.of(cents), Arrays.asList(weather));
    }

    CommitmentProblem problem() {
        UpstreamConnection grid = microgrid.getGrid();
        Profile export = hourly(t -> grid.getExportPriceFraction() * centsPerKwh.get(t));
        return new CommitmentProblem(1, loadKw, sigmaKw, hourly(_ -> 0),
                microgrid.getUnits().stream().map(MicrogridDay::unit).toList(),
                new UpstreamGrid(grid.getImportMaxKw(), grid.getExportMaxKw(), centsPerKwh, export,
                        grid.getReserveMaxKw(), grid.getReserveCentsPerKwh(), grid.getOutageProbability()),
                microgrid.getStorages().stream().map(MicrogridDay::storage).toList(),
                List.of(wind(microgrid.getWindPlants().getFirst()), sun(microgrid.getPvPlants().getFirst())),
                reliability(microgrid.getReliability()));
    }

    private static Unit unit(GeneratingUnit unit) {
        return new Unit(unit.getUnitId(), unit.getMinKw(), unit.getMaxKw(), unit.getRampUpKwPerMinute(),
                unit.getRampDownKwPerMinute(), unit.getMinUpHours(), unit.getMinDownHours(),
                unit.getInitialHours(), unit.getInitialKw(),
                new CostCurve(unit.getNoLoadCentsPerHour(), unit.getEnergyCentsPerKwh(),
                        unit.getEnergyCentsPerKw2h()),
                new StartCost(unit.getHotStartCents(), unit.getColdStartCents(), unit.getColdAfterHours()),
                unit.getReserveCentsPerKwh(), unit.getOutageProbability());
    }

    private static StorageUnit storage(MicrogridStorage storage) {
        return new StorageUnit(storage.getStorageId(),
                new Battery(storage.getEnergyMinKwh(), storage.getEnergyMaxKwh(), storage.getEnergyMinKwh(),
                        storage.getChargeMaxKw(), storage.getDischargeMaxKw(), storage.getChargeEfficiency(),
                        storage.getDischargeEfficiency(), 0),
                storage.getEnergyInitialKwh(), storage.getEnergyFinalKwh(), storage.getWearCentsPerKwh(),
                storage.getReserveCentsPerKwh(), storage.getOutageProbability());
    }

    private Renewable wind(WindPlant plant) {
        var curve = new PowerCurve.Cubic(plant.getRatedKw(), plant.getCutInMetresPerSecond(),
                plant.getRatedMetresPerSecond(), plant.getCutOutMetresPerSecond());
        Profile power = hourly(t -> curve
                .powerKw(plant.getHubFactor() * weather.get(t).getWindMetresPerSecond().getFirst()));
        return new Renewable(plant.getPlantId(), power,
                hourly(t -> plant.getSigmaInterceptKw() + plant.getSigmaSlope() * power.get(t)),
                plant.getOutageProbability(), plant.getCurtailable());
    }

    private Renewable sun(PvPlant plant) {
        var array = new PvArray(plant.getPeakKw(), plant.getNominalCellCelsius(), plant.getPowerPerKelvin(),
                plant.getEfficiency(), plant.getInverterKw());
        Profile power = hourly(t -> array.powerKw(
                weather.get(t).getGlobalHorizontalWattsPerSquareMetre().getFirst(),
                weather.get(t).getTemperatureCelsius().getFirst()));
        return new Renewable(plant.getPlantId(), power, hourly(t -> plant.getSigmaSlope() * power.get(t)),
                plant.getOutageProbability(), plant.getCurtailable());
    }

    private static Reliability reliability(ReliabilityTarget target) {
        return new Reliability(target.getVollCentsPerKwh(),
                Reliability.lolpLimit(HOURS, target.getLolpMax()), target.getEensMaxKwh(),
                target.getReserveMinutes(), target.getOutageHours(), target.getOutageOrder());
    }

    private static Profile hourly(IntToDoubleFunction value) {
        return Profile.of(IntStream.range(0, HOURS).mapToDouble(value).toArray());
    }
}
