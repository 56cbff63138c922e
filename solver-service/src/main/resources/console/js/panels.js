// Everything on the page that is not a chart: promise, plan, dispatches, members, solves, health.

import { byId, el, figures, nothing, pill, svg, Table } from "./dom.js";
import { bare, cents, clock, dayClock, direction, duration, known, kw, kwh, milliseconds, money, number, percent, plainDay, price, sum } from "./format.js";

const MOODS = {
  OPTIMAL: "good", FEASIBLE: "good", RELAXED: "warn", KEPT_PREVIOUS: "warn", FAILED: "bad", UP: "good", DEGRADED: "warn", DOWN: "bad",
};
const WORDS = {
  OPTIMAL: "optimal", FEASIBLE: "feasible", RELAXED: "relaxed", KEPT_PREVIOUS: "previous kept", FAILED: "failed", UP: "up", DEGRADED: "degraded",
  DOWN: "down", DAY_AHEAD: "day-ahead", INTRADAY: "intraday", RESIDENTIAL: "residential", COMMERCIAL: "commercial",
  TOU: "time of use", RTP: "real-time price", CPP: "critical peak", INTERRUPTIBLE: "interruptible",
  AT_IMPORT_LIMIT: "at the import limit", AT_EXPORT_LIMIT: "at the export limit", NONE: "no",
};
export const words = (code) => WORDS[code] ?? code.toLowerCase().replaceAll("_", " ");
export const status = (code) => pill(words(code), MOODS[code] ?? "");

/** Achieved violations against ε on one scale. */
function bullet(achieved, epsilon) {
  const most = Math.max(2 * epsilon, 1.15 * achieved, 0.02);
  const x = (fraction) => (300 * fraction) / most;
  return svg("svg", { className: "bullet", viewBox: "0 0 300 34", preserveAspectRatio: "none", role: "img", "aria-label": `Violations ${percent(achieved)}, allowed ${percent(epsilon)}` },
    svg("rect", { className: "track", x: 0, y: 8, width: 300, height: 12, rx: 2 }),
    svg("rect", { className: achieved <= epsilon ? "kept" : "broken", x: 0, y: 8, width: Math.max(2, x(achieved)), height: 12, rx: 2 }),
    svg("path", { className: "limit", d: `M${x(epsilon)} 3V25` }));
}

export function promise(now) {
  const { achieved, epsilon, brokenFraction: broken } = now;
  const parts = [];
  if (achieved.memberDays === 0) {
    parts.push(nothing("No complete day with a plan yet; the promise is judged by whole days of each member."));
  } else {
    parts.push(
      el("p", { className: "big" }, percent(1 - broken)),
      el("p", { className: "quiet" }, `of member-days kept: ${(achieved.memberDays - achieved.brokenDays).toLocaleString("en-GB")} of ${achieved.memberDays.toLocaleString("en-GB")}; promised at least ${percent(1 - epsilon)}`),
      bullet(broken, epsilon));
  }
  parts.push(figures([
    ["Violations, allowed (ε)", percent(epsilon)],
    ["Violations, achieved", achieved.memberDays === 0 ? "–" : percent(broken)],
    ["Intervals with a shortage", `${achieved.shortageIntervals.toLocaleString("en-GB")} of ${achieved.intervals.toLocaleString("en-GB")}`],
    ["Energy short", kwh(achieved.shortageKwh)],
    ["Real-time cost", money(achieved.costCents, now.currency)],
    ["Without real-time exchange", money(achieved.inactionCents, now.currency)],
  ]));
  if (achieved.since) parts.push(el("p", { className: "quiet" }, `Since ${dayClock(achieved.since)}.`));
  byId("promise").replaceChildren(...parts);
}

