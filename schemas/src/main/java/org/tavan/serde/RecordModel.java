package org.tavan.serde;

import java.util.ArrayList;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/// How records are built when they are read: numbers in compact arrays, anything else in plain lists.
///
/// Avro's own array compares its elements by schema and fails on a time stamp in a union, so that `equals` of a record
/// with such elements would throw.
final class RecordModel extends SpecificData {
    private static final Set<Schema.Type> COMPACT = Set.of(Schema.Type.INT, Schema.Type.LONG,
            Schema.Type.FLOAT,
            Schema.Type.DOUBLE, Schema.Type.BOOLEAN);

    RecordModel(Schema schema) {
        SpecificData.getForSchema(schema).getConversions().forEach(this::addLogicalTypeConversion);
        setFastReaderEnabled(false); // that reader would not ask for arrays
    }

    @Override
    public Object newArray(Object old, int size, Schema schema) {
        Schema element = schema.getElementType();
        return COMPACT.contains(element.getType()) && element.getLogicalType() == null
                ? super.newArray(old, size, schema)
                : new ArrayList<>(size);
    }
}
