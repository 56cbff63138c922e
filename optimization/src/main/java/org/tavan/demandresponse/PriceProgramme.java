package org.tavan.demandresponse;

/// One price programme: a tariff, and how those who take part answer to it.
///
/// @param name for tables and bills
/// @param tariff `ρ`: what they pay
/// @param response how they answer
public record PriceProgramme(String name, Tariff tariff, CustomerResponse response) {

    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if it is blank
    public PriceProgramme {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A price programme needs a name.");
        }
    }
}
