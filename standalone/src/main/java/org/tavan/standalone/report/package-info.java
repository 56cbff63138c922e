/// What all reports are made of: one HTML page that needs nothing else, plots as inline SVG, tables that are the same as CSV, JSON and
/// HTML. Colours come from one style sheet for light and dark ground and for print.
@NullMarked
package org.tavan.standalone.report;

import org.jspecify.annotations.NullMarked;