export function plan(now) {
  const { plan: inForce, prices } = now;
  const parts = [];
  if (!inForce) {
    parts.push(nothing("No plan for today yet. A member is planned once it has enough days of forecast errors; plans are made at the gate closure of the day before."));
  } else {
    parts.push(el("p", { className: "big" }, duration(60 * inForce.ageMinutes)), el("p", { className: "quiet" }, "age of the plan"));
    parts.push(figures([
      ["Status", status(inForce.status)],
      ["Kind", words(inForce.kind)],
      ["For", plainDay(inForce.deliveryDay)],
      ["Made", dayClock(inForce.madeAt)],
      ["Plan", el("code", { title: inForce.planId }, inForce.planId.slice(0, 12))],
    ]));
    if (inForce.statusReason) parts.push(el("p", { className: "quiet" }, inForce.statusReason));
  }
  parts.push(figures([
    ["Price now, day-ahead", price(prices.dayAheadCentsPerKwh)],
    ["Real-time, buying", price(prices.realTimeBuyCentsPerKwh)],
    ["Real-time, selling", price(prices.realTimeSellCentsPerKwh)],
    ["Wasserstein radius ρ", number(now.radius, 3)],
  ]));
  byId("plan").replaceChildren(...parts);
}

const pairs = (list) => el("dl", { className: "more" }, list.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))));

function details(dispatch) {
  const list = [
    ["Residual, measured minus forecast", dispatch.measured ? kw(dispatch.residualKw) : "not measured"],
    ["Real-time by the rule", kw(dispatch.unclippedKw)],
    ["Clipped", words(dispatch.clipped)],
    ["Shortage left", kw(dispatch.shortageKw)],
    ["Cost", cents(dispatch.costCents)],
    ["Cost of not acting", cents(dispatch.inactionCents)],
    ["Price of demand", price(dispatch.balanceCentsPerKwh)],
    ["Price of the promise", price(dispatch.riskCentsPerKwh)],
    ["Value of stored energy", price(dispatch.storageCentsPerKwh)],
    ["Limits at work", dispatch.binding.length ? dispatch.binding.join(", ") : "none"],
    ["Plan", `${words(dispatch.planStatus)}, ${duration(60 * dispatch.planAgeMinutes)} old`],
  ];
  dispatch.contributions.forEach((one) => list.push([`Share of ${clock(one.intervalStart)} (residual ${kw(one.residualKw)})`, kw(one.shareKw)]));
  return pairs(list);
}

const end = (start, minutes) => new Date(Date.parse(start) + 60000 * minutes);

export class Dispatches {
  constructor() {
    this.names = new Map();
    this.table = new Table(byId("dispatches"), {
      label: "Last dispatches",
      empty: "No dispatch yet: the first one follows when an interval closes under a plan.",
      key: (it) => it.dispatchId, stamp: () => "", markNew: true,
      columns: [
        { label: "Interval", className: "nowrap", cell: (it) => `${dayClock(it.intervalStart)}–${clock(end(it.intervalStart, it.intervalMinutes))}` },
        { label: "Member", cell: (it) => this.names.get(it.prosumerId) ?? it.prosumerId },
        { label: "Real time", number: true, cell: (it) => direction(it.realTimeImportKw, it.realTimeExportKw, "buys", "sells") },
        { label: "Battery next", number: true, cell: (it) => direction(it.chargeKw, it.dischargeKw, "charge", "discharge") },
        { label: "Why", className: "why", cell: (it) => el("details", {}, el("summary", {}, it.why || "No reason was recorded."), details(it)) },
      ],
    });
  }

  show(dispatches, members) {
    this.names = new Map(members.map((member) => [member.prosumerId, member.name || member.prosumerId]));
    this.table.show(dispatches);
  }
}

function charge(member) {
  if (member.batteryMaxKwh <= 0) return "none";
  if (!known(member.energyKwh)) return "not reported";
  const fraction = Math.max(0, Math.min(1, member.energyKwh / member.batteryMaxKwh));
  return el("span", { className: "nowrap" },
    svg("svg", { className: "meter", viewBox: "0 0 56 10", "aria-hidden": "true" },
      svg("rect", { className: "track", width: 56, height: 10, rx: 2 }), svg("rect", { className: "level", width: 56 * fraction, height: 10, rx: 2 })),
    `${percent(fraction, 0)} of ${bare(member.batteryMaxKwh)} kWh`);
}

function notes(member) {
  const list = [];
  if (!member.measured) list.push(pill("estimated", "warn"));
  if (member.quarantinedMeters.length) list.push(pill("meter in quarantine", "bad"));
  if (member.fault) list.push(pill(member.fault, "bad"));
  return list.length ? el("span", {}, list.flatMap((one) => [one, " "])) : "";
}

function kept(achieved) {
  return achieved.memberDays === 0 ? "–" : `${achieved.memberDays - achieved.brokenDays} of ${achieved.memberDays} days`;
}

