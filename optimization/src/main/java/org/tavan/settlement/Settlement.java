package org.tavan.settlement;

import java.util.List;
import java.util.OptionalDouble;

/// The bills of a community.
///
/// @param bills in the order of the members
/// @param fairness whether somebody would be better off alone
public record Settlement(List<MemberBill> bills, Fairness fairness) {

    /// Whether somebody pays more than it would alone.
    public enum Fairness {
        /// Nobody, by the prices between peers alone.
        BY_PRICES,
        /// Nobody, thanks to transfers.
        BY_TRANSFERS,
        /// Somebody: the community pays more than its members alone together, so no transfers that sum to 0 can help, and there are none.
        NOT_POSSIBLE
    }

    /// Copies the list.
    public Settlement {
        bills = List.copyOf(bills);
    }

    /// {@return what all pay together (¢): the cost of the plan, or of the day}
    public double totalCents() {
        return bills.stream().mapToDouble(MemberBill::totalCents).sum();
    }

    /// {@return what sharing saves all together (¢); empty if a member cannot keep its promise alone}
    public OptionalDouble savedCents() {
        return bills.stream().allMatch(bill -> bill.aloneCents().isPresent())
                ? OptionalDouble.of(bills.stream().mapToDouble(bill -> bill.savedCents().orElseThrow()).sum())
                : OptionalDouble.empty();
    }

    /// {@return the bill of a member}
    ///
    /// @throws IllegalArgumentException if there is no such member
    public MemberBill bill(String memberId) {
        return bills.stream()
                .filter(bill -> bill.memberId().equals(memberId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no member %s in the settlement.".formatted(memberId)));
    }
}
