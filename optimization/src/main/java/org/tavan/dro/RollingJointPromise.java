package org.tavan.dro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.tavan.conic.ConicProgram;
import org.tavan.conic.ConicWorkspace;
import org.tavan.conic.Solution;
import org.tavan.problem.Member;
import org.tavan.uncertainty.Norm;
import org.tavan.uncertainty.WassersteinBall;

/// The joint promise of `JointPromise` in a box for a member whose window moves: the same rows at a scaling that is kept, in places that stay where
/// they are (`TailSlots`), so that a program fits until another sample is worth a `z`.
///
/// The scaling is changed by `rescale` alone; whatever it is, the promise is safe, and the bound is one for it. `Q > C` is let in in those
/// intervals where a point asks for it: the rows for falling losses are only there from then on.
final class RollingJointPromise implements RollingPromise {
    /// A sample keeps its `z` in another program if its share of the price is so large a part of what makes it enter.
    private static final double LEAST = 0.5;
    /// How far a price may exceed that of a `z` left out (relative).
    private static final double PRICE_TOLERANCE = 1e-8;
    /// What a larger gain must be worth to be let in (¢/kW), and the largest that is thought of: where real time is unlimited the bound is over rules up to it.
    private static final double GAIN_CENTS = 1e-9;
    private static final double GAIN_MAX_KW = 1e6;
    private static final double IDLE = -1;

    /// The rows of a place for a sample on a side.
    ///
    /// @param seat which, or none for the worst sample without a seat
    /// @param stay where the sample is
    /// @param move where it moves to the end of the box; none without a ball
    private record SlotRows(int seat, int stay, int move) {}

    private final SampleWindow window;
    private final Member member;
    private final double nominalKw;
    private final double epsilon;
    private final double riskWeight;
    private final TailSlots slots;
    private final RollingTail rollingTail;
    private final InRule inRule = new InRule();
    private double radius;
    private final JointTail tail;
    private final ScalingStep scalingStep;
    private final double[] slopes;
    private final double[] scale;
    private final double[] scaleBefore;
    /// Whether what was added last has no room for what there is now.
    private boolean crowded = true;

    private int tau;
    private int lambda;
    private int[] excess = {};
    private int riskRow;
    private int[] margin = {};
    private final SlotRows[][] sides;

    /// Of the point read last: the price of the risk, of each sample as a part of that, of each margin.
    private double riskPrice;
    private final double[] share;
    /// Whether a row of a sample that has a price has no `z`.
    private final boolean[] missing;
    private final double[] marginPrice;

    RollingJointPromise(SampleWindow window, Member member, double epsilon) {
        this.window = window;
        this.member = member;
        this.epsilon = epsilon;
        nominalKw = member.nominalKw();
        riskWeight = 1 / (window.count() * epsilon);
        slots = new TailSlots(window, epsilon);
        rollingTail = new RollingTail(window, nominalKw, epsilon);
        int intervals = window.intervals();
        scale = new double[intervals];
        Arrays.fill(scale, 1);
        scaleBefore = scale.clone();
        slopes = new double[intervals];
        tail = new JointTail(window, epsilon);
        scalingStep = new ScalingStep(tail, intervals, true);
        sides = new SlotRows[slots.sides()][0];
        share = new double[window.count()];
        missing = new boolean[window.count()];
        marginPrice = new double[intervals];
    }

    @Override
    public DiagonalPromise inRule() {
        return inRule;
    }

    @Override
    public void update(double radiusNow) {
        radius = radiusNow;
        crowded |= slots.isComplete() || (radius > 0 && lambda == CommunityProgram.NONE);
        slots.begin();
    }

    @Override
    public boolean fits() {
        return !crowded;
    }

    @Override
    public void write(ConicWorkspace workspace, int[] gain, double backoffKw) {
        double backoff = scaledBackoff(backoffKw);
        if (lambda != CommunityProgram.NONE) {
            workspace.setCoefficient(riskRow, lambda, radius / epsilon);
        }
        for (int side = 0; side < sides.length; side++) {
            for (SlotRows slot : sides[side]) {
                writeSlot(workspace, slot, side, gain[slots.interval(side)], backoff);
            }
        }
    }

    /// `z + τ + δ(m + r) + δQx + λ·way ≥ δCx`, where the sample is and where it moves to the end of the box.
    private void writeSlot(ConicWorkspace workspace, SlotRows slot, int side, int gain, double backoff) {
        int t = slots.interval(side);
        int i = sample(slot, side);
        boolean idle = i == TailSlots.NONE;
        double x = idle ? 0 : slots.xi(side, i);
        double end = idle ? x : slots.end(side);
        writeRow(workspace, slot.stay, idle, t, gain, x, backoff);
        writeSeat(workspace, slot, slot.stay, side);
        if (slot.move != CommunityProgram.NONE) {
            // Where there is nowhere to go both rows would say the same.
            writeRow(workspace, slot.move, end == x, t, gain, end, backoff);
            writeSeat(workspace, slot, slot.move, side);
            workspace.setCoefficient(slot.move, lambda, end == x ? 1 : Math.abs(end - x));
        }
    }

