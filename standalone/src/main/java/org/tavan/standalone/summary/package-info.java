/// What a run achieved, counted from the topics alone: readings, plans, money, peaks and the promise. Amounts are in kW, kWh
/// and hundredths of the community's currency. Nothing here asks the services, so a summary also audits them.
@NullMarked
package org.tavan.standalone.summary;

import org.jspecify.annotations.NullMarked;
