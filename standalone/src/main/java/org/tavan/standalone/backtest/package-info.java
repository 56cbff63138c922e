/// The experiment on history: reads it as a replay does, forecasts it by the code of the streams application, hands the days to
/// `org.tavan.experiment` and writes what came of it as tables, CSV, JSON and one HTML page. Power in kW, prices in hundredths of the
/// community's currency per kWh.
@NullMarked
package org.tavan.standalone.backtest;

import org.jspecify.annotations.NullMarked;
