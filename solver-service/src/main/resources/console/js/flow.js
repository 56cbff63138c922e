// The flow picture: PV, grid, battery and load around the community.

import { svg } from "./dom.js";
import { kw, kwh, known, percent, sum } from "./format.js";

const HUB = { x: 215, y: 130 };
const SMALL_KW = 0.005;

const GLYPHS = {
  pv: "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0M0-14v3M0 11v3M-14 0h3M11 0h3M-10-10l2 2M8 8l2 2M-10 10l2-2M8-8l2-2",
  grid: "M-8 14 0-14 8 14M-11-5h22M-9 3h18M-5 14 5 5M5 14-5 5",
  load: "M-12 0 0-12 12 0M-8-3v14H8V-3M-2 11V4h4v7",
  battery: "M-13-7h23v14h-23zM10-3h4v6h-4M-8-2v4M-3-2v4M2-2v4",
};

function node(kind, x, y, [figure, word], textX, textY) {
  return svg("g", {},
    svg("circle", { className: `node ${kind === "grid" ? "grid-node" : kind}`, cx: x, cy: y, r: 26 }),
    svg("path", { className: `glyph ${kind === "grid" ? "grid-node" : kind}`, d: GLYPHS[kind], transform: `translate(${x} ${y})` }),
    svg("text", { className: "figure", x: textX, y: textY }, figure),
    svg("text", { className: "word", x: textX, y: textY + 17 }, word));
}

function wire(kind, x, y, power) {
  const path = `M${x} ${y}L${HUB.x} ${HUB.y}`;
  const lines = [svg("path", { className: "wire", d: path })];
  if (known(power) && Math.abs(power) >= SMALL_KW) {
    const width = Math.min(9, 3 + 1.5 * Math.log2(1 + Math.abs(power)));
    lines.push(svg("path", {
      className: `live ${kind === "grid" ? "grid-node" : kind}${power < 0 ? " back" : ""}`, d: path, "stroke-width": width.toFixed(1),
    }));
  }
  return lines;
}

/** Words and numbers for the picture; also its text alternative. */
function describe(now) {
  const { flows } = now;
  const battery = flows.chargeKw - flows.dischargeKw;
  const exports = flows.gridExportKw >= SMALL_KW;
  return {
    pv: [kw(flows.pvKw), "PV"],
    load: [kw(sum(flows.loadKw, flows.flexibleKw)), "load"],
    grid: [kw(exports ? flows.gridExportKw : flows.gridImportKw), exports ? "sold to the grid" : "from the grid"],
    battery: now.batteryMaxKwh > 0 && known(flows.chargeKw)
      ? [kw(Math.abs(battery)), Math.abs(battery) < SMALL_KW ? "battery idle" : battery > 0 ? "charging" : "discharging"]
      : ["–", now.batteryMaxKwh > 0 ? "battery" : "no battery"],
    stored: now.batteryMaxKwh > 0 && known(now.energyKwh) ? `${kwh(now.energyKwh)} · ${percent(now.energyKwh / now.batteryMaxKwh, 0)}` : "",
  };
}

export function flow(now) {
  const words = describe(now);
  const { flows } = now;
  const label = known(flows.loadKw)
    ? `Load ${words.load[0]}, PV ${words.pv[0]}, battery ${words.battery[1]} ${words.battery[0]}, ${words.grid[0]} ${words.grid[1]}`
    : "No interval is complete yet";
  return svg("svg", { className: "flow", viewBox: "0 0 430 300", role: "img", "aria-label": label },
    wire("pv", 215, 30, flows.pvKw), wire("grid", 55, 130, flows.gridImportKw - flows.gridExportKw),
    wire("load", 375, 130, -sum(flows.loadKw, flows.flexibleKw)), wire("battery", 215, 230, flows.dischargeKw - flows.chargeKw),
    svg("circle", { className: "hub", cx: HUB.x, cy: HUB.y, r: 6 }),
    node("pv", 215, 30, words.pv, 290, 28),
    node("grid", 55, 130, words.grid, 62, 178),
    node("load", 375, 130, words.load, 370, 178),
    node("battery", 215, 230, [words.battery[0], [words.battery[1], words.stored].filter(Boolean).join(" · ")], 215, 277));
}
