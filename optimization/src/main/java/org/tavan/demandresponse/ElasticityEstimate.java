package org.tavan.demandresponse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tavan.conic.Profile;

/// Elasticities as learnt from what customers did: a prior, and day by day what prices and loads add to it.
///
/// In period p, `d/d₀ − 1 = E(p,p) x(t) + Σ_{q≠p} E(p,q) X_q + noise`, with `x = (ρ − ρ₀)/ρ₀` and `X_q` the sum (or, for `SHARED`, the
/// mean) of x over period q. The estimate of a row minimises `‖(E − prior)/deviation‖² + Σ λ^age ‖misfit/noise‖²`. The data are kept
/// apart from the prior, as the triangle of an orthogonal reduction, and only they fade: what prices do not show stays at its
/// prior, or goes back there, and nothing winds up, as in the textbook's recursion with forgetting when the tariff stands
/// still. A day on which no price that a period answers to moved adds nothing to it and lets nothing fade.
///
/// @param settings prior, noise and forgetting
/// @param information for each period, the row-major triangle with right-hand side, `P × (P + 1)`
/// @param days days that taught something
/// @param skipped intervals whose metered load could not be used
public record ElasticityEstimate(Settings settings, List<Profile> information, int days, long skipped) {
    private static final double MOVEMENT_MIN = 1e-9;

    /// Most change of a load that one interval may teach, either way: beyond it a meter or the baseline is wrong.
    private static final double CHANGE_MAX = 1.5;

    /// What an estimate starts from.
    ///
    /// @param periods of the day
    /// @param spreading what an elasticity between periods means
    /// @param prior elasticities to start from and to keep where nothing is learnt
    /// @param priorDeviation how sure they are: a standard deviation for each, row-major, positive
    /// @param noise standard deviation of one interval's `d/d₀`, positive
    /// @param forgetting `λ`: weight of a day against the one after, in (0, 1]
    public record Settings(Periods periods, Spreading spreading, PeriodElasticities prior,
            Profile priorDeviation,
            double noise, double forgetting) {
        /// Checks the values.
        ///
        /// @throws IllegalArgumentException if shapes or names differ or a value is out of range
        public Settings {
            if (!prior.names().equals(periods.names())) {
                throw new IllegalArgumentException(
                        "The prior is of the periods %s, the day has %s.".formatted(
                                prior.names(), periods.names()));
            }
            Require.length("prior deviation", priorDeviation, prior.values().length());
            Require.positive("prior deviation", priorDeviation);
            if (!(noise > 0 && noise < Double.POSITIVE_INFINITY && forgetting > 0 && forgetting <= 1)) {
                throw new IllegalArgumentException(
                        "The noise (%s) must be positive and finite, the forgetting (%s) in (0, 1]."
                                .formatted(noise,
                                        forgetting));
            }
        }
    }

    /// Copies.
    ///
    /// @throws IllegalArgumentException if the information does not fit the periods
    public ElasticityEstimate {
        information = List.copyOf(information);
        int count = settings.periods.count();
        if (information.size() != count
                || information.stream().anyMatch(row -> row.length() != count * (count + 1))) {
            throw new IllegalArgumentException(
                    "The information must hold %d triangles of %d values.".formatted(count,
                            count * (count + 1)));
        }
    }

