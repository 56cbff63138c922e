package org.tavan.feeds.codec;

/// Decodes the frames of one kind of meter. Found by `ServiceLoader`, one instance per feed, used by one thread at a time.
///
/// An implementation is a pure function of its arguments and, where a protocol needs it, of earlier frames. It never throws and uses memory in proportion to the
/// frame: whatever it cannot use becomes a [Rejection].
public interface TelegramCodec {
    /// Name in the configuration, e.g. `json-lines`.
    String id();

    /// How frames are cut from a stream of bytes.
    Framing framing();

    /// Decodes one frame.
    ///
    /// @param frame the bytes, without what separates frames; not changed
    /// @param context where and when it arrived
    Telegram decode(byte[] frame, CodecContext context);
}
