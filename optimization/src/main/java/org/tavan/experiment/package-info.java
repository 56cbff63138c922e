/// Out-of-sample experiments: day after day a method plans with what was known at the gate closure, the measured day comes, the rule
/// answers it interval by interval, and what is left is settled. Power in kW, energy in kWh, money in ¢. Source: the paper, section
/// 4.3, (19) and (20), with the sign of (20) put right. No files, no clock, no threads.
@NullMarked
package org.tavan.experiment;

import org.jspecify.annotations.NullMarked;
