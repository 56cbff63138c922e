package org.tavan.dro;

import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.recourse.AffineRecourse;

/// One member's plan; every profile has one value an interval.
///
/// @param memberId whose
/// @param gridImportKw `p⁺`: day-ahead import (kW)
/// @param gridExportKw `p⁻`: day-ahead export (kW)
/// @param chargeKw battery (kW)
/// @param dischargeKw battery (kW)
/// @param energyKwh `E` at the end of each interval (kWh); 0 without a battery
/// @param flexibleKw flexible load served (kW)
/// @param shiftedKwh `S` at the end of each interval (kWh), negative: behind
/// @param peers trades, one entry a link
/// @param recourse the rule's `Q`: `q = r + Qξ`
/// @param plannedRealTimeKw `r`: real-time exchange planned ahead (kW), import positive; 0 where the day-ahead market was open
/// @param marginKw `m = p + b − f + Σe − Cμ`: planned supply without the real-time exchange minus forecast demand (kW)
/// @param worstCaseViolation exact worst-case probability, over the ball, that demand exceeds supply in any interval
/// @param shadowPrices what one more would cost
/// @param binding per interval the limits at work
/// @param costCents the member's cost with its own worst-case expected recourse (¢); fees are paid by the taker, the wear of
///        a trade half by each end, and trades themselves are priced at nothing
public record MemberPlan(String memberId, Profile gridImportKw, Profile gridExportKw, Profile chargeKw,
        Profile dischargeKw, Profile energyKwh, Profile flexibleKw, Profile shiftedKwh, List<PeerFlow> peers,
        AffineRecourse recourse, Profile plannedRealTimeKw, Profile marginKw, double worstCaseViolation,
        ShadowPrices shadowPrices,
        List<List<BindingLimit>> binding, double costCents) {
    /// Copies the lists.
    public MemberPlan {
        peers = List.copyOf(peers);
        binding = binding.stream().map(List::copyOf).toList();
    }
}
