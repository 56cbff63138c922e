package org.tavan.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.tavan.settlement.Settlement.Fairness;

class TransfersTest {
    private static MemberBill bill(String id, double cents, double aloneCents) {
        return new MemberBill(id, cents, 0, 0, 0, OptionalDouble.of(aloneCents));
    }

    private static List<Double> transfers(Settlement settlement) {
        return settlement.bills().stream().map(MemberBill::transferCents).toList();
    }

    @Test
    void whereAllGainNothingMoves() {
        Settlement settlement = Transfers.settle(List.of(bill("a", 90, 100), bill("b", 20, 20)));

        assertEquals(Fairness.BY_PRICES, settlement.fairness());
        assertEquals(List.of(0.0, 0.0), transfers(settlement));
    }

    @Test
    void gainersPayTheLossesInProportionToWhatTheyGain() {
        Settlement settlement = Transfers
                .settle(List.of(bill("a", 110, 100), bill("b", 20, 50), bill("c", 40, 50)));

        // a loses 10; b gains 30 and c 10, so they pay three quarters and one.
        assertEquals(Fairness.BY_TRANSFERS, settlement.fairness());
        assertEquals(List.of(-10.0, 7.5, 2.5), transfers(settlement));
        assertEquals(170, settlement.totalCents());
        assertEquals(30, settlement.savedCents().orElseThrow());
    }

    @Test
    void aCommunityDearerThanItsMembersAloneCannotBeMended() {
        Settlement settlement = Transfers.settle(List.of(bill("a", 110, 100), bill("b", 45, 50)));

        assertEquals(Fairness.NOT_POSSIBLE, settlement.fairness());
        assertEquals(List.of(0.0, 0.0), transfers(settlement));
    }

    @Test
    void whoCannotBeAlonePaysWhatTheOthersGainsDoNotCover() {
        Settlement settlement = Transfers.settle(List.of(bill("a", 110, 100), bill("b", 46, 50),
                new MemberBill("c", 70, 0, 0, 0, OptionalDouble.empty())));

        assertEquals(Fairness.BY_TRANSFERS, settlement.fairness());
        assertEquals(List.of(-10.0, 4.0, 6.0), transfers(settlement));
    }
}
