/// Decoders of what meters send: bytes in, readings and typed rejections out; no input and output, no exceptions. Values are exact decimals in Wh and W.
@NullMarked
package org.tavan.feeds.codec;

import org.jspecify.annotations.NullMarked;
