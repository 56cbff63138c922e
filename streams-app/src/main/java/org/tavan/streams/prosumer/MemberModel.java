package org.tavan.streams.prosumer;

import org.tavan.schema.Community;
import org.tavan.schema.Prosumer;
import org.tavan.streams.forecast.Forecaster;
import org.tavan.streams.forecast.LocalCalendar;

/// What follows from one configuration of a member, made once per configuration.
///
/// @param community configuration it was made for
/// @param prosumer the member in it
/// @param calendar local days
/// @param forecaster its forecaster
record MemberModel(Community community, Prosumer prosumer, LocalCalendar calendar, Forecaster forecaster) {}
