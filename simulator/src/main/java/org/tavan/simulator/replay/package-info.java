/// History from CSV files as a source. Power in kW, prices in hundredths of the community's currency per kWh,
/// whatever the files are in.
@NullMarked
package org.tavan.simulator.replay;

import org.jspecify.annotations.NullMarked;
