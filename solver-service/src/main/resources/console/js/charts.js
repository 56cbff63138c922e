// Charts and their table twins. Colours come from the style sheet, so that dark and light agree with the page.

import uPlot from "/vendor/uplot/uPlot.esm.js";
import { byId, el, nothing } from "./dom.js";
import { bare, clock, currentZone, day, dayClock, known, number } from "./format.js";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const stepped = uPlot.paths.stepped({ align: 1 });

/** Values of a curve; what it shows ahead only is left to the record behind now. */
function values(series, curve, nowIndex) {
  const own = series.values[curve.name] ?? [];
  return curve.onlyAhead ? own.map((value, i) => (i < nowIndex ? null : value)) : own;
}

/** Heights of stacked curves, which are named from the outermost to the one next to zero; of the others their values. */
function heights(curves, columns) {
  return curves.map(({ stack }, i) => {
    if (!stack) return columns[i];
    const below = columns.filter((_, j) => j >= i && curves[j].stack === stack);
    return columns[i].map((_, at) => {
      const parts = below.map((column) => column[at]).filter(known);
      return parts.length ? (stack === "down" ? -1 : 1) * parts.reduce((total, part) => total + part, 0) : null;
    });
  });
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

/**
 * definition: {id, title, height, unit, format, zero, atEnd, whole, margin, band, empty, curves}; the elements `id-chart` and `id-table` are its places.
 * curve: {name, label, color, marker, width, dash, steps, stack, onlyAhead}.
 */
class Chart {
  constructor(definition) {
    this.definition = definition;
    this.curves = definition.curves ?? [];
    this.place = byId(`${definition.id}-chart`);
    this.table = byId(`${definition.id}-table`);
    this.now = null;
    this.plot = null;
    this.series = null;
    this.table.addEventListener("toggle", () => this.fillTable());
    new ResizeObserver(() => this.resize()).observe(this.place);
  }

  /**
   * series: {now, startSeconds, intervalMinutes, values by name, empty: words instead of a chart without values};
   * curves where they differ from one time to the next.
   */
  show(series, curves = this.curves) {
    if (JSON.stringify(curves) !== JSON.stringify(this.curves)) {
      this.plot?.destroy();
      this.plot = null;
      this.curves = curves;
    }
    this.series = series;
    this.now = series.now ? Date.parse(series.now) / 1000 : null;
    const nowIndex = this.now === null ? 0 : series.startSeconds.findIndex((seconds) => seconds >= this.now);
    this.columns = curves.map((curve) => values(series, curve, nowIndex < 0 ? series.startSeconds.length : nowIndex));
    const empty = this.columns.every((column) => !column.some(known));
    this.table.hidden = empty;
    if (empty) {
      this.plot?.destroy();
      this.plot = null;
      this.place.replaceChildren(nothing(series.empty ?? this.definition.empty ?? (series.now ? "Nothing to show: no values in these two days." : "No interval is complete yet.")));
    } else {
      const data = this.data();
      if (this.plot) this.plot.setData(data);
      else this.draw(data);
    }
    this.fillTable();
  }

  /** Steps reach to the end of the last interval. */
  data() {
    const { series, curves } = this;
    const step = 60 * series.intervalMinutes;
    const starts = series.startSeconds;
    const drawn = heights(curves, this.columns);
    if (this.definition.atEnd) return [starts.map((seconds) => seconds + step), ...drawn];
    if (!curves.every((curve) => curve.steps)) return [starts, ...drawn];
    return [[...starts, starts.at(-1) + step], ...drawn.map((column) => [...column, column.at(-1) ?? null])];
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
    const { curves } = this;
    const index = (name) => 1 + curves.findIndex((curve) => curve.name === name);
    const own = (i, at, value) => (curves[i].stack ? this.columns[i][Math.min(at ?? 0, this.columns[i].length - 1)] : value);
    const shown = (value) => (known(value) ? `${definition.format(value)} ${definition.unit}` : "–");
    this.place.replaceChildren();
    this.plot = new uPlot({
      width: this.place.clientWidth, height: this.height(),
      tzDate: (seconds) => uPlot.tzDate(new Date(1000 * seconds), currentZone()),
      padding: [null, 32, null, null],
      cursor: { y: false, drag: { x: true, y: false } },
      legend: { markers: { width: 0, fill: (_, i) => css(curves[i - 1]?.marker ?? curves[i - 1]?.color ?? "--quiet") } },
      scales: { y: { range: (_, low, high) => this.range(low, high) } },
      axes: [
        { ...axis, values: axisTimes, space: 70 },
        { ...axis, size: 52, label: definition.unit, labelSize: 20, labelFont: "12px system-ui, sans-serif", incrs: definition.whole ? [1, 2, 5, 10, 20] : undefined, values: (_, splits) => splits.map((value) => number(value, this.decimals(splits))) },
      ],
      series: [
        { label: "Time", value: (_, seconds) => (known(seconds) ? dayClock(1000 * seconds) : "–") },
        ...curves.map((curve, i) => ({
          label: curve.label, stroke: css(curve.stack ? "--card" : curve.color), width: curve.width ?? 1, dash: curve.dash,
          fill: curve.stack ? css(curve.color) : undefined, fillTo: curve.stack ? () => 0 : undefined, paths: curve.steps ? stepped : undefined,
          points: { show: false }, spanGaps: false, value: (_, value, __, at) => shown(at === null ? null : own(i, at, value)),
        })),
      ],
      bands: definition.band ? [{ series: [index(definition.band.high), index(definition.band.low)], fill: css("--band") }] : [],
      plugins: [nowLine(this)],
    }, data, this.place);
  }

  range(low, high) {
    if (!known(low) || !known(high)) return [0, 1];
    const bottom = this.definition.zero ? Math.min(0, low) : low;
    const margin = Math.max(0.06 * (high - bottom), this.definition.margin ?? 0.05);
    return [this.definition.zero && bottom === 0 ? 0 : bottom - margin, high + margin];
  }

  /** As few as tell the ticks apart exactly. */
  decimals(splits) {
    const step = splits.length > 1 ? Math.abs(splits[1] - splits[0]) : 1;
    const decimals = [0, 1, 2, 3].find((digits) => Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6);
    return decimals ?? 4;
  }

  fillTable() {
    if (!this.table.open || !this.series) return;
    const { series, definition, curves } = this;
    const shift = definition.atEnd ? 60 * series.intervalMinutes : 0;
    const head = [el("th", { scope: "col" }, definition.atEnd ? "At" : "Interval from"),
      ...curves.map((curve) => el("th", { scope: "col", className: "number" }, `${curve.label} (${definition.unit})`))];
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

/** Charts that show the same intervals. */
export class Charts {
  constructor(definitions) {
    this.charts = new Map(definitions.map((definition) => [definition.id, new Chart(definition)]));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    matchMedia("(max-width: 700px)").addEventListener("change", () => this.redraw());
  }

  get(id) {
    return this.charts.get(id);
  }

  show(series) {
    this.charts.forEach((chart) => chart.show(series));
  }

  redraw() {
    this.charts.forEach((chart) => chart.redraw());
  }
}
