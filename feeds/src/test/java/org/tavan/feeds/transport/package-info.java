/// Tests.
@NullMarked
package org.tavan.feeds.transport;

import org.jspecify.annotations.NullMarked;
