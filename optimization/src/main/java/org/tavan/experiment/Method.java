package org.tavan.experiment;

/// How a day is planned.
public enum Method {
    /// The paper's: no battery, no shift, no peers; the forecast is bought day-ahead, what differs from it in real time.
    BASELINE("baseline", false, false),
    /// The forecast is taken for certain; there is no rule, what differs is settled.
    DETERMINISTIC("deterministic", false, false),
    /// `ρ = 0`: the samples are taken for the distribution.
    SAMPLE_AVERAGE("sample-average", false, true),
    /// Every residual in the support is answered: `ρ` as large as the support.
    ROBUST_BOX("robust-box", false, false),
    /// The paper's `ε_t = ε / T`, each by worst-case conditional value at risk.
    BONFERRONI("bonferroni", true, true),
    /// One worst-case conditional value at risk of all intervals.
    JOINT_CVAR("joint-cvar", true, true),
    /// The measured day is known; its cost is what regret is counted from.
    PERFECT_FORESIGHT("perfect-foresight", false, false);

    private final String label;
    private final boolean hasRadius;
    private final boolean hasEpsilon;

    Method(String label, boolean hasRadius, boolean hasEpsilon) {
        this.label = label;
        this.hasRadius = hasRadius;
        this.hasEpsilon = hasEpsilon;
    }

    /// {@return the name for people and files}
    public String label() {
        return label;
    }

    /// {@return whether the radius changes its plans}
    public boolean hasRadius() {
        return hasRadius;
    }

    /// {@return whether the promised probability changes its plans}
    public boolean hasEpsilon() {
        return hasEpsilon;
    }

    /// {@return the method of a label}
    ///
    /// @throws IllegalArgumentException naming all labels if there is none
    public static Method of(String label) {
        for (Method method : values()) {
            if (method.label.equals(label)) {
                return method;
            }
        }
        throw new IllegalArgumentException("There is no method '%s', expected one of %s.".formatted(label,
                java.util.Arrays.stream(values()).map(Method::label).toList()));
    }
}
