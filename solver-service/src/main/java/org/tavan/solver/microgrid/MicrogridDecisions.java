package org.tavan.solver.microgrid;

import org.tavan.schema.MicrogridRequest;

/// Where the requests for microgrids go.
@FunctionalInterface
interface MicrogridDecisions {
    void request(MicrogridRequest request);
}
