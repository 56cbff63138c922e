package org.tavan.solver.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tavan.schema.Rejected;

/// Everything the view knows at one moment; immutable.
///
/// @param number 0 for the empty view, then one more each time
/// @param lastRecordAt wall-clock time at which the newest record was read; null before the first
/// @param behind records that were in the topics at start and are still to be read; 0 once the view is live
/// @param communities by id, in alphabetical order
/// @param records records read so far
/// @param rejections inputs refused anywhere
public record ViewSnapshot(long number, @Nullable Instant lastRecordAt, long behind,
        Map<String, CommunitySnapshot> communities,
        List<RecordCount> records, Rejections rejections) {

    static final ViewSnapshot EMPTY = new ViewSnapshot(0, null, 0, Map.of(), List.of(),
            new Rejections(0, List.of(), List.of()));

    /// Records of one topic.
    ///
    /// @param topic topic
    /// @param folded used
    /// @param unknown of a community or member that is not configured
    /// @param malformed could not be read or made no sense
    public record RecordCount(String topic, long folded, long unknown, long malformed) {}

    /// Inputs refused by any service.
    ///
    /// @param total how many
    /// @param byReason how many per service and reason
    /// @param newest newest first, bounded
    public record Rejections(long total, List<Reason> byReason, List<Rejected> newest) {}

    /// Inputs refused for one reason.
    ///
    /// @param service which service refused
    /// @param reason why
    /// @param count how many
    public record Reason(String service, String reason, long count) {}

    /// Records that could not be read or made no sense.
    public long malformed() {
        return records.stream().mapToLong(RecordCount::malformed).sum();
    }
}
