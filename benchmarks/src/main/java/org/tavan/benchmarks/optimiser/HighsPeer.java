package org.tavan.benchmarks.optimiser;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// HiGHS on one thread: simplex for linear programs, its active set method for quadratic ones.
final class HighsPeer implements PeerSolver {
    private static final int ROW_WISE = 2;
    private static final int TRIANGULAR = 1;
    private static final int MINIMISE = 1;

    private final HighsLibrary library;
    private final double timeLimitSeconds;

    /// @param timeLimitSeconds after which it stops itself
    HighsPeer(HighsLibrary library, double timeLimitSeconds) {
        this.library = library;
        this.timeLimitSeconds = timeLimitSeconds;
    }

    @Override
    public String name() {
        return "HiGHS";
    }

    @Override
    public Answer solve(ProgramData program) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment highs = (MemorySegment) library.create.invoke();
            try {
                configure(highs, arena);
                pass(highs, program, arena);
                // a failed run is told by the status of the model
                var _ = (int) library.run.invoke(highs);
                MemorySegment point = arena.allocate(ValueLayout.JAVA_DOUBLE, program.variables());
                MemorySegment other = arena.allocate(ValueLayout.JAVA_DOUBLE,
                        Math.max(program.variables(), program.rows()));
                require((int) library.solution.invoke(highs, point, other, other, other));
                return Answer.of(status((int) library.modelStatus.invoke(highs)), program,
                        point.toArray(ValueLayout.JAVA_DOUBLE));
            } finally {
                library.destroy.invoke(highs);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(MemorySegment highs, Arena arena) throws Throwable {
        require((int) library.setBool.invoke(highs, arena.allocateFrom("output_flag"), 0));
        require((int) library.setInt.invoke(highs, arena.allocateFrom("threads"), 1));
        require((int) library.setDouble.invoke(highs, arena.allocateFrom("time_limit"), timeLimitSeconds));
        for (String option : new String[]{"primal_feasibility_tolerance", "dual_feasibility_tolerance"}) {
            require((int) library.setDouble.invoke(highs, arena.allocateFrom(option), 1e-9));
        }
    }

    private void pass(MemorySegment highs, ProgramData program, Arena arena) throws Throwable {
        int n = program.variables();
        int[] quadraticStart = new int[n];
        int[] quadraticRow = new int[n];
        double[] quadraticValue = new double[n];
        int squares = 0;
        for (int j = 0; j < n; j++) {
            quadraticStart[j] = squares;
            if (program.quadratic[j] != 0) {
                quadraticRow[squares] = j;
                quadraticValue[squares++] = program.quadratic[j];
            }
        }
        require((int) library.passModel.invoke(highs, n, program.rows(), program.value.length, squares,
                ROW_WISE,
                TRIANGULAR, MINIMISE, 0.0, of(arena, program.linear), of(arena, program.low),
                of(arena, program.high), of(arena, program.rowLow), of(arena, program.rowHigh),
                of(arena, program.start), of(arena, program.column), of(arena, program.value),
                of(arena, quadraticStart), of(arena, Arrays.copyOf(quadraticRow, Math.max(1, squares))),
                of(arena, Arrays.copyOf(quadraticValue, Math.max(1, squares))), MemorySegment.NULL));
    }

    private static MemorySegment of(Arena arena, double[] values) {
        return arena.allocateFrom(ValueLayout.JAVA_DOUBLE, values);
    }

    private static MemorySegment of(Arena arena, int[] values) {
        return arena.allocateFrom(ValueLayout.JAVA_INT, values);
    }

    private static void require(int status) {
        if (status < 0) {
            throw new IllegalStateException("HiGHS refused a call with status %d.".formatted(status));
        }
    }

    private static String status(int code) {
        return switch (code) {
            case 4 -> "SOLVE_ERROR";
            case 7 -> "OPTIMAL";
            case 8 -> "INFEASIBLE";
            case 10 -> "UNBOUNDED";
            case 13 -> "TIME_LIMIT";
            default -> "STATUS_" + code;
        };
    }
}
