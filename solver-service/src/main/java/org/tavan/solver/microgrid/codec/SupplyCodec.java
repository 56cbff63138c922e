package org.tavan.solver.microgrid.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
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
import org.tavan.renewable.Spread;
import org.tavan.schema.GeneratingUnit;
import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.MicrogridStorage;
import org.tavan.schema.PvPlant;
import org.tavan.schema.ReliabilityTarget;
import org.tavan.schema.StorageState;
import org.tavan.schema.UnitState;
import org.tavan.schema.UpstreamConnection;
import org.tavan.schema.WindPlant;

/// Units, grid, storages, wind and PV of a request as a commitment problem.
final class SupplyCodec {
    /// A state may lie this far beyond its limits, as the plan that it comes from may (kW, kWh).
    private static final double ROUNDING = 1e-6;

    private final MicrogridRequest request;
    private final int intervals;

    private SupplyCodec(MicrogridRequest request) {
        this.request = request;
        intervals = request.getLoadKw().size();
    }

    /// {@return the problem of serving a load}
    ///
    /// @param loadKw load per interval (kW)
    static CommitmentProblem problem(MicrogridRequest request, Profile loadKw) {
        var codec = new SupplyCodec(request);
        return new CommitmentProblem(request.getIntervalMinutes() / 60.0, loadKw,
                profile(request.getLoadSigmaKw()),
                codec.flat(request.getMicrogrid().getReliability().getSpinningReserveKw()),
                request.getMicrogrid().getUnits().stream().map(codec::unit).toList(), codec.grid(),
                request.getMicrogrid().getStorages().stream().map(codec::storage).toList(),
                codec.renewables(), codec.reliability());
    }

