package org.tavan.commitment;

/// What a schedule costs over its horizon, by cause.
///
/// @param energyCents `Σ (b P + c P²)` (¢)
/// @param startCents starts (¢)
/// @param noLoadCents `Σ a u` (¢)
/// @param reserveCents reserve held by units, grid and storages (¢), eq. (6)
/// @param gridCents import paid less export earned (¢)
/// @param wearCents wear of the storages (¢)
/// @param reliabilityCents value of the load that is expected to be lost (¢), eq. (7), outages up to the optimiser's order
/// @param demandCents what the choices of demand cost the operator (¢), of either sign
public record CommitmentCost(double energyCents, double startCents, double noLoadCents, double reserveCents,
        double gridCents, double wearCents, double reliabilityCents,
        double demandCents) {

    /// {@return the sum (¢)}
    public double totalCents() {
        return energyCents + startCents + noLoadCents + reserveCents + gridCents + wearCents
                + reliabilityCents + demandCents;
    }
}
