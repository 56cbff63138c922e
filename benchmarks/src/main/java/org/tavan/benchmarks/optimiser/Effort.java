package org.tavan.benchmarks.optimiser;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/// What one run of something took the thread that ran it.
///
/// @param cpuMillis CPU time of the thread, of native code as well
/// @param wallMillis time on the clock
/// @param allocatedBytes of the Java heap, by the thread
record Effort(double cpuMillis, double wallMillis, long allocatedBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// A run that is under way; made before the counters are read, so that it is not among what was allocated.
    static final class Started {
        private long cpuNanos;
        private long wallNanos;
        private long allocatedBytes;

        private Started begin() {
            allocatedBytes = THREADS.getCurrentThreadAllocatedBytes();
            cpuNanos = THREADS.getCurrentThreadCpuTime();
            wallNanos = System.nanoTime();
            return this;
        }

        /// {@return what it took until now}
        Effort stop() {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            return new Effort((cpu - cpuNanos) / 1e6, (System.nanoTime() - wallNanos) / 1e6,
                    allocated - allocatedBytes);
        }
    }

    static Started start() {
        return new Started().begin();
    }
}
