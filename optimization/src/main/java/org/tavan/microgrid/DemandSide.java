package org.tavan.microgrid;

import java.util.ArrayList;
import java.util.List;

import org.tavan.conic.Profile;
import org.tavan.demandresponse.CallBlock;
import org.tavan.demandresponse.DemandResponse;
import org.tavan.demandresponse.InterruptibleContract;
import org.tavan.demandresponse.OptionCost;
import org.tavan.demandresponse.PriceProgramme;
import org.tavan.demandresponse.ProgrammeOptions;
import org.tavan.demandresponse.Tariff;

/// What a microgrid may offer its customers, and what that counts for.
///
/// @param retailCentsPerKwh `EP`: what everybody pays without an offer, of each interval (¢/kWh)
/// @param offers price programmes
/// @param contract interruptible load, beside the programmes
/// @param blocks when interruptible load may be called and what may be kept of it, each interval in one block at most; none for no calls
/// @param cost what an option counts for in the plan
public record DemandSide(Profile retailCentsPerKwh, List<Offer> offers, InterruptibleContract contract,
        List<CallBlock> blocks, OptionCost cost) {

    /// A price programme and how much of the load may take part in it.
    ///
    /// @param programme tariff and answer
    /// @param levels participations to choose from, rising in [0, 1]
    public record Offer(PriceProgramme programme, List<Double> levels) {
        /// Copies.
        public Offer {
            levels = List.copyOf(levels);
        }
    }

    /// Copies.
    public DemandSide {
        offers = List.copyOf(offers);
        blocks = List.copyOf(blocks);
    }

    /// {@return customers to whom nothing is offered}
    ///
    /// @param retail what they pay
    /// @param intervals how many intervals the day has
    public static DemandSide none(Tariff retail, int intervals) {
        return new DemandSide(retail.centsPerKwh(intervals), List.of(), InterruptibleContract.none(intervals),
                List.of(), OptionCost.REBATES);
    }

    /// {@return the offers as decisions}
    ///
    /// @param stepHours length of an interval (h)
    /// @throws IllegalArgumentException if something does not fit; it names the programme or block
    public ProgrammeOptions options(double stepHours) {
        var response = new DemandResponse(retailCentsPerKwh, offers.stream().map(Offer::programme).toList(),
                contract, stepHours);
        return new ProgrammeOptions(response, offers.stream().map(Offer::levels).toList(), blocks,
                cost);
    }

    /// {@return the part of the load that takes part when these options are taken: in a programme, or interrupted in some interval}
    ///
    /// @param options index of the option taken of each choice
    double participation(List<Integer> options) {
        double sum = isCalled(options) ? contract.share() : 0;
        for (int j = 0; j < offers.size(); j++) {
            sum += offers.get(j).levels().get(options.get(j));
        }
        return sum;
    }

    private boolean isCalled(List<Integer> options) {
        for (int b = 0; b < blocks.size(); b++) {
            if (blocks.get(b).keptShares().get(options.get(offers.size() + b)) < 1) {
                return true;
            }
        }
        return false;
    }

    /// {@return the same offers with one option left of each choice: what was taken, by a part of the customers that were expected}
    ///
    /// @param options index of the option taken of each choice
    /// @param part of those who were expected to take part, non-negative
    DemandSide forced(List<Integer> options, double part) {
        List<Offer> taken = new ArrayList<>();
        for (int j = 0; j < offers.size(); j++) {
            taken.add(new Offer(offers.get(j).programme(),
                    List.of(part * offers.get(j).levels().get(options.get(j)))));
        }
        List<CallBlock> called = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            CallBlock block = blocks.get(b);
            called.add(new CallBlock(block.intervals(),
                    List.of(block.keptShares().get(options.get(offers.size() + b)))));
        }
        return new DemandSide(retailCentsPerKwh, taken,
                new InterruptibleContract(isCalled(options) ? part * contract.share() : 0, contract.keptMin(),
                        contract.rebateCentsPerKwh()),
                called, cost);
    }
}
