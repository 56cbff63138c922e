// The charts of the page Microgrid, and the curves of one day as they need them.

import { bare, known, number } from "./format.js";

const UNITS = 6;
const probability = (value) => number(value, 3);
const perUnit = (value) => number(value, 4);
const price = (value) => number(value, 1);
const whole = (value) => number(value, 0);

/** Definitions without their curves, which depend on the microgrid. */
export const CHARTS = [
  { id: "mg-stack", title: "supply and use", height: 340, unit: "kW", format: bare, zero: true },
  { id: "mg-reserve", title: "reserve held", height: 220, unit: "kW", format: bare, zero: true, empty: "No reserve is planned for this day." },
  { id: "mg-lolp", title: "probability of lost load", height: 220, unit: "%", format: probability, zero: true, margin: 0.01 },
  { id: "mg-energy", title: "energy in the microgrid's batteries", height: 220, unit: "kWh", format: bare, zero: true, atEnd: true, empty: "The plan of this day has no battery." },
  { id: "mg-price", title: "prices to customers", height: 220, unit: "¢/kWh", format: price, zero: true, empty: "Customers were told nothing for this day." },
  {
    id: "mg-voltage", title: "voltages", height: 230, unit: "pu", format: perUnit, margin: 0.003, empty: "No voltages are planned for this day.",
    band: { low: "lowest", high: "highest" },
  },
  { id: "mg-step", title: "taps and capacitors", height: 230, unit: "steps", format: whole, margin: 0.6, whole: true, zero: true, empty: "No tap changer or capacitor is planned for this day." },
];

/** One programme: planned against answered. */
export const programmeChart = (id, name) => ({
  id, title: `load under ${name}`, height: 210, unit: "kW", format: bare, empty: "Nothing is planned, and no customer has answered yet.",
  curves: [
    { name: "beforeKw", label: "Planned, unchanged", color: "--forecast", width: 1.5, dash: [5, 4], steps: true },
    { name: "afterKw", label: "Planned, with the programme", color: "--supply", width: 2, steps: true },
    { name: "answeredBaselineKw", label: "Measured baseline", color: "--newest", width: 1.5, dash: [2, 3], steps: true },
    { name: "answeredLoadKw", label: "Measured", color: "--net", width: 2.5, steps: true },
  ],
});

const entries = (group) => Object.entries(group ?? {});
const constant = (value, length) => new Array(length).fill(value);
const unitColor = (i) => `--unit-${1 + (i % UNITS)}`;
const DASHES = [undefined, [6, 4], [2, 3]];

/** Curves under construction: what to draw, and its values. */
class Builder {
  constructor(length) {
    this.length = length;
    this.curves = [];
    this.values = {};
  }

  /** Leaves out what has no value at all; with `needed`, also what is 0 throughout. */
  add(curve, values, needed = false) {
    if (!values?.some(needed ? (value) => known(value) && value !== 0 : known)) return;
    this.curves.push({ steps: true, width: 2, ...curve });
    this.values[curve.name] = values;
  }

  limit(name, label, value) {
    if (known(value)) this.add({ name, label, color: "--bad", width: 1.5, dash: [6, 4] }, constant(value, this.length));
  }
}

const UP = { stack: "up", width: 1 };
const DOWN = { stack: "down", width: 1 };

/** The first unit next to zero, so the last one first. */
function addUnits(build, day, quantity) {
  const units = entries(day.curves.units).map(([id, it], i) => [{ ...UP, name: `unit ${id}`, label: id, color: unitColor(i) }, it[quantity]]);
  units.reverse().forEach(([curve, values]) => build.add(curve, values, true));
}

/** A battery's name where there is more than one. */
const ofBattery = (word, id, storages) => (storages.length > 1 ? `${word} of ${id}` : word);

/** Stacks from the outermost curve to the one next to zero, then the lines. */
export function stackCurves(day, configuration) {
  const { curves } = day;
  const build = new Builder(day.startSeconds.length);
  const storages = entries(curves.storages);
  const kinds = new Map(configuration.plants.map((plant) => [plant.id, plant.kind]));
  storages.forEach(([id, it]) => build.add({ ...UP, name: `discharge ${id}`, label: ofBattery("Discharge", id, storages), color: "--discharge" }, it.dischargeKw, true));
  build.add({ ...UP, name: "import", label: "Import", color: "--import" }, curves.grid?.[""]?.importKw, true);
  addUnits(build, day, "powerKw");
  entries(curves.plants).forEach(([id, it]) => build.add({ ...UP, name: `plant ${id}`, label: id, color: kinds.get(id) === "PV" ? "--pv" : "--wind" }, it.powerKw, true));
  storages.forEach(([id, it]) => build.add({ ...DOWN, name: `charge ${id}`, label: ofBattery("Charge", id, storages), color: "--charge" }, it.chargeKw, true));
  build.add({ ...DOWN, name: "export", label: "Export", color: "--export" }, curves.grid?.[""]?.exportKw, true);
  build.add({ name: "base", label: "Demand as forecast", color: "--quiet", width: 1.5, dash: [4, 4] }, curves.demand?.[""]?.baseLoadKw);
  build.add({ name: "load", label: "Demand to supply", color: "--ink", width: 2.5 }, curves.demand?.[""]?.loadKw);
  return build;
}

