/// How likely load is lost and how much: capacity outage tables by exact convolution, indices over a year of hours, and
/// the operating model of a planned interval with its reserves. Two-state units, independent. Power in kW, energy in
/// kWh. Source: Billinton and Allan, "Reliability Evaluation of Power Systems", 1996, chapters 2 and 5.
@NullMarked
package org.tavan.reliability;

import org.jspecify.annotations.NullMarked;
