// The page Now: the community's interval, plan, curves, dispatches, members, solves and health.

import { communityPath, get } from "./api.js";
import { Charts } from "./charts.js";
import { byId, el } from "./dom.js";
import { flow } from "./flow.js";
import { bare, clock, known, number } from "./format.js";
import { Dispatches, Health, Members, plan, promise, Solves } from "./panels.js";

const DISPATCHES = matchMedia("(max-width: 700px)").matches ? 6 : 15;
const SOLVES = 8;
const price = (value) => number(value, 1);

/** What each chart shows: names of curves in the API, or netKw: measured load minus PV; words for people. */
const CHARTS = [
  {
    id: "net", title: "net load against plan", height: 330, unit: "kW", format: bare,
    band: { low: "supportLowKw", high: "supportHighKw" },
    curves: [
      { name: "supportHighKw", label: "Highest expected", color: "--band", marker: "--band-mark", width: 0, steps: true },
      { name: "supportLowKw", label: "Lowest expected", color: "--band", marker: "--band-mark", width: 0, steps: true },
      { name: "gateForecastKw", label: "Forecast a day ahead", color: "--forecast", width: 1.5, dash: [5, 4], steps: true },
      { name: "supplyKw", label: "Planned supply", color: "--supply", width: 2, steps: true },
      { name: "newestForecastKw", label: "Newest forecast", color: "--newest", width: 1.5, dash: [2, 3], steps: true, onlyAhead: true },
      { name: "netKw", label: "Measured", color: "--net", width: 2.5, steps: true },
    ],
  },
  {
    id: "soc", title: "energy in batteries", height: 230, unit: "kWh", format: bare, zero: true, atEnd: true,
    curves: [
      { name: "planEnergyKwh", label: "Planned", color: "--supply", width: 1.5, dash: [5, 4] },
      { name: "energyKwh", label: "Reported", color: "--battery", width: 2.5 },
    ],
  },
  {
    id: "price", title: "prices", height: 230, unit: "¢/kWh", format: price,
    curves: [
      { name: "realTimeBuyCentsPerKwh", label: "Real-time, buying", color: "--supply", width: 1.5, steps: true },
      { name: "dayAheadCentsPerKwh", label: "Day-ahead", color: "--net", width: 2.5, steps: true },
      { name: "realTimeSellCentsPerKwh", label: "Real-time, selling", color: "--battery", width: 1.5, steps: true },
    ],
  },
];

const withNet = (series) => ({
  ...series,
  values: { ...series.values, netKw: series.values.loadKw.map((load, i) => (known(load) && known(series.values.pvKw[i]) ? load - series.values.pvKw[i] : null)) },
});

export class NowPage {
  constructor(onScope) {
    this.charts = new Charts(CHARTS);
    this.dispatches = new Dispatches();
    this.members = new Members();
    this.solves = new Solves();
    this.health = new Health();
    this.scope = "";
    this.shown = { community: "" };
    byId("scope").addEventListener("change", (event) => {
      this.scope = event.target.value;
      onScope();
    });
  }

  /** Figures that every snapshot brings. */
  show(snapshot) {
    const now = snapshot.community;
    const from = now.time ? new Date(Date.parse(now.time) - 60000 * now.intervalMinutes) : null;
    byId("flow-when").textContent = from
      ? `Mean of ${clock(from)}–${clock(now.time)}; ${now.measured} of ${now.members} members measured${now.measured < now.members ? ", the others estimated" : ""}.`
      : "No interval is complete yet.";
    byId("flow").replaceChildren(flow(now));
    promise(now);
    plan(now);
    this.health.show(snapshot);
  }

  /** Reads again what has changed since it was shown. */
  async refresh(now) {
    const { shown } = this;
    const id = now.communityId;
    const other = shown.community !== id;
    if (other) {
      this.scope = "";
      byId("scope").value = "";
    }
    if (other || shown.dispatches !== now.versions.dispatches || shown.series !== now.versions.series) {
      const list = (await get(communityPath(id, "/members"))).members;
      this.members.show(list, now.currency);
      this.showScopes(list);
      this.dispatches.show((await get(communityPath(id, `/dispatches?limit=${DISPATCHES}`))).dispatches, list);
    }
    if (other || shown.series !== now.versions.series || shown.scope !== this.scope) {
      const { scope } = this;
      this.charts.show(withNet(await get(communityPath(id, `/series${scope ? `?prosumer=${encodeURIComponent(scope)}` : ""}`))));
      shown.scope = scope;
    }
    if (other || shown.solves !== now.versions.solves) this.solves.show((await get(communityPath(id, `/solves?limit=${SOLVES}`))).solves);
    Object.assign(shown, { community: id, ...now.versions });
  }

  /** Members to choose from above the charts; the choice stays while the member does. */
  showScopes(list) {
    const select = byId("scope");
    const wanted = ["", ...list.map((it) => it.prosumerId)];
    if ([...select.options].map((it) => it.value).join("\n") === wanted.join("\n")) return;
    select.replaceChildren(el("option", { value: "" }, "whole community"), ...list.map((it) => el("option", { value: it.prosumerId }, it.name || it.prosumerId)));
    select.value = wanted.includes(this.scope) ? this.scope : "";
    this.scope = select.value;
  }
}
