package org.tavan.benchmarks.optimiser;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What one run of something took the thread that ran it.
///
/// @param cpuMillis CPU time of the thread, of native code as well
/// @param wallMillis time on the clock
/// @param allocatedBytes of the Java heap, by the thread
record Effort(double cpuMillis, double wallMillis, long allocatedBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// A run that is under way.
    record Started(long cpuNanos, long wallNanos, long allocatedBytes) {
        /// {@return what it took until now}
        Effort stop() {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            return new Effort((cpu - cpuNanos) / 1e6, (System.nanoTime() - wallNanos) / 1e6,
                    allocated - allocatedBytes);
        }
    }

    static Started start() {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        return new Started(THREADS.getCurrentThreadCpuTime(), System.nanoTime(), allocated);
    }
}