    /// An idle row says what holds anyway.
    private void writeRow(ConicWorkspace workspace, int row, boolean idle, int t, int gain, double x,
            double backoff) {
        double factor = idle ? 0 : scale[t];
        workspace.setCoefficient(row, tau, idle ? 0 : 1);
        workspace.setCoefficient(row, margin[t], factor);
        workspace.setCoefficient(row, gain, factor * x);
        workspace.setRightSide(row, idle ? IDLE : factor * nominalKw * x + backoff);
    }

    /// The `z` of a seat is that of its holder.
    private void writeSeat(ConicWorkspace workspace, SlotRows slot, int row, int side) {
        for (int z = 0; slot.seat != TailSlots.NONE && !slots.isComplete() && z < excess.length; z++) {
            workspace.setCoefficient(row, excess[z], slots.holder(side, slot.seat) == z ? 1 : 0);
        }
    }

    /// {@return the sample at a place, or none where it is idle}
    private int sample(SlotRows slot, int side) {
        if (slot.seat == TailSlots.NONE) {
            return slots.base(side);
        }
        return slots.isTaken(side, slot.seat)
                ? slots.sample(slots.holder(side, slot.seat))
                : TailSlots.NONE;
    }

    private double scaledBackoff(double backoffKw) {
        double most = 0;
        for (double factor : scale) {
            most = Math.max(most, factor);
        }
        return most * backoffKw;
    }

    /// Reads the prices at a point.
    private void readPrices(ConicWorkspace point) {
        riskPrice = Math.max(0, -point.dual(riskRow));
        Arrays.fill(share, 0);
        Arrays.fill(missing, false);
        Arrays.fill(marginPrice, 0);
        for (int side = 0; side < sides.length; side++) {
            int t = slots.interval(side);
            for (SlotRows slot : sides[side]) {
                double price = Math.max(0, point.dual(slot.stay));
                price += slot.move == CommunityProgram.NONE ? 0 : Math.max(0, point.dual(slot.move));
                marginPrice[t] += scale[t] * price;
                int i = sample(slot, side);
                if (i != TailSlots.NONE) {
                    share[i] += price;
                    missing[i] |= price > 0 && slot.seat == TailSlots.NONE;
                }
            }
        }
        for (int i = 0; i < share.length; i++) {
            share[i] /= Math.max(Double.MIN_NORMAL, riskPrice);
        }
    }

    @Override
    public boolean refine(ConicWorkspace point, DiagonalProgram rule) {
        readPrices(point);
        for (int t = 0; t < scale.length; t++) {
            if (gainCents(point, rule, t) > GAIN_CENTS) {
                slots.use(scale.length + t);
                crowded = true;
            }
        }
        boolean given = false;
        for (int i = 0; i < share.length; i++) {
            if (isMissing(i) && share[i] > (1 + PRICE_TOLERANCE) * riskWeight) {
                crowded |= slots.hasExcess(i) || !slots.give(i, share, LEAST * riskWeight);
                given = true;
            }
        }
        if (given && !crowded) {
            slots.find();
        }
        return given || crowded;
    }

    @Override
    public boolean complete() {
        boolean completed = riskWeight < 1 && slots.complete();
        crowded |= completed;
        return completed;
    }

    /// {@return whether some row of a sample lacks a `z` that it might have}
    private boolean isMissing(int i) {
        return riskWeight < 1 && riskPrice > 0 && missing[i];
    }

    /// {@return what a gain beyond `C` may be worth (¢/kW)}
    private double gainCents(ConicWorkspace point, DiagonalProgram rule, int t) {
        return slots.isUsed(scale.length + t) || rule.gainMaxKwAt(t) <= nominalKw
                ? 0
                : point.upperBoundDual(rule.gainVariables()[t]);
    }

    /// As in `JointPromise` for each `z` left out, and for gains beyond `C` what their bound is worth as far as they could go.
    @Override
    public double boundLossCents(ConicWorkspace point, DiagonalProgram rule) {
        readPrices(point);
        double beyond = 0;
        for (int i = 0; i < share.length; i++) {
            beyond += isMissing(i) ? Math.max(0, share[i] - riskWeight) : 0;
        }
        double mostKw = 0;
        double loss = 0;
        for (int t = 0; t < scale.length; t++) {
            double gainMax = Math.min(GAIN_MAX_KW, rule.gainMaxKwAt(t));
            mostKw = Math.max(mostKw, scale[t] * Math.max(nominalKw, Math.abs(nominalKw - gainMax))
                    * (window.high(t) - window.low(t)));
            loss += gainCents(point, rule, t) * Math.max(0, gainMax - nominalKw);
        }
        return loss + beyond * riskPrice * mostKw;
    }

