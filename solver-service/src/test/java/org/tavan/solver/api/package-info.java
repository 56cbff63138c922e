/// Tests of the console: a real server over a synthetic community.
@NullMarked
package org.tavan.solver.api;

import org.jspecify.annotations.NullMarked;
