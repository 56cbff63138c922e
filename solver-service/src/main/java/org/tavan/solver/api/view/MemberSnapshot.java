package org.tavan.solver.api.view;

import java.util.List;

/// One member in the newest complete interval; NaN where nothing is known.
///
/// @param prosumerId member
/// @param name shown to people
/// @param kind RESIDENTIAL or COMMERCIAL
/// @param pvPeakKw 0 without PV
/// @param batteryMaxKwh upper limit of the battery, 0 without
/// @param measured whether the interval was measured; false: estimated
/// @param flows powers
/// @param energyKwh energy in the battery, as reported
/// @param realTimeImportKw recourse `q⁺` of the newest dispatch
/// @param realTimeExportKw recourse `q⁻` of the newest dispatch
/// @param planStatus status of the plan behind the newest dispatch; empty before the first
/// @param fault reported by its devices; empty: none
/// @param quarantinedMeters meters whose readings are not used for now
/// @param achieved promised and kept
public record MemberSnapshot(String prosumerId, String name, String kind, double pvPeakKw,
        double batteryMaxKwh, boolean measured, Flows flows,
        double energyKwh, double realTimeImportKw, double realTimeExportKw, String planStatus, String fault,
        List<String> quarantinedMeters,
        Achieved achieved) {}
