package dev.planetfall.bench.copy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a process had used at a moment.
 *
 * @param atMillis since 1970
 * @param cpuNanos since the process began
 * @param heapBytes in use, garbage included
 */
record ProcessSample(long atMillis, long cpuNanos, long heapBytes) {
    String line() {
        return atMillis + " " + cpuNanos + " " + heapBytes;
    }

    static ProcessSample ofLine(String line) {
        String[] values = line.split(" ", -1);
        return new ProcessSample(Long.parseLong(values[0]), Long.parseLong(values[1]), Long.parseLong(values[2]));
    }

    static OptionalLong peakHeap(List<ProcessSample> samples) {
        return samples.stream().mapToLong(ProcessSample::heapBytes).max();
    }

    /** What was used of the CPU between two moments. */
    static Duration cpu(List<ProcessSample> samples, Instant from, Instant to) {
        return Duration.ofNanos(cpuUntil(samples, to) - cpuUntil(samples, from));
    }

    private static long cpuUntil(List<ProcessSample> samples, Instant moment) {
        return samples.stream()
                .filter(sample -> sample.atMillis <= moment.toEpochMilli())
                .mapToLong(ProcessSample::cpuNanos)
                .max()
                .orElse(0);
    }
}
