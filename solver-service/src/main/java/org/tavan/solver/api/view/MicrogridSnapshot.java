package org.tavan.solver.api.view;

import java.util.List;
import org.tavan.schema.Microgrid;

/// One community's microgrid at one moment; immutable.
///
/// @param configuration the newest one known then; the first one before it is
/// @param days newest days that anything is known of, oldest first, bounded
/// @param version grows when anything of it changes
public record MicrogridSnapshot(Microgrid configuration, List<MicrogridDay> days, long version) {}
