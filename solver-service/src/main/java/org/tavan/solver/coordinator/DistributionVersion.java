package org.tavan.solver.coordinator;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.conic.Profile;
import org.tavan.schema.DayType;
import org.tavan.solver.state.Codec;

/// One publication of a member's residual distribution; the residuals themselves are kept once per day and
/// content.
///
/// @param knowledgeMillis when it was known; it names the version
/// @param days which days, oldest first
/// @param boxes support box per day type
record DistributionVersion(long knowledgeMillis, List<DayReference> days, Map<DayType, Box> boxes) {
    static final Codec<DistributionVersion> CODEC = Codec.of(DistributionVersion::write,
            DistributionVersion::read);

    DistributionVersion {
        days = List.copyOf(days);
        boxes = Map.copyOf(boxes);
    }

    /// A day in a distribution.
    ///
    /// @param day counted from 1970
    /// @param dayType WORKDAY or OFFDAY
    /// @param sinceMillis knowledge time of the distribution that brought this content of the day
    record DayReference(long day, DayType dayType, long sinceMillis) {}

    /// Support box per slot (kW).
    record Box(Profile lowKw, Profile highKw) {}

    @Nullable
    DayReference reference(long day) {
        for (DayReference reference : days) {
            if (reference.day() == day) {
                return reference;
            }
        }
        return null;
    }

    private static void write(DataOutputStream out, DistributionVersion value) throws IOException {
        out.writeLong(value.knowledgeMillis());
        out.writeInt(value.days().size());
        for (DayReference reference : value.days()) {
            out.writeLong(reference.day());
            out.writeUTF(reference.dayType().name());
            out.writeLong(reference.sinceMillis());
        }
        out.writeInt(value.boxes().size());
        for (DayType type : DayType.values()) {
            Box box = value.boxes().get(type);
            if (box != null) {
                out.writeUTF(type.name());
                Codec.writeProfile(out, box.lowKw());
                Codec.writeProfile(out, box.highKw());
            }
        }
    }

    private static DistributionVersion read(DataInputStream in) throws IOException {
        long knowledgeMillis = in.readLong();
        int size = in.readInt();
        List<DayReference> days = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            days.add(new DayReference(in.readLong(), DayType.valueOf(in.readUTF()), in.readLong()));
        }
        int boxCount = in.readInt();
        Map<DayType, Box> boxes = new EnumMap<>(DayType.class);
        for (int i = 0; i < boxCount; i++) {
            boxes.put(DayType.valueOf(in.readUTF()), new Box(Codec.readProfile(in), Codec.readProfile(in)));
        }
        return new DistributionVersion(knowledgeMillis, days, boxes);
    }
}
