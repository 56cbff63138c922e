package org.tavan.streams.topology;

import org.tavan.streams.codec.BinaryReader;
import org.tavan.streams.codec.BinaryWriter;

/// Whether the readings of a meter are used: quarantined after a run of refused ones, released after a run of good ones.
final class MeterTrust {
    private int badRun;
    private int goodRun;
    private int evidence;
    private boolean quarantined;
    private long sinceMillis;
    private boolean changed;

    /// Whether a good reading now would be used: not in quarantine, or the one that ends it.
    boolean wouldTrust(int releaseAfter) {
        return !quarantined || goodRun + 1 >= releaseAfter;
    }

    /// A good reading.
    ///
    /// @return whether it ends the quarantine
    boolean good(int releaseAfter) {
        if (badRun == 0 && !quarantined) {
            return false;
        }
        changed = true;
        badRun = 0;
        if (!quarantined) {
            return false;
        }
        goodRun++;
        return goodRun >= releaseAfter && release();
    }

    /// A refused reading.
    ///
    /// @return whether it begins the quarantine
    boolean bad(int quarantineAfter, long timeMillis) {
        changed = true;
        goodRun = 0;
        badRun++;
        if (quarantined || badRun < quarantineAfter) {
            return false;
        }
        quarantined = true;
        evidence = badRun;
        sinceMillis = Math.max(0, timeMillis);
        return true;
    }

    /// Ends the quarantine.
    ///
    /// @return whether there was one
    boolean release() {
        boolean was = quarantined;
        quarantined = false;
        badRun = 0;
        goodRun = 0;
        changed |= was;
        return was;
    }

    boolean quarantined() {
        return quarantined;
    }

    long sinceMillis() {
        return sinceMillis;
    }

    /// Consecutive refused readings that led to the quarantine.
    int evidence() {
        return evidence;
    }

    /// Whether anything changed since the last call.
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    byte[] write(BinaryWriter out) {
        return out.reset()
                .putByte(quarantined ? 1 : 0)
                .putLong(badRun)
                .putLong(goodRun)
                .putLong(evidence)
                .putLong(sinceMillis)
                .toBytes();
    }

    static MeterTrust read(byte[] bytes) {
        var in = new BinaryReader(bytes);
        var trust = new MeterTrust();
        trust.quarantined = in.getByte() == 1;
        trust.badRun = in.getInt();
        trust.goodRun = in.getInt();
        trust.evidence = in.getInt();
        trust.sinceMillis = in.getLong();
        return trust;
    }
}