    /// At the point's own `λ`.
    @Override
    public boolean isKept(ConicWorkspace point, double[] gainKw, double[] marginKw) {
        double price = lambda == CommunityProgram.NONE
                ? Double.POSITIVE_INFINITY
                : Math.max(0, point.value(lambda));
        return rollingTail.value(scale, gainKw, marginKw, price, radius) <= 0;
    }

    @Override
    public boolean rescale(ConicWorkspace point, double[] gainKw, double[] marginKw) {
        readPrices(point);
        for (int t = 0; t < scale.length; t++) {
            slopes[t] = nominalKw - gainKw[t];
        }
        tail.read(window, radius);
        System.arraycopy(scale, 0, scaleBefore, 0, scale.length);
        return scalingStep.improve(slopes, marginKw, scale, slots.inTail(), marginPrice);
    }

    private WassersteinBall ball() {
        return new WassersteinBall(radius, Norm.ONE, window.samplesKw().dividedBy(nominalKw),
                window.supportKw().dividedBy(nominalKw));
    }

    @Override
    public int programs() {
        return scalingStep.programs();
    }

    @Override
    public void restoreScaling() {
        System.arraycopy(scaleBefore, 0, scale, 0, scale.length);
    }

    /// The promise as the rule knows it.
    private final class InRule implements DiagonalPromise {
        @Override
        public boolean holdsLimits() {
            return false;
        }

        @Override
        public void expect(double[] likelyKw) {
            // The rows are those of the samples that matter now.
        }

        @Override
        public double reachUp(int t) {
            return window.high(t);
        }

        @Override
        public double reachDown(int t) {
            return -window.low(t);
        }

        @Override
        public double gainMostKw(int t) {
            return slots.isUsed(scale.length + t) ? Double.POSITIVE_INFINITY : nominalKw;
        }

        /// Adds the rows of the samples that matter now; their numbers come by `write`.
        @Override
        public void addTo(ConicProgram.Builder program, MemberVariables variables, int[] gain,
                double backoffKw) {
            crowded = false;
            slots.arrange(share, LEAST * riskWeight);
            margin = variables.margin().stream().mapToInt(t -> t).toArray();
            tau = program.addVariable(0);
            lambda = radius > 0
                    ? program.addVariable(0, 0, Double.POSITIVE_INFINITY)
                    : CommunityProgram.NONE;
            RowBuilder risk = new RowBuilder().add(tau, 1).add(lambda, radius / epsilon);
            excess = new int[slots.excesses()];
            for (int z = 0; z < excess.length; z++) {
                excess[z] = program.addVariable(0, 0, Double.POSITIVE_INFINITY);
                risk.add(excess[z], riskWeight);
            }
            riskRow = program.addLessOrEqual(risk.variables(), risk.coefficients(), 0);
            for (int side = 0; side < sides.length; side++) {
                List<SlotRows> rows = new ArrayList<>();
                for (int seat = TailSlots.NONE; slots.isUsed(side) && seat < slots.seats(side); seat++) {
                    RowBuilder row = new RowBuilder().add(tau, 1)
                            .add(gain[slots.interval(side)], 1)
                            .add(margin[slots.interval(side)], 1);
                    for (int z = 0; seat != TailSlots.NONE && z < excess.length; z++) {
                        boolean may = !slots.isComplete() || slots.holder(side, seat) == z;
                        row.add(may ? excess[z] : CommunityProgram.NONE, 1);
                    }
                    int stay = program.addGreaterOrEqual(row.variables(), row.coefficients(), 0);
                    row.add(lambda, 1);
                    rows.add(new SlotRows(seat, stay, lambda == CommunityProgram.NONE
                            ? lambda
                            : program.addGreaterOrEqual(row.variables(), row.coefficients(), 0)));
                }
                sides[side] = rows.toArray(SlotRows[]::new);
            }
        }

        @Override
        public double adapted(double gainKw, double spareKw, int t) {
            return gainKw;
        }

        @Override
        public boolean refine(Solution solution, double[] gainKw) {
            return false;
        }

        @Override
        public double[] marginsNeededKw(double[] gainKw, double[] marginKw, double[] plannedKw) {
            return new JointPromise(nominalKw, member.realTime(), ball(), epsilon, scale).marginsNeededKw(
                    gainKw,
                    marginKw, plannedKw);
        }

        @Override
        public double riskPrice(Solution solution, int t) {
            double price = 0;
            for (int side = t; side < sides.length; side += scale.length) {
                for (SlotRows slot : sides[side]) {
                    price += scale[t] * solution.dual(slot.stay);
                    price += slot.move == CommunityProgram.NONE ? 0 : scale[t] * solution.dual(slot.move);
                }
            }
            return price;
        }

        @Override
        public boolean rescale(double[] gainKw, double[] marginKw, double[] plannedKw) {
            return false;
        }

        @Override
        public void restoreScaling() {
            // Nothing was changed.
        }

        @Override
        public double[] scaling() {
            return scale.clone();
        }
    }
}
