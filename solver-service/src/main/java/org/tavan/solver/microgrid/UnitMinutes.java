package org.tavan.solver.microgrid;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.tavan.schema.PlannedUnit;

/// For how long each unit has been on (positive) or off (negative) at an instant, in minutes, not 0.
///
/// @param byUnit sorted by unit
record UnitMinutes(Map<String, Long> byUnit) {
    UnitMinutes {
        byUnit = Map.copyOf(byUnit);
    }

    /// After so many intervals of a plan.
    UnitMinutes after(Iterable<PlannedUnit> units, int intervals, int intervalMinutes) {
        Map<String, Long> later = new TreeMap<>();
        for (PlannedUnit unit : units) {
            long minutes = byUnit.getOrDefault(unit.getUnitId(), 0L);
            for (boolean on : unit.getOn().subList(0, intervals)) {
                long same = on == minutes > 0 ? minutes : 0;
                minutes = same + (on ? intervalMinutes : -intervalMinutes);
            }
            later.put(unit.getUnitId(), minutes);
        }
        return new UnitMinutes(later);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(byUnit.size());
        for (Map.Entry<String, Long> unit : new TreeMap<>(byUnit).entrySet()) {
            out.writeUTF(unit.getKey());
            out.writeLong(unit.getValue());
        }
    }

    static UnitMinutes read(DataInputStream in) throws IOException {
        Map<String, Long> byUnit = new TreeMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            byUnit.put(in.readUTF(), in.readLong());
        }
        return new UnitMinutes(byUnit);
    }
}