    static Profile profile(List<Double> values) {
        return Profile.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Profile flat(double value) {
        double[] values = new double[intervals];
        Arrays.fill(values, value);
        return Profile.of(values);
    }

    private Unit unit(GeneratingUnit unit) {
        UnitState state = request.getUnitStates()
                .stream()
                .filter(one -> one.getUnitId().equals(unit.getUnitId()))
                .findFirst()
                .orElse(new UnitState(unit.getUnitId(), unit.getInitialHours(), unit.getInitialKw()));
        return new Unit(unit.getUnitId(), unit.getMinKw(), unit.getMaxKw(),
                ramp(unit.getRampUpKwPerMinute()), ramp(unit.getRampDownKwPerMinute()), unit.getMinUpHours(),
                unit.getMinDownHours(), state.getHours(),
                state.getHours() > 0
                        ? rounded(state.getPowerKw(), unit.getMinKw(), unit.getMaxKw())
                        : rounded(state.getPowerKw(), 0, 0),
                new CostCurve(unit.getNoLoadCentsPerHour(), unit.getEnergyCentsPerKwh(),
                        unit.getEnergyCentsPerKw2h()),
                new StartCost(unit.getHotStartCents(), unit.getColdStartCents(), unit.getColdAfterHours()),
                unit.getReserveCentsPerKwh(), unit.getOutageProbability());
    }

    private static double ramp(@Nullable Double kwPerMinute) {
        return kwPerMinute == null ? Double.POSITIVE_INFINITY : kwPerMinute;
    }

    private static double rounded(double value, double low, double high) {
        double limited = Math.max(low, Math.min(high, value));
        return Math.abs(limited - value) <= ROUNDING ? limited : value;
    }

    private @Nullable UpstreamGrid grid() {
        UpstreamConnection grid = request.getMicrogrid().getGrid();
        if (grid == null) {
            return null;
        }
        double fraction = grid.getExportPriceFraction();
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "exportPriceFraction of the grid is %s, expected a fraction in [0, 1]"
                            .formatted(fraction));
        }
        return new UpstreamGrid(grid.getImportMaxKw(), grid.getExportMaxKw(),
                profile(request.getImportCentsPerKwh()),
                profile(request.getImportCentsPerKwh().stream().map(cents -> fraction * cents).toList()),
                grid.getReserveMaxKw(), grid.getReserveCentsPerKwh(), grid.getOutageProbability());
    }

    private StorageUnit storage(MicrogridStorage storage) {
        double energyKwh = request.getStorageStates()
                .stream()
                .filter(one -> one.getStorageId().equals(storage.getStorageId()))
                .findFirst()
                .map(StorageState::getEnergyKwh)
                .orElse(storage.getEnergyInitialKwh());
        return named("storage " + storage.getStorageId(), () -> new StorageUnit(storage.getStorageId(),
                new Battery(storage.getEnergyMinKwh(), storage.getEnergyMaxKwh(), storage.getEnergyMinKwh(),
                        storage.getChargeMaxKw(), storage.getDischargeMaxKw(),
                        storage.getChargeEfficiency(), storage.getDischargeEfficiency(), 0),
                rounded(energyKwh, storage.getEnergyMinKwh(), storage.getEnergyMaxKwh()),
                storage.getEnergyFinalKwh(), storage.getWearCentsPerKwh(),
                storage.getReserveCentsPerKwh(), storage.getOutageProbability()));
    }

    private List<Renewable> renewables() {
        List<Renewable> renewables = new ArrayList<>();
        for (WindPlant plant : request.getMicrogrid().getWindPlants()) {
            renewables.add(named("plant " + plant.getPlantId(), () -> {
                var curve = new PowerCurve.Cubic(plant.getRatedKw(), plant.getCutInMetresPerSecond(),
                        plant.getRatedMetresPerSecond(), plant.getCutOutMetresPerSecond());
                return renewable(plant.getPlantId(), t -> curve.powerKw(
                        plant.getHubFactor() * request.getWindMetresPerSecond().get(t)),
                        new Spread(plant.getSigmaSlope(), plant.getSigmaInterceptKw(),
                                plant.getSigmaFloorKw()),
                        plant.getOutageProbability(), plant.getCurtailable());
            }));
        }
        for (PvPlant plant : request.getMicrogrid().getPvPlants()) {
            renewables.add(named("plant " + plant.getPlantId(), () -> {
                var array = new PvArray(plant.getPeakKw(), plant.getNominalCellCelsius(),
                        plant.getPowerPerKelvin(), plant.getEfficiency(), plant.getInverterKw());
                return renewable(plant.getPlantId(), t -> array.powerKw(
                        request.getGlobalHorizontalWattsPerSquareMetre().get(t),
                        request.getTemperatureCelsius().get(t)),
                        new Spread(plant.getSigmaSlope(), plant.getSigmaInterceptKw(),
                                plant.getSigmaFloorKw()),
                        plant.getOutageProbability(), plant.getCurtailable());
            }));
        }
        return renewables;
    }

    /// The forecast of the request wins over the one from weather.
    private Renewable renewable(String plantId, IntToDoubleFunction fromWeather, Spread spread,
            double outageProbability, boolean curtailable) {
        Profile forecastKw = request.getPlantForecasts()
                .stream()
                .filter(given -> given.getPlantId().equals(plantId))
                .findFirst()
                .map(given -> profile(given.getPowerKw()))
                .orElseGet(() -> {
                    double[] kw = new double[intervals];
                    Arrays.setAll(kw, fromWeather);
                    return Profile.of(kw);
                });
        return new Renewable(plantId, forecastKw, spread.sigmaKw(forecastKw), outageProbability, curtailable);
    }

    private Reliability reliability() {
        ReliabilityTarget target = request.getMicrogrid().getReliability();
        Double eensMaxKwh = target.getEensMaxKwh();
        return new Reliability(target.getVollCentsPerKwh(), flat(target.getLolpMax()),
                eensMaxKwh == null ? Double.POSITIVE_INFINITY : eensMaxKwh, target.getReserveMinutes(),
                target.getOutageHours(), target.getOutageOrder());
    }

    /// What the parts of an element find wrong, with the name of the element.
    static <T> T named(String owner, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.toLowerCase(Locale.ROOT).startsWith(owner)
                    ? e
                    : new IllegalArgumentException(owner + ": " + message, e);
        }
    }
}
