/// Demand response of the microgrid: tariffs, elasticities, price response, critical peak pricing, interruptible load, contracts that
/// follow the forecast's spread, what customers pay and whether a programme pays; and elasticities learnt from what customers
/// did. Mean power of each interval in kW, money in ¢, interval t from 0. Source: Nikravan et al. 2025, sections 1.1
/// and 2.5, eq. (16)–(22), corrected in the docs of each type.
@NullMarked
package org.tavan.demandresponse;

import org.jspecify.annotations.NullMarked;
