package org.tavan.streams.meter;

import java.util.ArrayList;
import java.util.List;
import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// Lists of samples in order of time.
final class Samples {
    private Samples() {}

    /// Index of the first sample at or after that time; the size if there is none.
    static int indexOf(List<Sample> samples, long time) {
        int last = samples.size() - 1;
        if (last < 0 || samples.get(last).time() < time) {
            return last + 1;
        }
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static void write(BinaryWriter out, List<Sample> samples) {
        out.putLong(samples.size());
        long time = 0;
        long mantissa = 0;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            sample.write(out, time, mantissa);
            time = sample.time();
            mantissa = sample.mantissa();
        }
    }

    static List<Sample> read(BinaryReader in) {
        int size = in.getInt();
        var samples = new ArrayList<Sample>(size + 8);
        long time = 0;
        long mantissa = 0;
        for (int i = 0; i < size; i++) {
            Sample sample = Sample.read(in, time, mantissa);
            samples.add(sample);
            time = sample.time();
            mantissa = sample.mantissa();
        }
        return samples;
    }
}
