/// Tests of the view, and what they are fed with.
@NullMarked
package org.tavan.solver.api.view;

import org.jspecify.annotations.NullMarked;
