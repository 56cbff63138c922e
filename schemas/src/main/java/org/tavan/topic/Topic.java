package org.tavan.topic;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/// One topic of the catalogue.
///
/// @param name name of the topic, `tavan.<plural noun>.v<major>`
/// @param valueType generated class of its records
/// @param keyKind what the key names
/// @param cleanup what the broker may remove
/// @param big whether records grow with communities and days, so that the broker compresses them
/// @param description one sentence
public record Topic<V extends SpecificRecord>(
        String name,
        Class<V> valueType,
        KeyKind keyKind,
        Cleanup cleanup,
        boolean big,
        String description) {
    /// Schema of the values.
    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }

    /// Subject of the values in the schema registry (TopicNameStrategy).
    public String subject() {
        return name + "-value";
    }

    /// Number of partitions under the settings.
    public int partitions(TopicSettings settings) {
        return keyKind.byCommunity() ? settings.communityPartitions() : settings.readingPartitions();
    }
}
