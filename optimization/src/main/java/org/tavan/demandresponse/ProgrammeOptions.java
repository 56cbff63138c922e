package org.tavan.demandresponse;

import java.util.ArrayList;
import java.util.List;

import org.tavan.commitment.DemandChoice;
import org.tavan.commitment.DemandOption;
import org.tavan.conic.Profile;

/// What the operator may decide about a day's demand, as choices of a commitment: how much of the load takes part in each price
/// programme, and how much of the interruptible load is kept in each block of intervals.
///
/// `d = d₀ + Σ_j γ_j (d_j − d₀) − Σ_b share (1 − x_b) d₀`, with `d_j` the answer of the whole load to the prices of programme j.
/// The changes of the choices add exactly: each share of the load is in one programme or under one contract, and both answers,
/// elasticities (18) and Cobb–Douglas (19), are proportional to the load that answers.
///
/// Source: Nikravan et al. 2025, eq. (16)–(20), with participation γ as a decision. Departs from it: its γ "sum to one", see
/// `Participation`; here what is left over pays and consumes as before.
///
/// @param response programmes and interruptible load
/// @param levels participations to choose from, rising in [0, 1], one list a programme; the highest together with the interruptible
///        share at most 1
/// @param blocks what may be called, each interval in one of them at most; none for no calls
/// @param cost what an option counts for
public record ProgrammeOptions(DemandResponse response, List<List<Double>> levels,
        List<CallBlock> blocks, OptionCost cost) {

    /// Copies and checks.
    ///
    /// @throws IllegalArgumentException if a list does not fit, a level or share is out of range, or more than the whole load could
    ///         take part
    public ProgrammeOptions {
        levels = levels.stream().map(List::copyOf).toList();
        blocks = List.copyOf(blocks);
        if (levels.size() != response.programmes().size()) {
            throw new IllegalArgumentException("There are levels for %d programmes, but %d programmes."
                    .formatted(levels.size(), response.programmes().size()));
        }
        double most = response.contract().share();
        for (int j = 0; j < levels.size(); j++) {
            requireLevels(response.programmes().get(j).name(), levels.get(j));
            most += levels.get(j).getLast();
        }
        if (!(most <= 1 + 1e-9)) {
            throw new IllegalArgumentException(
                    """
                            The highest levels and the interruptible share (%s) come to %s of the load, more than the whole."""
                            .formatted(response.contract().share(), most));
        }
        requireBlocks(blocks, response.contract().keptMin(), response.referenceCentsPerKwh().length());
    }

    private static void requireLevels(String programme, List<Double> levels) {
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("Programme %s has no level.".formatted(programme));
        }
        double before = Double.NEGATIVE_INFINITY;
        for (double level : levels) {
            Require.share("participation level of " + programme, level);
            if (!(level > before)) {
                throw new IllegalArgumentException(
                        "The participation levels of %s (%s) must rise.".formatted(programme, levels));
            }
            before = level;
        }
    }

    private static void requireBlocks(List<CallBlock> blocks, double keptMin, int intervals) {
        boolean[] called = new boolean[intervals];
        for (CallBlock block : blocks) {
            for (double kept : block.keptShares()) {
                if (!(kept >= keptMin)) {
                    throw new IllegalArgumentException(
                            "The kept share %s of %s must lie in [%s, 1].".formatted(kept, block.name(),
                                    keptMin));
                }
            }
            for (int t : block.intervals()) {
                if (t < 0 || t >= intervals || called[t]) {
                    throw new IllegalArgumentException(
                            "Interval %d of %s is in another block too, or not in the day of %d."
                                    .formatted(t, block.name(), intervals));
                }
                called[t] = true;
            }
        }
    }

    /// {@return the choices: one a programme, in their order, then one a block}
    ///
    /// @param baselineKw `d₀`: load of all customers (kW)
    /// @throws IllegalArgumentException if the load does not fit the day
    public List<DemandChoice> choices(Profile baselineKw) {
        List<DemandChoice> choices = new ArrayList<>();
        for (int j = 0; j < levels.size(); j++) {
            String name = response.programmes().get(j).name();
            List<DemandOption> options = new ArrayList<>();
            for (double level : levels.get(j)) {
                CustomerBill bill = response.respond(baselineKw, alone(j, level)).bills().get(j);
                options.add(new DemandOption(percent(level),
                        difference(bill.response().loadKw(), bill.response().baselineKw()),
                        cost.cents(0, bill.savedCents())));
            }
            choices.add(new DemandChoice(name, options));
        }
        for (CallBlock block : blocks) {
            List<DemandOption> options = new ArrayList<>();
            for (double kept : block.keptShares()) {
                InterruptibleContract.Call call = response.contract()
                        .call(baselineKw, response.referenceCentsPerKwh(), kept(block, kept),
                                response.stepHours());
                Profile nothing = Profile.of(new double[baselineKw.length()]);
                options.add(
                        new DemandOption("keep " + percent(kept), difference(nothing, call.interruptedKw()),
                                cost.cents(call.rebateCents(), call.lostSaleCents())));
            }
            choices.add(new DemandChoice(block.name(), options));
        }
        return List.copyOf(choices);
    }

    /// {@return the participation that was chosen}
    ///
    /// @param options index of the option taken of each choice
    public Participation participation(List<Integer> options) {
        double[] gammas = new double[levels.size()];
        for (int j = 0; j < gammas.length; j++) {
            gammas[j] = levels.get(j).get(options.get(j));
        }
        return new Participation(Profile.of(gammas));
    }

    /// {@return the share of interruptible load that was chosen to be kept, of each interval}
    ///
    /// @param options index of the option taken of each choice
    public Profile keptShare(List<Integer> options) {
        double[] kept = response.contract().keepAll().toArray();
        for (int b = 0; b < blocks.size(); b++) {
            for (int t : blocks.get(b).intervals()) {
                kept[t] = blocks.get(b).keptShares().get(options.get(levels.size() + b));
            }
        }
        return Profile.of(kept);
    }

    /// {@return what comes of the options taken: load and bills}
    ///
    /// @param baselineKw `d₀`: load of all customers (kW)
    /// @param options index of the option taken of each choice
    public DemandResponse.Outcome outcome(Profile baselineKw, List<Integer> options) {
        return response.respond(baselineKw, participation(options), keptShare(options));
    }

    private Participation alone(int programme, double level) {
        double[] gammas = new double[levels.size()];
        gammas[programme] = level;
        return new Participation(Profile.of(gammas));
    }

    private Profile kept(CallBlock block, double share) {
        double[] kept = response.contract().keepAll().toArray();
        block.intervals().forEach(t -> kept[t] = share);
        return Profile.of(kept);
    }

    private static Profile difference(Profile a, Profile b) {
        double[] difference = a.toArray();
        for (int t = 0; t < difference.length; t++) {
            difference[t] -= b.get(t);
        }
        return Profile.of(difference);
    }

    private static String percent(double share) {
        return Math.rint(share * 1e6) / 1e4 + " %";
    }
}
