package org.tavan.experiment;

/// How a day is planned.
public enum Method {
    /// The paper's: no battery, no shift, no peers; the forecast is bought day-ahead, what differs from it in real time.
    BASELINE("baseline", false, false, false),
    /// The forecast is taken for certain; there is no rule, what differs is settled.
    DETERMINISTIC("deterministic", false, false, false),
    /// `ρ = 0`: the samples are taken for the distribution. The support, which the rule's limits must hold on, stays that of the data set.
    SAMPLE_AVERAGE("sample-average", false, true, false),
    /// Every residual in the support is answered: `ρ` as large as the support.
    ROBUST_BOX("robust-box", false, false, true),
    /// The paper's `ε_t = ε / T`, each by worst-case conditional value at risk.
    BONFERRONI("bonferroni", true, true, true),
    /// One worst-case conditional value at risk of all intervals.
    JOINT_CVAR("joint-cvar", true, true, true),
    /// As `BONFERRONI`, and batteries follow the residuals as well as the grid.
    STORAGE_RECOURSE("storage-recourse", true, true, true),
    /// The measured day is known; its cost is what regret is counted from.
    PERFECT_FORESIGHT("perfect-foresight", false, false, false);

    private final String label;
    private final boolean hasRadius;
    private final boolean hasEpsilon;
    private final boolean hasSupport;

    Method(String label, boolean hasRadius, boolean hasEpsilon, boolean hasSupport) {
        this.label = label;
        this.hasRadius = hasRadius;
        this.hasEpsilon = hasEpsilon;
        this.hasSupport = hasSupport;
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

    /// {@return whether the width of the support changes its plans}
    public boolean hasSupport() {
        return hasSupport;
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
