/// Tests.
@NullMarked
package org.tavan.feeds.codec;

import org.jspecify.annotations.NullMarked;
