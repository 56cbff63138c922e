// Numbers and times as people read them: kW and kWh with as many decimals as make sense, the 24-hour clock of the community's zone.

const MINUS = "−";
const UNKNOWN = "–";

let zone = "UTC";
let cache = new Map();

export function setZone(name) {
  if (name === zone) return;
  zone = name;
  cache = new Map();
}

export const currentZone = () => zone;

function formatter(name, options) {
  if (!cache.has(name)) cache.set(name, new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options }));
  return cache.get(name);
}

export const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

/** Sum of values, null if one of them is not known. */
export const sum = (...values) => (values.every(known) ? values.reduce((total, value) => total + value, 0) : null);

export function number(value, decimals) {
  if (!known(value)) return UNKNOWN;
  const text = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return value < 0 && Number(text.replaceAll(",", "")) !== 0 ? MINUS + text : text;
}

const decimalsOf = (value) => (Math.abs(value) < 0.005 ? 0 : Math.abs(value) < 9.995 ? 2 : Math.abs(value) < 99.95 ? 1 : 0);

const sized = (value, unit) => (known(value) ? `${number(value, decimalsOf(value))} ${unit}` : UNKNOWN);
export const kw = (value) => sized(value, "kW");
export const kwh = (value) => sized(value, "kWh");
export const bare = (value) => (known(value) ? number(value, decimalsOf(value)) : UNKNOWN);
export const percent = (fraction, decimals = 1) => (known(fraction) ? `${number(100 * fraction, decimals)} %` : UNKNOWN);
export const price = (cents) => (known(cents) ? `${number(cents, 1)} ¢/kWh` : UNKNOWN);
export const cents = (value) => (known(value) ? `${number(value, 1)} ¢` : UNKNOWN);
export const money = (value, currency) => (known(value) ? `${number(value / 100, 2)} ${currency}` : UNKNOWN);

/** Signed power, words instead of a bare sign. */
export function direction(into, out, inWord, outWord) {
  if (!known(into) && !known(out)) return UNKNOWN;
  const net = (into ?? 0) - (out ?? 0);
  if (Math.abs(net) < 0.005) return "0 kW";
  return `${net > 0 ? inWord : outWord} ${kw(Math.abs(net))}`;
}

const date = (time) => (time instanceof Date ? time : new Date(time));
export const clock = (time) => formatter("clock", { hour: "2-digit", minute: "2-digit" }).format(date(time));
export const day = (time) => formatter("day", { weekday: "short", day: "numeric", month: "short" }).format(date(time));
export const dayAndYear = (time) => formatter("year", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(date(time));
export const dayClock = (time) => `${day(time)} ${clock(time)}`;
export const full = (time) => `${dayAndYear(time)}, ${clock(time)}`;
export const zoneName = (time) => {
  const part = formatter("zone", { timeZoneName: "shortOffset", hour: "2-digit" }).formatToParts(date(time)).find((it) => it.type === "timeZoneName");
  return part && part.value !== zone ? `${zone} (${part.value})` : zone;
};
/** A local day as 2025-06-03, shown as Tue 3 Jun. */
export const plainDay = (text) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(new Date(`${text}T12:00:00Z`));

export function duration(seconds) {
  if (!known(seconds)) return UNKNOWN;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
  return `${Math.round(seconds / 86400)} days`;
}

export const milliseconds = (micros) => (micros >= 1e6 ? `${number(micros / 1e6, 2)} s` : `${number(micros / 1e3, micros < 1e4 ? 1 : 0)} ms`);
