/// The solver: takes solve requests with a consumer of its own, plans and checks them on a pool of threads,
/// and publishes each answer together with the input offset in one transaction. Source:
/// docs/architecture.md, decisions 7 and 8.
@NullMarked
package org.tavan.solver.run;

import org.jspecify.annotations.NullMarked;
