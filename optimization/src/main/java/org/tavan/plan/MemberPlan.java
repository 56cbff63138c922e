package org.tavan.plan;

import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.problem.PreviousPlan;
import org.tavan.recourse.AffineRecourse;

/// One member's plan; every profile has one value an interval.
///
/// @param memberId whose
/// @param gridImportKw `p⁺`: day-ahead import (kW)
/// @param gridExportKw `p⁻`: day-ahead export (kW)
/// @param chargeKw all its batteries and vehicles (kW); one may charge while another discharges
/// @param dischargeKw all its batteries and vehicles (kW)
/// @param energyKwh `E` at the end of each interval (kWh), in all that are there; 0 without a battery
/// @param flexibleKw flexible load served, all together (kW)
/// @param shiftedKwh `S` at the end of each interval (kWh), all together, negative: behind
/// @param peers trades, one entry a link
/// @param recourse the rule's `Q`: `q = r + Qξ`
/// @param plannedRealTimeKw `r`: real-time exchange planned ahead (kW), import positive; 0 where the day-ahead market was open
/// @param marginKw `m = p + b − f − u + Σe + o − Cμ`, with `u` curtailed and `o` from offers: planned supply without the real-time exchange minus forecast demand (kW)
/// @param worstCaseViolation exact worst-case probability, over the ball, that demand exceeds supply in any interval
/// @param shadowPrices what one more would cost
/// @param binding per interval the limits at work
/// @param costCents the sum of `costs`: the member's cost with its own worst-case expected recourse (¢); fees are paid by the taker, the wear of
///        a trade half by each end, and trades themselves are priced at nothing
/// @param storages each battery and vehicle, in the order of the member
/// @param flexibleLoads each flexible load, in the order of the member
/// @param curtailments each generation that may be curtailed, in the order of the member
/// @param costs the cost by cause
/// @param offers trade with those outside the problem, in the order of the member
public record MemberPlan(String memberId, Profile gridImportKw, Profile gridExportKw, Profile chargeKw,
        Profile dischargeKw, Profile energyKwh, Profile flexibleKw, Profile shiftedKwh, List<PeerFlow> peers,
        AffineRecourse recourse, Profile plannedRealTimeKw, Profile marginKw, double worstCaseViolation,
        ShadowPrices shadowPrices,
        List<List<BindingLimit>> binding, double costCents, List<StoragePlan> storages,
        List<FlexiblePlan> flexibleLoads, List<CurtailmentPlan> curtailments, MemberCosts costs,
        List<OfferPlan> offers) {
    /// Copies the lists.
    public MemberPlan {
        peers = List.copyOf(peers);
        binding = binding.stream().map(List::copyOf).toList();
        storages = List.copyOf(storages);
        flexibleLoads = List.copyOf(flexibleLoads);
        curtailments = List.copyOf(curtailments);
        offers = List.copyOf(offers);
    }

    /// {@return this plan with other trades, of the same sum in every interval}
    public MemberPlan withPeers(List<PeerFlow> other) {
        return new MemberPlan(memberId, gridImportKw, gridExportKw, chargeKw, dischargeKw, energyKwh,
                flexibleKw,
                shiftedKwh, other, recourse, plannedRealTimeKw, marginKw, worstCaseViolation, shadowPrices,
                binding,
                costCents, storages, flexibleLoads, curtailments, costs, offers);
    }

    /// {@return this plan as the one in force, to stay near}
    public PreviousPlan asPrevious() {
        return new PreviousPlan(
                storages.stream()
                        .map(plan -> new PreviousPlan.StoragePower(plan.id(), plan.chargeKw(),
                                plan.dischargeKw()))
                        .toList(),
                flexibleLoads.stream()
                        .map(plan -> new PreviousPlan.FlexiblePower(plan.id(), plan.servedKw()))
                        .toList());
    }
}
