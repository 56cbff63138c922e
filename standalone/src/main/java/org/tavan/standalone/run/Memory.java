package org.tavan.standalone.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// Largest memory of this process so far.
final class Memory {
    private static final double MIB = 1 << 20;

    private Memory() {}

    /// Sum of the peaks of the heap's pools, an upper bound of the heap's own peak.
    static double peakHeapMiB() {
        return ManagementFactory.getMemoryPoolMXBeans()
                .stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum() / MIB;
    }

    /// As Linux counts it; 0 elsewhere.
    static double peakResidentMiB() {
        var status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status)
                            .stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                            .findFirst()
                            .orElse(0)
                    : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
