// The page Microgrid: one local day, by default the present one.

import { communityPath, get } from "./api.js";
import { Charts } from "./charts.js";
import { byId, el } from "./dom.js";
import { plainDay } from "./format.js";
import { CHARTS, energyCurves, lolpCurves, priceCurves, programmeChart, reserveCurves, stackCurves, stepCurves, voltageCurves } from "./microgrid-charts.js";
import { asks, Buses, checks, cost, Days, Demand, plan } from "./microgrid-panels.js";
import { words } from "./panels.js";

const CURVES = {
  "mg-stack": stackCurves, "mg-reserve": reserveCurves, "mg-lolp": lolpCurves, "mg-energy": energyCurves, "mg-price": priceCurves,
  "mg-voltage": voltageCurves, "mg-step": stepCurves,
};
const NO_DAY = { startSeconds: [], intervalMinutes: 60, plan: null, signal: null, curves: {} };

export class MicrogridPage {
  constructor(onDay) {
    this.charts = new Charts(CHARTS);
    this.programmes = new Programmes();
    this.demand = new Demand();
    this.buses = new Buses();
    this.days = new Days();
    this.day = "";
    this.shown = "";
    this.community = "";
    byId("mg-day").addEventListener("change", (event) => {
      this.day = event.target.value;
      onDay();
    });
  }

  show({ community }) {
    const none = community.versions.microgrid === 0;
    byId("mg-empty").hidden = !none;
    if (none) byId("mg-content").hidden = true;
  }

  /** Reads the day again if anything of it, or the time, has changed. */
  async refresh({ communityId, time, versions }) {
    if (versions.microgrid === 0) {
      this.shown = "";
      return;
    }
    if (communityId !== this.community) {
      this.day = "";
      this.community = communityId;
    }
    const wanted = [communityId, time, versions.microgrid, this.day].join(" ");
    if (wanted === this.shown) return;
    const { day } = this;
    const data = { ...(await get(communityPath(communityId, `/microgrid${day ? `?day=${day}` : ""}`))), asked: day };
    byId("mg-content").hidden = false;
    this.render(data);
    this.shown = wanted;
  }

  render(data) {
    this.showDays(data);
    plan(data);
    cost(data);
    this.demand.show(data);
    this.buses.show(data);
    this.days.show(data);
    checks(data);
    const day = data.shown ?? NO_DAY;
    const series = { now: data.time, startSeconds: day.startSeconds, intervalMinutes: day.intervalMinutes, empty: day.plan ? undefined : "No plan of this day to show." };
    for (const [id, curvesOf] of Object.entries(CURVES)) {
      const { curves, values } = curvesOf(day, data.configuration);
      this.charts.get(id).show({ ...series, values }, curves);
    }
    this.programmes.show(day, series);
  }

  /** Days to choose from; without a choice, the present one is followed. */
  showDays({ days, today }) {
    const select = byId("mg-day");
    const known = days.map((it) => it.day).filter((day) => day !== today).reverse();
    const wanted = ["", ...known];
    const label = (day) => (day ? `${plainDay(day)}${today && day > today ? ", ahead" : ""}` : today ? `${plainDay(today)}, today` : "today");
    const stamp = wanted.map(label).join("\n");
    if ([...select.options].map((it) => it.textContent).join("\n") === stamp) return;
    select.replaceChildren(...wanted.map((day) => el("option", { value: day }, label(day))));
    select.value = wanted.includes(this.day) ? this.day : "";
    this.day = select.value;
  }
}

/** One chart for each programme that is planned or was answered. */
class Programmes {
  constructor() {
    this.place = byId("mg-programmes");
    this.names = "";
    this.charts = null;
  }

  show(day, series) {
    const all = Object.entries(day.curves.programmes ?? {}).filter(([, it]) => it.afterKw || it.answeredLoadKw);
    const names = all.map(([name]) => name);
    if (names.join("\n") !== this.names) this.build(names, day);
    all.forEach(([, values], i) => {
      byId(`mg-programme-${i}-asks`).textContent = asks(day, names[i]);
      this.charts.get(`mg-programme-${i}`).show({ ...series, values });
    });
  }

  build(names, day) {
    this.names = names.join("\n");
    const kind = (name) => day.signal?.offers.find((it) => it.programmeId === name)?.kind;
    this.place.replaceChildren(...names.map((name, i) => el("div", {},
      el("h3", {}, `Load under ${name}`, kind(name) ? el("span", { className: "quiet" }, ` · ${words(kind(name))}`) : ""),
      el("p", { className: "quiet", id: `mg-programme-${i}-asks` }),
      el("div", { className: "chart", id: `mg-programme-${i}-chart` }),
      el("details", { className: "twin", id: `mg-programme-${i}-table` }, el("summary", {}, "Show as a table")))));
    this.charts = new Charts(names.map((name, i) => programmeChart(`mg-programme-${i}`, name)));
  }
}
