// What the page Microgrid says in words and tables: plan, cost, demand response, voltages by bus, last days, checks.

import { byId, el, figures, nothing, pill, svg, Table } from "./dom.js";
import { bare, clock, dayClock, day as dayOf, duration, known, kwh, milliseconds, money, number, percent, plainDay, price } from "./format.js";
import { phases } from "./microgrid-charts.js";
import { status, words } from "./panels.js";

const at = (seconds) => clock(1000 * seconds);
const dayEnd = (day) => 1000 * (day.startSeconds.at(-1) + 60 * day.intervalMinutes);
const endClock = (day) => (clock(dayEnd(day)) === "00:00" ? "24:00" : clock(dayEnd(day)));
const total = (values) => {
  const parts = (values ?? []).filter(known);
  return parts.length ? parts.reduce((all, part) => all + part, 0) : null;
};
/** Energy of a power curve over a day (kWh). */
const energy = (values, day) => {
  const sum = total(values);
  return sum === null ? null : (sum * day.intervalMinutes) / 60;
};
const span = (values, indexes) => indexes.map((i) => values[i]).filter(known);

/** The gap in words: what is certain about the cost. */
function certainty(plan) {
  if (!known(plan.gap)) return "how far from the best plan possible was not proved in time";
  if (plan.gap < 5e-5) return "no plan can be cheaper";
  return `at most ${percent(plan.gap, plan.gap < 0.001 ? 2 : 1)} dearer than the best plan possible`;
}

/** Plan of a day in a sentence, with what goes beside it. */
function sentence({ shown, today, time }) {
  const { plan, newest, day } = shown;
  const rest = Date.parse(plan.start) > 1000 * shown.startSeconds[0];
  const planned = el("p", { className: "lead" }, status(plan.status), ` Planned at ${clock(plan.requestedAt)} on ${dayOf(plan.requestedAt)} for ${plainDay(day)}`,
    rest ? `, ${clock(plan.start)} to ${endClock(shown)}` : "", `; ${certainty(plan)}.`);
  const parts = [planned];
  if (newest.requestedAt !== plan.requestedAt) {
    const kept = newest.status === "KEPT_PREVIOUS" ? "the plan before was kept" : "no new plan could be made";
    parts.push(el("p", { className: `note${newest.status === "FAILED" ? " bad" : ""}`, role: "note" },
      `At ${dayClock(newest.requestedAt)} ${kept}${newest.reason ? `: ${newest.reason}` : ""}. The plan of ${clock(plan.requestedAt)} goes on.`));
  } else if (plan.reason) {
    parts.push(el("p", { className: "quiet" }, plan.reason));
  }
  if (plan.certificate) parts.push(el("p", { className: "quiet" }, plan.certificate));
  if (rest) parts.push(el("p", { className: "quiet" }, `Hours before ${clock(plan.start)} are shown as the plans before had them.`));
  if (day === today && time) parts.push(el("p", { className: "quiet" }, `The plan is ${duration((Date.parse(time) - Date.parse(plan.requestedAt)) / 1000)} old.`));
  return parts;
}

/** Why there is no plan, in words. */
function missing({ shown, today, configuration, days, asked }) {
  const newest = shown?.newest;
  if (newest) {
    return [el("p", { className: "lead" }, status(newest.status), ` No plan for ${plainDay(shown.day)}.`),
      el("p", { className: `note${newest.status === "FAILED" ? " bad" : ""}`, role: "note" }, `At ${dayClock(newest.requestedAt)}: ${newest.reason || "the solver gave no reason"}.`)];
  }
  const planned = days.filter((it) => it.start !== null).map((it) => it.day);
  const day = asked || today;
  const parts = [el("p", { className: "lead" }, day ? `No plan for ${plainDay(day)}.` : "No plan yet.")];
  parts.push(el("p", { className: "quiet" }, planned.length
    ? `The newest plan is for ${plainDay(planned.at(-1))}. A day is planned at the gate closure of the day before.`
    : `The microgrid is configured from ${dayClock(configuration.knowledgeTime)} on; its first plan follows at the next gate closure at which every member can be forecast.`));
  return parts;
}

