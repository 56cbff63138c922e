package org.tavan.standalone.summary;

/// Why a record is in no sum.
enum IgnoreReason {
    /// Its bytes are no record of the topic.
    UNREADABLE,
    /// No configuration of its community has come yet.
    UNKNOWN_COMMUNITY,
    /// No configuration of its community has the member.
    UNKNOWN_MEMBER,
    /// It contradicts itself or its community, e.g. an interval off the settlement grid.
    UNUSABLE
}