    /// {@return an estimate that has seen nothing}
    ///
    /// @param settings prior, noise and forgetting
    public static ElasticityEstimate start(Settings settings) {
        int count = settings.periods.count();
        List<Profile> nothing = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            nothing.add(Profile.of(new double[count * (count + 1)]));
        }
        return new ElasticityEstimate(settings, nothing, 0, 0);
    }

    /// {@return the estimate after one more day}
    ///
    /// @param day what customers did
    /// @throws IllegalArgumentException if the day has another number of intervals
    public ElasticityEstimate updated(AchievedResponse day) {
        Periods periods = settings.periods;
        Require.length("day", day.baselineKw(), periods.intervals());
        Profile moves = periodMoves(day);
        List<Profile> next = new ArrayList<>();
        boolean taught = false;
        for (int p = 0; p < periods.count(); p++) {
            double[] rows = rows(day, p, moves);
            taught |= rows.length > 0;
            next.add(rows.length > 0 ? merged(information.get(p), rows) : information.get(p));
        }
        long unusable = 0;
        for (int t = 0; t < periods.intervals(); t++) {
            unusable += isUsable(day, t) ? 0 : 1;
        }
        return new ElasticityEstimate(settings, next, days + (taught ? 1 : 0), skipped + unusable);
    }

    /// {@return the elasticities learnt so far, with a sign that contradicts what elasticities are cut to zero}
    public PeriodElasticities elasticities() {
        int count = settings.periods.count();
        double[] values = new double[count * count];
        for (int p = 0; p < count; p++) {
            double[] row = OrthogonalReduction.solve(posterior(p), count + 1);
            for (int q = 0; q < count; q++) {
                values[p * count + q] = p == q ? Math.min(0, row[q]) : Math.max(0, row[q]);
            }
        }
        return new PeriodElasticities(settings.periods.names(), Profile.of(values));
    }

    /// {@return the standard deviation of each elasticity, row-major}
    public Profile deviations() {
        int count = settings.periods.count();
        double[] deviations = new double[count * count];
        for (int p = 0; p < count; p++) {
            double[] variances = OrthogonalReduction.variances(posterior(p), count + 1);
            for (int q = 0; q < count; q++) {
                deviations[p * count + q] = Math.sqrt(variances[q]);
            }
        }
        return Profile.of(deviations);
    }

    /// How much of each elasticity is learnt, `1 − variance / prior variance`: 0 for one that stands on its prior alone, near 1
    /// for one that the data tell by itself. Prices that always move together share what they tell.
    ///
    /// @return in [0, 1], row-major
    public Profile learntShares() {
        double[] shares = deviations().toArray();
        for (int i = 0; i < shares.length; i++) {
            double ratio = shares[i] / settings.priorDeviation.get(i);
            shares[i] = Math.clamp(1 - ratio * ratio, 0, 1);
        }
        return Profile.of(shares);
    }

    /// {@return `X_q` of each period}
    private Profile periodMoves(AchievedResponse day) {
        Periods periods = settings.periods;
        double[] moves = new double[periods.count()];
        for (int t = 0; t < periods.intervals(); t++) {
            int q = periods.period(t);
            moves[q] += settings.spreading.part(periods.length(q)) * day.priceChange(t);
        }
        return Profile.of(moves);
    }

    /// {@return weighted rows `[X | y]` of a period's usable intervals; none if no price moved that it answers to}
    private double[] rows(AchievedResponse day, int p, Profile moves) {
        Periods periods = settings.periods;
        int columns = periods.count() + 1;
        double[] rows = new double[periods.length(p) * columns];
        int used = 0;
        boolean moved = false;
        for (int t = 0; t < periods.intervals(); t++) {
            if (periods.period(t) != p || !isUsable(day, t)) {
                continue;
            }
            for (int q = 0; q < columns - 1; q++) {
                double change = p == q ? day.priceChange(t) : moves.get(q);
                moved |= Math.abs(change) > MOVEMENT_MIN;
                rows[used * columns + q] = change / settings.noise;
            }
            rows[used * columns + columns - 1] = day.loadChange(t) / settings.noise;
            used++;
        }
        return moved ? Arrays.copyOf(rows, used * columns) : new double[0];
    }

    private static boolean isUsable(AchievedResponse day, int t) {
        return Math.abs(day.loadChange(t)) <= CHANGE_MAX;
    }

    private Profile merged(Profile triangle, double[] rows) {
        int columns = settings.periods.count() + 1;
        double fade = Math.sqrt(settings.forgetting);
        double[] stacked = Arrays.copyOf(triangle.toArray(), triangle.length() + rows.length);
        for (int i = 0; i < triangle.length(); i++) {
            stacked[i] *= fade;
        }
        System.arraycopy(rows, 0, stacked, triangle.length(), rows.length);
        OrthogonalReduction.reduce(stacked, stacked.length / columns, columns);
        return Profile.of(Arrays.copyOf(stacked, triangle.length()));
    }

    private double[] posterior(int p) {
        int count = settings.periods.count();
        int columns = count + 1;
        double[] stacked = new double[2 * count * columns];
        for (int q = 0; q < count; q++) {
            double deviation = settings.priorDeviation.get(p * count + q);
            stacked[q * columns + q] = 1 / deviation;
            stacked[q * columns + count] = settings.prior.values().get(p * count + q) / deviation;
        }
        System.arraycopy(information.get(p).toArray(), 0, stacked, count * columns, count * columns);
        OrthogonalReduction.reduce(stacked, 2 * count, columns);
        return stacked;
    }
}
