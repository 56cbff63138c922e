/// Tests.
@NullMarked
package org.tavan.feeds.gateway;

import org.jspecify.annotations.NullMarked;
