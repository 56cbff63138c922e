/// Tests of the module as a whole.
@NullMarked
package org.tavan.feeds;

import org.jspecify.annotations.NullMarked;