export class Members {
  constructor() {
    this.members = [];
    this.currency = "";
    this.search = byId("member-search");
    this.search.addEventListener("input", () => this.render());
    this.table = new Table(byId("members"), {
      label: "Members", empty: "No member fits.",
      key: (it) => it.prosumerId, stamp: (it) => JSON.stringify(it),
      columns: [
        { label: "Member", cell: (it) => it.name || it.prosumerId },
        { label: "Load", number: true, cell: (it) => kw(sum(it.flows.loadKw, it.flows.flexibleKw)) },
        { label: "PV", number: true, cell: (it) => (it.pvPeakKw > 0 ? kw(it.flows.pvKw) : "none") },
        { label: "Battery", cell: charge },
        { label: "Grid and peers", number: true, cell: (it) => direction(it.flows.gridImportKw, it.flows.gridExportKw, "takes", "gives") },
        { label: "Real time", number: true, cell: (it) => direction(it.realTimeImportKw, it.realTimeExportKw, "buys", "sells") },
        { label: "Promise kept", number: true, cell: (it) => kept(it.achieved) },
        { label: "Real-time cost", number: true, cell: (it) => money(it.achieved.costCents, this.currency) },
        { label: "Notes", cell: notes },
      ],
    });
  }

  show(members, currency) {
    this.members = members;
    this.currency = currency;
    this.search.hidden = members.length < 12;
    this.render();
  }

  render() {
    const wanted = this.search.value.trim().toLowerCase();
    this.table.show(this.members.filter((it) => `${it.name} ${it.prosumerId}`.toLowerCase().includes(wanted)));
  }
}

export class Solves {
  constructor() {
    this.table = new Table(byId("solves"), {
      label: "Solves", empty: "No solve yet: the first one comes with the first gate closure.",
      key: (it) => it.planId + it.kind + it.requestedAt, stamp: (it) => it.status, markNew: true,
      columns: [
        { label: "Asked", className: "nowrap", cell: (it) => dayClock(it.requestedAt) },
        { label: "For", cell: (it) => `${plainDay(it.deliveryDay)}, ${words(it.kind)}` },
        { label: "Status", cell: (it) => status(it.status) },
        { label: "Took", number: true, cell: (it) => milliseconds(it.solveMicros) },
        { label: "Worst case", number: true, cell: (it) => `${percent(it.worstCaseViolation, 2)} of ${percent(it.epsilon)}` },
        { label: "Checks", number: true, cell: (it) => (it.failedChecks.length ? `${it.failedChecks.length} failed` : `${it.checks} passed`) },
        { label: "Reason", cell: (it) => [it.reason, ...it.slacks, ...it.failedChecks].filter(Boolean).join("; ") },
      ],
    });
  }

  show(solves) {
    this.table.show(solves);
  }
}

/** Keeps the details of refusals open while the numbers change. */
export class Health {
  constructor() {
    this.last = "";
  }

  show(snapshot) {
    const { health, behind } = snapshot;
    const stamp = JSON.stringify([health, behind, snapshot.community?.quarantinedMeters]);
    if (stamp === this.last) return;
    this.last = stamp;
    const place = byId("health");
    const open = place.querySelector("details")?.open;
    const parts = [el("ul", { className: "list" }, health.parts.map((part) => el("li", {}, el("span", {}, part.name), status(part.status),
      part.detail ? el("span", { className: "detail quiet" }, part.detail) : "")))];
    parts.push(figures([
      ["Inputs refused", health.rejected.toLocaleString("en-GB")],
      ["Meters in quarantine", String(snapshot.community?.quarantinedMeters ?? 0)],
      ["Records unreadable here", health.malformed.toLocaleString("en-GB")],
    ]));
    if (health.rejected > 0) {
      parts.push(el("details", { open }, el("summary", {}, "What was refused"),
        el("ul", { className: "list" }, health.reasons.map((one) => el("li", {}, el("span", {}, `${words(one.reason)} (${one.service})`), one.count.toLocaleString("en-GB")))),
        el("ul", { className: "list" }, health.newestRejected.slice(0, 5).map((one) => el("li", {}, el("span", { className: "quiet" }, one.message))))));
    }
    place.replaceChildren(...parts);
  }
}
