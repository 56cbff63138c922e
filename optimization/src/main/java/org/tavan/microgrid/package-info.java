/// The whole day of a microgrid as one pure function: commitment, demand response, certificate and, where there is a feeder, conservation voltage
/// reduction, each knowing of the others. `MicrogridPlanner` plans a `MicrogridProblem`, `MicrogridStudies` are the paper's studies of it. All
/// sources stand at the head of the feeder. Power in kW, energy in kWh, money in ¢, voltages in pu; intervals count from 0. Source: Nikravan et
/// al. 2025, the whole of it.
@NullMarked
package org.tavan.microgrid;

import org.jspecify.annotations.NullMarked;
