/// One microgrid day from a file: what was asked and what was planned as a page with plots, as CSV, as JSON and as a few lines for a
/// console. Power in kW, energy in kWh, money in hundredths of the request's currency, hours in its zone. Everything shown is read from
/// the records that the pipeline publishes, so that a report says what the topics say.
@NullMarked
package org.tavan.standalone.microgrid;

import org.jspecify.annotations.NullMarked;
