// Small helpers to build elements; text is always set as text, never as markup.

export const byId = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const el = (name, properties, ...children) => fill(document.createElement(name), properties, children);

export const svg = (name, properties, ...children) => fill(document.createElementNS(SVG, name), properties, children);

export const nothing = (words) => el("p", { className: "nothing" }, words);

export const pill = (words, mood) => el("span", { className: `pill ${mood}` }, words);

/** Definition list of [term, value] pairs. */
export function figures(pairs) {
  return el("dl", { className: "figures" }, pairs.map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));
}

/**
 * A table whose rows are kept while their key and content stay the same, so that an opened row stays open.
 * columns: [{label, number, className, cell: (row) => string | Node}]; the first column is the row header.
 */
export class Table {
  constructor(place, { label, columns, key, stamp, empty, markNew = false }) {
    Object.assign(this, { place, label, columns, key, stamp, empty, markNew });
    this.rows = new Map();
    this.body = null;
  }

  show(items) {
    if (items.length === 0) {
      this.rows.clear();
      this.body = null;
      this.place.replaceChildren(nothing(this.empty));
      return;
    }
    const first = this.body === null;
    if (first) {
      this.body = el("tbody");
      const head = this.columns.map((column) => el("th", { scope: "col", className: column.number ? "number" : null }, column.label));
      this.place.replaceChildren(el("div", { className: "scroll free", tabindex: "0", role: "region", "aria-label": `Table: ${this.label}` },
        el("table", { className: "data stack" }, el("thead", {}, el("tr", {}, head)), this.body)));
    }
    const kept = new Map();
    for (const item of items) {
      const key = this.key(item);
      const stamp = this.stamp(item);
      const old = this.rows.get(key);
      kept.set(key, old?.stamp === stamp ? old : { stamp, element: this.row(item, old, !first && this.markNew && !old) });
    }
    this.rows = kept;
    const wanted = [...kept.values()].map((row) => row.element);
    if (wanted.length !== this.body.children.length || wanted.some((row, i) => this.body.children[i] !== row)) {
      const focused = document.activeElement;
      this.body.replaceChildren(...wanted);
      if (focused && this.body.contains(focused)) focused.focus({ preventScroll: true });
    }
  }

  row(item, old, fresh) {
    const row = el("tr", { className: fresh ? "fresh" : null }, this.columns.map((column, i) => el(i === 0 ? "th" : "td", {
      scope: i === 0 ? "row" : null,
      className: [column.number ? "number" : "", column.className ?? ""].join(" ").trim() || null,
      "data-label": column.label,
    }, column.cell(item))));
    if (old?.element.querySelector("details")?.open) row.querySelector("details")?.setAttribute("open", "");
    return row;
  }
}