export function plan(data) {
  const { shown, configuration, currency, days } = data;
  const inForce = shown?.plan;
  if (!inForce) {
    byId("mg-plan").replaceChildren(...missing(data));
    return;
  }
  const adequacy = shown.curves.adequacy?.[""] ?? {};
  const lolp = (adequacy.completeLolp ?? []).filter(known);
  const worst = lolp.length ? Math.max(...lolp) : null;
  const curtailed = Object.values(shown.curves.plants ?? {}).map((it) => energy(it.forecastKw.map((value, i) => (known(value) && known(it.powerKw[i]) ? value - it.powerKw[i] : null)), shown));
  const whole = days.find((it) => it.day === shown.day);
  const from = whole.start && inForce.start !== whole.start ? ` from ${clock(inForce.start)} on` : "";
  const list = [[`Cost${from}`, money(inForce.cost?.totalCents, currency)]];
  if (from) list.push([`Cost as planned ${clock(whole.start) === "00:00" ? "for the whole day" : `from ${clock(whole.start)}`}`, money(whole.totalCents, currency)]);
  list.push(
    ["Proven lower bound", money(inForce.boundCents, currency)],
    ["Expected energy not supplied", kwh(total(adequacy.completeEensKwh))],
    ["Lost load, worst interval", known(worst) ? `${percent(worst, 2)}${configuration.lolpMax < 1 ? ` of ${percent(configuration.lolpMax, 2)} allowed` : ""}` : "–"],
    ["Wind and sun not taken", kwh(total(curtailed))],
    ["Solves for this day", String(whole.solves)],
    ["The newest took", milliseconds(shown.newest.solveMicros)],
    ["Plan", el("code", { title: inForce.planId }, inForce.planId.slice(0, 12))],
  );
  byId("mg-plan").replaceChildren(...sentence(data), figures(list));
}

const KINDS = [
  ["energyCents", "Fuel"], ["noLoadCents", "Being on"], ["startCents", "Starts"], ["reserveCents", "Reserve"], ["exchangeCents", "Import less export"],
  ["wearCents", "Battery wear"], ["lostLoadCents", "Expected lost load"], ["demandCents", "Demand response"], ["switchingCents", "Tap and capacitor steps"],
];

