package org.tavan.serde;

import org.tavan.schema.Reading;

/// A process that builds a record before it has touched anything else.
final class FirstUse {
    private FirstUse() {}

    public static void main(String[] arguments) {
        Reading reading = Samples.reading(1);
        System.out.println(reading.getFlow() + " " + Reading.newBuilder(reading).build().getQuality());
    }
}
