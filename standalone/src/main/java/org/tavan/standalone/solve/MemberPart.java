package org.tavan.standalone.solve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tavan.asset.Battery;
import org.tavan.asset.FlexibleLoad;
import org.tavan.asset.GridLimits;
import org.tavan.problem.BatteryState;
import org.tavan.problem.FlexibleDemand;
import org.tavan.problem.Member;
import org.tavan.uncertainty.EmpiricalDistribution;

/// A member of a [ProblemFile]. The support box is that of the samples, widened.
///
/// @param id unique in the file
/// @param nominalKw C (kW)
/// @param gridImportMaxKw limit of the day-ahead import (kW)
/// @param gridExportMaxKw limit of the day-ahead export (kW)
/// @param realTimeImportMaxKw limit of the recourse (kW)
/// @param realTimeExportMaxKw limit of the recourse (kW)
/// @param forecastKw load minus generation, one value an interval (kW)
/// @param residualKw samples of measured minus forecast, a row a day (kW)
/// @param supportMarginFraction widening of the box, fraction of the range of the I samples, default 0.05; at least 1/(I - 1) is taken
/// @param battery null without
/// @param flexibleLoad null without
public record MemberPart(String id, double nominalKw, double gridImportMaxKw, double gridExportMaxKw,
        double realTimeImportMaxKw, double realTimeExportMaxKw, List<Double> forecastKw,
        List<List<Double>> residualKw, Double supportMarginFraction, @Nullable BatteryPart battery,
        @Nullable FlexiblePart flexibleLoad) {

    /// Fills in what was left out.
    ///
    /// @throws IllegalArgumentException if something is missing
    public MemberPart(
            @Nullable String id,
            double nominalKw,
            double gridImportMaxKw,
            double gridExportMaxKw,
            double realTimeImportMaxKw,
            double realTimeExportMaxKw,
            @Nullable List<Double> forecastKw,
            @Nullable List<List<Double>> residualKw,
            @Nullable Double supportMarginFraction,
            @Nullable BatteryPart battery,
            @Nullable FlexiblePart flexibleLoad) {
        this.id = Required.of("id", id);
        this.nominalKw = nominalKw;
        this.gridImportMaxKw = gridImportMaxKw;
        this.gridExportMaxKw = gridExportMaxKw;
        this.realTimeImportMaxKw = realTimeImportMaxKw;
        this.realTimeExportMaxKw = realTimeExportMaxKw;
        this.forecastKw = Required.values("forecastKw of " + id, forecastKw);
        this.residualKw = Required.of("residualKw of " + id, residualKw).stream().map(List::copyOf).toList();
        this.supportMarginFraction = supportMarginFraction == null ? 0.05 : supportMarginFraction;
        this.battery = battery;
        this.flexibleLoad = flexibleLoad;
    }

    Member toMember() {
        var samples = EmpiricalDistribution.of(residualKw.stream().map(ProblemFile::profile).toList());
        return new Member(id, nominalKw, new GridLimits(gridImportMaxKw, gridExportMaxKw),
                new GridLimits(realTimeImportMaxKw, realTimeExportMaxKw), ProblemFile.profile(forecastKw),
                samples,
                samples.likelySupport(supportMarginFraction), battery == null ? null : battery.toState(),
                flexibleLoad == null ? null : flexibleLoad.toDemand());
    }

    /// A battery and the energy in it at the start (kWh).
    public record BatteryPart(double energyKwh, double energyMinKwh, double energyMaxKwh,
            double energyFinalMinKwh,
            double chargeMaxKw, double dischargeMaxKw, double chargeEfficiency, double dischargeEfficiency,
            double wearCents) {
        BatteryState toState() {
            return new BatteryState(
                    new Battery(energyMinKwh, energyMaxKwh, energyFinalMinKwh, chargeMaxKw, dischargeMaxKw,
                            chargeEfficiency, dischargeEfficiency, wearCents),
                    energyKwh);
        }
    }

    /// Flexible load: desired power per interval (kW), and how far it may be shifted.
    public record FlexiblePart(List<Double> desiredKw, double powerMaxKw, double shiftMaxKwh,
            double discomfortCents) {
        FlexibleDemand toDemand() {
            return new FlexibleDemand(new FlexibleLoad(powerMaxKw, shiftMaxKwh, discomfortCents),
                    ProblemFile.profile(desiredKw), 0);
        }
    }
}
