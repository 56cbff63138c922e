package org.tavan.problem;

/// The shape of the rule: which residuals an interval answers, and with what.
///
/// @param memory how many intervals before its own an interval answers: 0 is a diagonal `Q`, any number from `T − 1` on the full lower
///        triangle
/// @param storage whether batteries follow the residuals as well, `b(ξ) = b + Bξ`, with `B` of the same shape
public record RecourseRule(int memory, boolean storage) {
    /// Each interval answers its own residual, by the grid alone; exact and fast.
    public static final RecourseRule DIAGONAL = new RecourseRule(0, false);
    /// Each interval answers all residuals so far, by the grid alone.
    public static final RecourseRule CAUSAL = new RecourseRule(Integer.MAX_VALUE, false);

    /// Checks the memory.
    ///
    /// @throws IllegalArgumentException if it is negative
    public RecourseRule {
        if (memory < 0) {
            throw new IllegalArgumentException("The memory (%d) must not be negative.".formatted(memory));
        }
    }

    /// {@return the first interval whose residual interval `t` answers}
    public int first(int t) {
        return Math.max(0, t - memory);
    }

    /// {@return the same rule, with batteries that follow the residuals}
    public RecourseRule withStorage() {
        return new RecourseRule(memory, true);
    }

    /// {@return the rule of a name, `DIAGONAL` or `CAUSAL`}
    ///
    /// @throws IllegalArgumentException if it is neither
    public static RecourseRule named(String name) {
        return switch (name) {
            case "DIAGONAL" -> DIAGONAL;
            case "CAUSAL" -> CAUSAL;
            default -> throw new IllegalArgumentException(
                    "The rule (%s) must be DIAGONAL or CAUSAL.".formatted(name));
        };
    }
}
