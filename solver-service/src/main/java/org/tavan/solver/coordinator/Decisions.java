package org.tavan.solver.coordinator;

import org.jspecify.annotations.Nullable;
import org.tavan.schema.DeviceState;
import org.tavan.schema.Dispatch;
import org.tavan.schema.SolveRecord;
import org.tavan.schema.SolveRequest;
import org.tavan.solver.state.Refusal;

/// Where the decisions of a coordinator go.
interface Decisions {
    void request(SolveRequest request);

    /// {@return the state of the devices as of the dispatch, null if they report it later, if at all}
    @Nullable
    DeviceState dispatch(Dispatch dispatch);

    void record(SolveRecord record);

    /// An input that was held cannot be used.
    void refuse(Held held, Refusal refusal);

    /// What was decided so far is waited for.
    void hurry();
}
