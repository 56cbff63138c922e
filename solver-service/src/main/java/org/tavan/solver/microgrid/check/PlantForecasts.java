package org.tavan.solver.microgrid.check;

import java.util.ArrayList;
import java.util.List;

import org.tavan.schema.MicrogridRequest;
import org.tavan.schema.PlantForecast;
import org.tavan.schema.PvPlant;
import org.tavan.schema.WindPlant;

/// What wind and PV plants are forecast to give, in the configuration's order, wind first: the checker's own way to it.
final class PlantForecasts {
    private PlantForecasts() {}

    /// One plant.
    ///
    /// @param forecastKw per interval (kW)
    /// @param sigmaKw standard deviation per interval (kW)
    record Forecast(String plantId, List<Double> forecastKw, List<Double> sigmaKw, double outageProbability,
            boolean curtailable) {}

    static List<Forecast> of(MicrogridRequest request) {
        List<Forecast> forecasts = new ArrayList<>();
        for (WindPlant plant : request.getMicrogrid().getWindPlants()) {
            List<Double> kw = given(request, plant.getPlantId());
            if (kw.isEmpty()) {
                kw = request.getWindMetresPerSecond()
                        .stream()
                        .map(v -> windKw(plant, plant.getHubFactor() * v))
                        .toList();
            }
            forecasts.add(new Forecast(plant.getPlantId(), kw,
                    sigmaKw(kw, plant.getSigmaFloorKw(), plant.getSigmaInterceptKw(), plant.getSigmaSlope()),
                    plant.getOutageProbability(), plant.getCurtailable()));
        }
        for (PvPlant plant : request.getMicrogrid().getPvPlants()) {
            List<Double> kw = new ArrayList<>(given(request, plant.getPlantId()));
            if (kw.isEmpty()) {
                for (int t = 0; t < request.getLoadKw().size(); t++) {
                    kw.add(pvKw(plant, request.getGlobalHorizontalWattsPerSquareMetre().get(t),
                            request.getTemperatureCelsius().get(t)));
                }
            }
            forecasts.add(new Forecast(plant.getPlantId(), kw,
                    sigmaKw(kw, plant.getSigmaFloorKw(), plant.getSigmaInterceptKw(), plant.getSigmaSlope()),
                    plant.getOutageProbability(), plant.getCurtailable()));
        }
        return forecasts;
    }

    private static List<Double> sigmaKw(List<Double> kw, double floorKw, double interceptKw, double slope) {
        return kw.stream().map(p -> Math.max(floorKw, interceptKw + slope * p)).toList();
    }

    private static List<Double> given(MicrogridRequest request, String plantId) {
        PlantForecast given = PlannedDay.first(request.getPlantForecasts(),
                one -> one.getPlantId().equals(plantId));
        return given == null ? List.of() : given.getPowerKw();
    }

    /// Cubic between cut-in and rated speed.
    private static double windKw(WindPlant plant, double speed) {
        double in = Math.pow(plant.getCutInMetresPerSecond(), 3);
        double share = (Math.pow(speed, 3) - in) / (Math.pow(plant.getRatedMetresPerSecond(), 3) - in);
        boolean turning = speed >= plant.getCutInMetresPerSecond()
                && speed <= plant.getCutOutMetresPerSecond();
        return turning ? plant.getRatedKw() * Math.min(1, share) : 0;
    }

    /// `P G/1000 (1 + γ (T_c − 25)) η` with `T_c = T + G (NOCT − 20)/800`.
    private static double pvKw(PvPlant plant, double irradiance, double airCelsius) {
        double cell = airCelsius + irradiance / 800 * (plant.getNominalCellCelsius() - 20);
        double kw = plant.getPeakKw() * irradiance / 1000 * plant.getEfficiency()
                * (1 + plant.getPowerPerKelvin() * (cell - 25));
        return Math.min(plant.getInverterKw(), Math.max(0, kw));
    }
}
