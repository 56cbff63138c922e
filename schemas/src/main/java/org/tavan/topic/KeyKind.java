package org.tavan.topic;

/// What the key of a topic names, which also decides how its records are partitioned.
public enum KeyKind {
    /// `meterId`; the default partitioner.
    METER("meterId", "default partitioner (murmur2 of the key)", false),
    /// `communityId`; partitioned by the community.
    COMMUNITY("communityId", "by community (murmur2 of communityId)", true),
    /// `communityId/prosumerId`; partitioned by the community alone.
    PROSUMER("communityId/prosumerId", "by community (murmur2 of the part before the slash)", true),
    /// Key of the refused record, whatever it was, or none; the default partitioner.
    ANY("key of the refused record, or none", "default partitioner (murmur2 of the key)", false);

    private final String form;
    private final String rule;
    private final boolean byCommunity;

    KeyKind(String form, String rule, boolean byCommunity) {
        this.form = form;
        this.rule = rule;
        this.byCommunity = byCommunity;
    }

    /// Form of the key, e.g. `communityId/prosumerId`.
    public String form() {
        return form;
    }

    /// How a record finds its partition, in words.
    public String rule() {
        return rule;
    }

    /// Whether all records of a community lie in one partition.
    public boolean byCommunity() {
        return byCommunity;
    }
}
