/// The day-ahead commitment of a microgrid: which units run, what they and the grid, storages and renewables deliver and
/// hold in reserve. `CommitmentProblem` states it, `CommitmentModel` solves it exactly as a mixed-integer program and
/// proves how far from the optimum the plan can be, `ScheduleCheck` judges any plan without knowing the model. Power in
/// kW, energy in kWh, money in ¢; intervals count from 0. Source: the paper "integrated scheduling framework for
/// microgrid operation", eqs. (1)–(15), with its gaps filled and (13) put right.
@NullMarked
package org.tavan.commitment;

import org.jspecify.annotations.NullMarked;
