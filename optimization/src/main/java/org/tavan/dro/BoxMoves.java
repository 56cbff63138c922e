package org.tavan.dro;

/// The moves of all intervals in one box, which share one budget: `min_λ λρ + Σ_t G_t(Q_t, λ)`.
final class BoxMoves {
    private final RealTimeMoves[] moves;

    BoxMoves(RealTimeMoves[] moves) {
        this.moves = moves;
    }

    RealTimeMoves at(int t) {
        return moves[t];
    }

    int intervals() {
        return moves.length;
    }

    /// {@return the worst-case expected cost of a rule (¢)}
    double cents(double[] gainKw, double radius) {
        double lambdaCents = lambda(gainKw, radius);
        double sum = radius * lambdaCents;
        for (int t = 0; t < moves.length; t++) {
            sum += moves[t].base * gainKw[t] + moves[t].adversaryGain(gainKw[t], lambdaCents);
        }
        return sum;
    }

    /// {@return the minimiser, by bisection on the slope `ρ − Σ_t distance`}
    double lambda(double[] gainKw, double radius) {
        double low = 0;
        double high = 0;
        for (int t = 0; t < moves.length; t++) {
            high = Math.max(high, moves[t].slopeMax() * gainKw[t]);
        }
        int[] piece = new int[moves.length];
        for (int step = 0; step < 100 && high - low > 1e-15 * high; step++) {
            double middle = 0.5 * (low + high);
            if (movedDistance(gainKw, middle, piece) > radius) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// @param piece of each interval the last time, near which it is now
    private double movedDistance(double[] gainKw, double lambdaCents, int[] piece) {
        double sum = 0;
        for (int t = 0; t < moves.length; t++) {
            if (gainKw[t] > 0) {
                piece[t] = moves[t].piece(lambdaCents / gainKw[t], piece[t]);
                sum += moves[t].distance(piece[t]);
            }
        }
        return sum;
    }
}
