package org.tavan.demandresponse;

import java.util.List;
import org.tavan.conic.Profile;

/// Elasticities between the periods of a day, as the literature prints them.
///
/// @param names names of the periods, each once
/// @param values row-major: row, the period whose load answers; column, the period whose price moves. Self-elasticities on the
///        diagonal are not positive, cross-elasticities not negative
public record PeriodElasticities(List<String> names, Profile values) {

    /// Checks and copies.
    ///
    /// @throws IllegalArgumentException if the shape or a sign is wrong
    public PeriodElasticities {
        names = List.copyOf(names);
        if (values.length() != names.size() * names.size()) {
            throw new IllegalArgumentException(
                    "The elasticities of %s need %d values, not %d.".formatted(names,
                            names.size() * names.size(), values.length()));
        }
        List<String> known = names;
        ElasticityMatrix.requireSigns(known.size(), values,
                index -> "between the periods " + known.get(index / known.size()) + " and "
                        + known.get(index % known.size()));
    }

    /// {@return elasticities from rows}
    ///
    /// @param names names of the periods
    /// @param rows one row for each period whose load answers
    public static PeriodElasticities of(List<String> names, Profile... rows) {
        int count = names.size();
        double[] values = new double[count * count];
        for (int row = 0; row < rows.length; row++) {
            Require.length("row " + row + " of the elasticities", rows[row], count);
            if (row < count) {
                System.arraycopy(rows[row].toArray(), 0, values, row * count, count);
            }
        }
        if (rows.length != count) {
            throw new IllegalArgumentException(
                    "The elasticities of %s need %d rows, not %d.".formatted(names, count, rows.length));
        }
        return new PeriodElasticities(names, Profile.of(values));
    }

    /// {@return the elasticity of one period's load to another's price}
    ///
    /// @param responding name of the period whose load answers
    /// @param priced name of the period whose price moves
    /// @throws IllegalArgumentException if a name is unknown
    public double get(String responding, String priced) {
        return values.get(index(responding) * names.size() + index(priced));
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "There are elasticities of %s, not of %s.".formatted(names, name));
        }
        return index;
    }
}
