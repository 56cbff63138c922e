package org.tavan.demandresponse;

/// What a group of customers pays in a day, before and after.
///
/// @param programme what they take part in
/// @param participation part of the load that they are
/// @param beforeCents for their load without the programme at the reference price (¢)
/// @param afterCents for their load with it at its prices, rebates taken off (¢)
/// @param response their load without and with it
public record CustomerBill(String programme, double participation, double beforeCents, double afterCents,
        LoadResponse response) {

    /// {@return what they save (¢); negative if the programme costs them}
    public double savedCents() {
        return beforeCents - afterCents;
    }

    /// {@return the part of the bill that they save; 0 if there was none}
    public double savedShare() {
        return beforeCents > 0 ? savedCents() / beforeCents : 0;
    }
}
