package org.tavan.solver.api.view;

/// Mean powers of one interval (kW), of a member or a community; each direction is non-negative, NaN where it is not known. The grid flow is what balances
/// the others: `import − export = load + flexible + charge − pv − discharge`, peer trades included for a member.
///
/// @param loadKw inflexible load
/// @param flexibleKw flexible load
/// @param pvKw PV generation
/// @param chargeKw into batteries
/// @param dischargeKw out of batteries
/// @param gridImportKw taken
/// @param gridExportKw given
public record Flows(double loadKw, double flexibleKw, double pvKw, double chargeKw, double dischargeKw,
        double gridImportKw, double gridExportKw) {
    static final Flows UNKNOWN = of(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Flows of(double loadKw, double flexibleKw, double pvKw, double chargeKw, double dischargeKw) {
        double netKw = loadKw + flexibleKw + chargeKw - pvKw - dischargeKw;
        return new Flows(loadKw, flexibleKw, pvKw, chargeKw, dischargeKw, Math.max(netKw, 0),
                Math.max(-netKw, 0));
    }
}
