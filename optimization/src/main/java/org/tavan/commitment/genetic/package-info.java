/// A genetic search for which unit runs in which hour: Jenetics breeds commitments, a repair makes each one keep its times and
/// its spinning reserve, a local search improves some, and what a commitment costs is found by exact dispatch, never by genes.
/// Powers are in kW, energies in kWh, money in ¢; intervals count from 0. The same seed gives the same bytes on any number
/// of threads, as long as no deadline cuts the search short.
/// Main sources: Kazarlis, Bakirtzis and Petridis, "A genetic algorithm solution to the unit commitment problem", 1996;
/// Jenetics 9; Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002.
@NullMarked
package org.tavan.commitment.genetic;

import org.jspecify.annotations.NullMarked;
