package org.tavan.demandresponse;

/// What an option of demand counts for in the operator's objective.
public enum OptionCost {
    /// Rebates alone: the paper's objective, which minimises what the operator pays. A sale that is not made costs nothing, so prices
    /// that make customers consume less always look good.
    REBATES,

    /// Rebates and what customers pay less than before: the operator's profit. A sale that is not made counts with its retail price.
    REBATES_AND_LOST_RECEIPTS;

    double cents(double rebateCents, double lostReceiptsCents) {
        return switch (this) {
            case REBATES -> rebateCents;
            case REBATES_AND_LOST_RECEIPTS -> rebateCents + lostReceiptsCents;
        };
    }
}