export function reserveCurves(day) {
  const build = new Builder(day.startSeconds.length);
  entries(day.curves.storages).forEach(([id, it]) => build.add({ ...UP, name: `storage ${id}`, label: id, color: "--discharge" }, it.reserveKw, true));
  build.add({ ...UP, name: "grid", label: "Grid", color: "--import" }, day.curves.grid?.[""]?.reserveKw, true);
  addUnits(build, day, "reserveKw");
  return build;
}

const hundredfold = (values) => values?.map((value) => (known(value) ? 100 * value : null));

export function lolpCurves(day, configuration) {
  const adequacy = day.curves.adequacy?.[""] ?? {};
  const build = new Builder(day.startSeconds.length);
  build.add({ name: "complete", label: "Outages of every order", color: "--net", width: 2.5 }, hundredfold(adequacy.completeLolp));
  build.add({ name: "planned", label: "As the optimiser saw it", color: "--newest", width: 1.5, dash: [2, 3] }, hundredfold(adequacy.plannedLolp));
  if (build.curves.length && configuration.lolpMax < 1) build.limit("limit", "Limit", 100 * configuration.lolpMax);
  return build;
}

export function energyCurves(day, configuration) {
  const build = new Builder(day.startSeconds.length);
  entries(day.curves.storages).forEach(([id, it], i) => build.add({ name: id, label: id, color: "--battery", width: 2.5, dash: DASHES[i % DASHES.length], steps: false }, it.energyKwh));
  if (build.curves.length === 1) {
    const [limits] = configuration.storages.filter((it) => it.id === build.curves[0].name);
    build.limit("most", "Upper limit", limits?.energyMaxKwh);
    build.limit("least", "Lower limit", limits?.energyMinKwh);
  }
  return build;
}

export function priceCurves(day) {
  const build = new Builder(day.startSeconds.length);
  if (!day.signal) return build;
  entries(day.curves.programmes).forEach(([id, it], i) => {
    build.add({ name: `price ${id}`, label: id, color: unitColor(i), width: 2.5 }, it.priceCentsPerKwh);
    build.add({ name: `rebate ${id}`, label: `${id}, rebate`, color: unitColor(i), width: 2, dash: [2, 3] }, it.rebateCentsPerKwh);
  });
  build.add({ name: "flat", label: "Without a programme", color: "--forecast", width: 1.5, dash: [5, 4] }, constant(day.signal.flatCentsPerKwh, build.length));
  return build;
}

/** Every phase of every bus, in the order of the configuration: [{bus, phase, values}]. */
export function phases(day, configuration) {
  const voltages = day.curves.voltagePu ?? {};
  const buses = [...new Set([...(configuration.feeder?.buses ?? []), ...Object.keys(voltages)])];
  return buses.flatMap((bus) => entries(voltages[bus]).map(([phase, values]) => ({ bus, phase, values })));
}

export function voltageCurves(day, configuration) {
  const build = new Builder(day.startSeconds.length);
  const all = phases(day, configuration).map((it) => it.values);
  const extreme = (choose) => day.startSeconds.map((_, i) => {
    const there = all.map((values) => values[i]).filter(known);
    return there.length ? choose(...there) : null;
  });
  build.add({ name: "highest", label: "Highest", color: "--net", width: 2 }, extreme(Math.max));
  build.add({ name: "lowest", label: "Lowest", color: "--net", width: 2, dash: [6, 3] }, extreme(Math.min));
  if (build.curves.length) {
    build.limit("most", "Upper limit", configuration.feeder?.voltageMaxPu);
    build.limit("least", "Lower limit", configuration.feeder?.voltageMinPu);
  }
  return build;
}

export function stepCurves(day) {
  const build = new Builder(day.startSeconds.length);
  entries(day.curves.taps).forEach(([id, it], i) => build.add({ name: `tap ${id}`, label: `Tap ${id}`, color: unitColor(i) }, it.position));
  entries(day.curves.capacitors).forEach(([id, it], i) => build.add({ name: `capacitor ${id}`, label: `Capacitor ${id}`, color: unitColor(3 + i), dash: [6, 4] }, it.steps));
  return build;
}