export function cost({ shown, currency }) {
  const spent = shown?.plan?.cost;
  if (!spent) {
    byId("mg-cost").replaceChildren(nothing("No plan of this day, so no cost."));
    return;
  }
  const most = Math.max(...KINDS.map(([name]) => Math.abs(spent[name])), 1e-9);
  const row = ([name, label]) => el("tr", {}, el("th", { scope: "row" }, label), el("td", { className: "number" }, money(spent[name], currency)),
    el("td", {}, svg("svg", { className: "bar-cell", viewBox: "0 0 90 10", "aria-hidden": "true" },
      svg("rect", { className: spent[name] < 0 ? "earned" : "spent", width: (90 * Math.abs(spent[name])) / most, height: 10, rx: 2 }))));
  byId("mg-cost").replaceChildren(
    el("table", { className: "data" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Kind"), el("th", { scope: "col", className: "number" }, "Cost"), el("td", {}))),
      el("tbody", {}, KINDS.map(row), el("tr", {}, el("th", { scope: "row" }, "In all"), el("td", { className: "number" }, el("strong", {}, money(spent.totalCents, currency))), el("td", {})))));
}

/** "14.20 EUR less" or "… more". */
const less = (saved, currency) => `${money(Math.abs(saved), currency)} ${saved < 0 ? "more" : "less"}`;

function pays(demand, currency) {
  const { supplySavedCents: supply, customersSavedCents: customers, operatorGainCents: gain } = demand;
  return el("p", { className: "lead" }, pill(gain >= 0 ? "pays" : "does not pay", gain >= 0 ? "good" : "warn"),
    ` Supply costs ${less(supply, currency)}, customers pay ${less(customers, currency)}: ${money(Math.abs(gain), currency)} ${gain >= 0 ? "stay with the operator" : "are the operator's loss"}.`);
}

/** Change of energy by a programme, planned and achieved, over the intervals that were answered. */
function achieved(day, programme, members) {
  const it = day.curves.programmes?.[programme] ?? {};
  const answered = (it.answers ?? []).flatMap((count, i) => (known(count) ? [i] : []));
  if (answered.length === 0) return { planned: null, measured: null, words: "no answer yet" };
  const change = (with_, without) => (with_ && without ? (total(span(with_, answered)) - total(span(without, answered))) * (day.intervalMinutes / 60) : null);
  const full = answered.filter((i) => it.answers[i] === members).length;
  return {
    planned: change(it.afterKw, it.beforeKw), measured: change(it.answeredLoadKw, it.answeredBaselineKw),
    words: `${answered.length} of ${day.startSeconds.length} intervals${full < answered.length ? `, ${full} of them by all members` : ""}`,
  };
}

/** Energy with its sign in words. */
const moved = (value) => (known(value) ? `${kwh(Math.abs(value))} ${value < 0 ? "less" : "more"}` : "–");

export class Demand {
  constructor() {
    this.place = byId("mg-demand");
    this.head = el("div");
    this.rows = el("div");
    this.place.replaceChildren(this.head, this.rows);
    this.data = null;
    this.table = new Table(this.rows, {
      label: "Programmes", empty: "No programme is in force this day.",
      key: (it) => it.programmeId, stamp: (it) => JSON.stringify(it),
      columns: [
        { label: "Programme", cell: (it) => it.programmeId },
        { label: "Kind", cell: (it) => words(it.kind) },
        { label: "Takes part", number: true, cell: (it) => percent(it.participation, 0) },
        { label: "Bill before", number: true, cell: (it) => money(it.beforeCents, this.data.currency) },
        { label: "Bill after", number: true, cell: (it) => money(it.afterCents, this.data.currency) },
        { label: "Change planned so far", number: true, cell: (it) => moved(it.achieved.planned) },
        { label: "Achieved so far", number: true, cell: (it) => moved(it.achieved.measured) },
        { label: "Answered", number: true, cell: (it) => it.achieved.words },
      ],
    });
  }

  show(data) {
    const { shown, currency, members } = data;
    this.data = data;
    const demand = shown?.plan?.demand;
    const bills = demand?.bills ?? [];
    const parts = [];
    if (!shown?.plan) parts.push(nothing("No plan of this day."));
    else if (demand && bills.length) parts.push(pays(demand, currency));
    if (shown?.signal) parts.push(el("p", { className: "quiet" }, `Customers were told at ${dayClock(shown.signal.issuedAt)}; without a programme they pay ${price(shown.signal.flatCentsPerKwh)}. Bills are of those who take part, rebates taken off.`));
    this.head.replaceChildren(...parts);
    this.rows.hidden = !shown?.plan;
    this.table.show(bills.map((bill) => ({ ...bill, achieved: achieved(shown, bill.programmeId, members) })));
  }
}

/** What a programme asks, in a sentence; prices have their chart. */
export function asks(day, programme) {
  const { keptFraction: kept, rebateCentsPerKwh: rebate } = day.curves.programmes?.[programme] ?? {};
  const asked = (kept ?? []).flatMap((fraction, i) => (known(fraction) && fraction < 1 ? [i] : []));
  if (asked.length === 0) return "";
  const end = (i) => at(day.startSeconds[i] + 60 * day.intervalMinutes);
  const spans = asked.filter((i) => !asked.includes(i - 1)).map((from) => {
    let to = from;
    while (asked.includes(to + 1)) to += 1;
    return `${at(day.startSeconds[from])}–${end(to)}`;
  });
  return `Asks to keep ${percent(Math.min(...span(kept, asked)), 0)} of the load at ${spans.join(", ")}, and pays ${price(Math.max(...span(rebate ?? [], asked)))} for what is not taken.`;
}

export class Buses {
  constructor() {
    this.table = new Table(byId("mg-buses"), {
      label: "Voltages by bus and phase", empty: "No voltages are planned for this day.",
      key: (it) => `${it.bus} ${it.phase}`, stamp: (it) => JSON.stringify(it),
      columns: [
        { label: "Bus", cell: (it) => it.bus },
        { label: "Phase", cell: (it) => it.phase },
        { label: "Now", number: true, cell: (it) => number(it.now, 4) },
        { label: "Lowest", number: true, cell: (it) => number(it.lowest, 4) },
        { label: "at", className: "nowrap", cell: (it) => it.lowestAt },
        { label: "Highest", number: true, cell: (it) => number(it.highest, 4) },
        { label: "at", className: "nowrap", cell: (it) => it.highestAt },
        { label: "Within limits", cell: (it) => (it.inside ? "yes" : pill("no", "bad")) },
      ],
    });
  }

  show({ shown, configuration, time }) {
    const feeder = configuration.feeder;
    const network = shown?.curves.network?.[""];
    const saved = network && energy(network.referenceLoadKw, shown) - energy(network.loadKw, shown);
    const lost = network && energy(network.referenceLossKw, shown) - energy(network.lossKw, shown);
    byId("mg-feeder").textContent = network
      ? `Three-phase load flow, 1 pu nominal; allowed ${number(feeder?.voltageMinPu, 2)} to ${number(feeder?.voltageMaxPu, 2)} pu. Against taps and capacitors left as configured, loads draw ${moved(-saved)} and lines lose ${moved(-lost)}.`
      : "";
    const now = shown && time ? Math.floor((Date.parse(time) / 1000 - shown.startSeconds[0]) / (60 * shown.intervalMinutes)) : -1;
    this.table.show(shown ? phases(shown, configuration).map((it) => this.row(it, shown, feeder, now)) : []);
  }

  row({ bus, phase, values }, shown, feeder, now) {
    const there = values.filter(known);
    const lowest = Math.min(...there);
    const highest = Math.max(...there);
    const when = (value) => at(shown.startSeconds[values.indexOf(value)]);
    return {
      bus, phase, now: values[now] ?? null, lowest, lowestAt: when(lowest), highest, highestAt: when(highest),
      inside: !feeder || (lowest >= feeder.voltageMinPu - 1e-4 && highest <= feeder.voltageMaxPu + 1e-4),
    };
  }
}

export class Days {
  constructor() {
    this.currency = "";
    this.table = new Table(byId("mg-days"), {
      label: "Days planned", empty: "No day was planned yet.",
      key: (it) => it.day, stamp: (it) => JSON.stringify(it),
      columns: [
        { label: "Day", className: "nowrap", cell: (it) => plainDay(it.day) },
        { label: "Newest answer", cell: (it) => (it.status === "NONE" ? "none" : status(it.status)) },
        { label: "Planned from", cell: (it) => (it.start ? clock(it.start) : "–") },
        { label: "Cost", number: true, cell: (it) => money(it.totalCents, this.currency) },
        { label: "Not supplied, expected", number: true, cell: (it) => (known(it.eensKwh) ? `${bare(it.eensKwh)} kWh` : "–") },
        { label: "Proven gap", number: true, cell: (it) => (known(it.gap) ? percent(it.gap, 2) : "none") },
        { label: "Solves", number: true, cell: (it) => String(it.solves) },
      ],
    });
  }

  show({ days, currency }) {
    this.currency = currency;
    this.table.show(days.toReversed());
  }
}

export function checks({ shown }) {
  const list = shown?.plan?.checks ?? [];
  byId("mg-checks").replaceChildren(list.length
    ? el("ul", { className: "list" }, list.map((check) => el("li", {}, el("span", {}, check.name), pill(check.passed ? "passed" : "failed", check.passed ? "good" : "bad"),
      check.passed ? "" : el("span", { className: "detail quiet" }, `Off by ${number(check.worst, 4)}${check.where ? ` at ${check.where}` : ""}.`))))
    : nothing("No plan was checked for this day."));
}
