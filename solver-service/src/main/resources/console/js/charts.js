// The three charts and their table twins. Colours come from the style sheet, so that dark and light agree with the page.

import uPlot from "/vendor/uplot/uPlot.esm.js";
import { byId, el, nothing } from "./dom.js";
import { bare, clock, currentZone, day, dayClock, known, number } from "./format.js";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const stepped = uPlot.paths.stepped({ align: 1 });
const price = (value) => number(value, 1);

/** What each chart shows: names of curves in the API, words for people. */
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

/** Values of a curve; net load is measured load minus PV, and forecasts behind now are left to the record. */
function values(series, curve, nowIndex) {
  const all = series.values;
  if (curve.name === "netKw") return all.loadKw.map((load, i) => (known(load) && known(all.pvKw[i]) ? load - all.pvKw[i] : null));
  const own = all[curve.name] ?? [];
  return curve.onlyAhead ? own.map((value, i) => (i < nowIndex ? null : value)) : own;
}

const span = () => matchMedia("(max-width: 700px)").matches;

function axisTimes(_, splits) {
  return splits.map((seconds) => {
    const time = new Date(1000 * seconds);
    return clock(time) === "00:00" ? day(time) : clock(time);
  });
}

/** Vertical line at the end of the newest complete interval. */
function nowLine(chart) {
  return {
    hooks: {
      draw: (plot) => {
        if (!chart.now) return;
        const x = plot.valToPos(chart.now, "x", true);
        const { ctx, bbox } = plot;
        if (x < bbox.left || x > bbox.left + bbox.width) return;
        ctx.save();
        ctx.strokeStyle = css("--quiet");
        ctx.fillStyle = css("--quiet");
        ctx.lineWidth = devicePixelRatio;
        ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
        ctx.textBaseline = "top";
        ctx.fillText("now", x + 4 * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
        ctx.restore();
      },
    },
  };
}

class Chart {
  constructor(definition) {
    this.definition = definition;
    this.place = byId(`${definition.id}-chart`);
    this.table = byId(`${definition.id}-table`);
    this.now = null;
    this.plot = null;
    this.series = null;
    this.table.addEventListener("toggle", () => this.fillTable());
    new ResizeObserver(() => this.resize()).observe(this.place);
  }

  show(series) {
    this.series = series;
    this.now = series.now ? Date.parse(series.now) / 1000 : null;
    const nowIndex = this.now === null ? 0 : series.startSeconds.findIndex((seconds) => seconds >= this.now);
    this.columns = this.definition.curves.map((curve) => values(series, curve, nowIndex < 0 ? series.startSeconds.length : nowIndex));
    const empty = this.columns.every((column) => !column.some(known));
    if (empty) {
      this.plot?.destroy();
      this.plot = null;
      this.place.replaceChildren(nothing(series.now ? "Nothing to show: no values in these two days." : "No interval is complete yet."));
    } else {
      const shift = this.definition.atEnd ? 60 * series.intervalMinutes : 0;
      const data = [series.startSeconds.map((seconds) => seconds + shift), ...this.columns];
      if (this.plot) this.plot.setData(data);
      else this.draw(data);
    }
    this.fillTable();
  }

  /** Draws again with the colours and sizes of the moment. */
  redraw() {
    this.plot?.destroy();
    this.plot = null;
    if (this.series) this.show(this.series);
  }

  resize() {
    const width = this.place.clientWidth;
    if (this.plot && width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: this.height() });
  }

  height() {
    return span() ? Math.min(this.definition.height, 250) : this.definition.height;
  }

  draw(data) {
    const { definition } = this;
    const axis = { stroke: css("--axis"), font: "12px system-ui, sans-serif", grid: { stroke: css("--gridline"), width: 1 }, ticks: { stroke: css("--gridline"), width: 1 } };
    const index = (name) => 1 + definition.curves.findIndex((curve) => curve.name === name);
    this.place.replaceChildren();
    this.plot = new uPlot({
      width: this.place.clientWidth, height: this.height(),
      tzDate: (seconds) => uPlot.tzDate(new Date(1000 * seconds), currentZone()),
      cursor: { y: false, drag: { x: true, y: false } },
      legend: { markers: { width: 0, fill: (_, i) => css(definition.curves[i - 1]?.marker ?? definition.curves[i - 1]?.color ?? "--quiet") } },
      scales: { y: { range: (_, low, high) => this.range(low, high) } },
      axes: [
        { ...axis, values: axisTimes, space: 70 },
        { ...axis, size: 52, label: definition.unit, labelSize: 20, labelFont: "12px system-ui, sans-serif", values: (_, splits) => splits.map((value) => number(value, this.decimals(splits))) },
      ],
      series: [
        { label: "Time", value: (_, seconds) => (known(seconds) ? dayClock(1000 * seconds) : "–") },
        ...definition.curves.map((curve) => ({
          label: curve.label, stroke: css(curve.color), width: curve.width, dash: curve.dash, paths: curve.steps ? stepped : undefined,
          points: { show: false }, spanGaps: false, value: (_, value) => (known(value) ? `${definition.format(value)} ${definition.unit}` : "–"),
        })),
      ],
      bands: definition.band ? [{ series: [index(definition.band.high), index(definition.band.low)], fill: css("--band") }] : [],
      plugins: [nowLine(this)],
    }, data, this.place);
  }

  range(low, high) {
    if (!known(low) || !known(high)) return [0, 1];
    const bottom = this.definition.zero ? Math.min(0, low) : low;
    const margin = Math.max(0.06 * (high - bottom), 0.05);
    return [this.definition.zero && bottom === 0 ? 0 : bottom - margin, high + margin];
  }

  decimals(splits) {
    const step = splits.length > 1 ? Math.abs(splits[1] - splits[0]) : 1;
    return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  }

  fillTable() {
    if (!this.table.open || !this.series) return;
    const { series, definition } = this;
    const shift = definition.atEnd ? 60 * series.intervalMinutes : 0;
    const head = [el("th", { scope: "col" }, definition.atEnd ? "At" : "Interval from"),
      ...definition.curves.map((curve) => el("th", { scope: "col", className: "number" }, `${curve.label} (${definition.unit})`))];
    const rows = series.startSeconds.map((seconds, i) => el("tr", { className: seconds === this.now ? "now" : null },
      el("th", { scope: "row", className: "nowrap" }, dayClock(1000 * (seconds + shift))),
      this.columns.map((column) => el("td", { className: "number" }, definition.format(column[i])))));
    const old = this.table.querySelector(".scroll");
    const scroll = el("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": `Values: ${definition.title}` },
      el("table", { className: "data" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows)));
    if (old) {
      const top = old.scrollTop;
      old.replaceWith(scroll);
      scroll.scrollTop = top;
    } else {
      this.table.append(scroll);
      const now = scroll.querySelector(".now");
      if (now) scroll.scrollTop = now.offsetTop - 120;
    }
  }
}

/** Shows the curves of a community or member in all charts. */
export class Charts {
  constructor() {
    this.charts = CHARTS.map((definition) => new Chart(definition));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    matchMedia("(max-width: 700px)").addEventListener("change", () => this.redraw());
  }

  show(series) {
    this.charts.forEach((chart) => chart.show(series));
  }

  redraw() {
    this.charts.forEach((chart) => chart.redraw());
  }
}
