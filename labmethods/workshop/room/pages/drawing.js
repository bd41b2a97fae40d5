/* Draws what came on the facilitator's page: bars and the power-interest board. */
"use strict";
const SVG = "http://www.w3.org/2000/svg";
function shape(tag, values, text) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
}
function bars(rows) {
  const most = summary.kind === "rate" ? 5 : Math.max(...rows.map((one) => one.value), 1);
  return make("table", { class: "bars" }, make("tbody", {}, ...rows.map((one) => {
    const svg = shape("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" });
    if (one.spread) {
      const highest = Math.max(...one.spread, 1);
      one.spread.forEach((n, i) => svg.append(shape("rect", { x: i * 20 + 1, width: 18, y: 10 - (10 * n) / highest, height: (10 * n) / highest, fill: "var(--bar)" })));
    } else svg.append(shape("rect", { x: 0, y: 1, width: (100 * one.value) / most, height: 8, fill: "var(--bar)" }));
    return make("tr", {}, make("th", { scope: "row", dir: "auto" }, one.label), make("td", {}, svg), make("td", { class: "figure" }, one.shown));
  })));
}
function board(places) {
  const x = (value) => 60 + (value - 1) * 115, y = (value) => 500 - (value - 1) * 115;
  const svg = shape("svg", { viewBox: "0 0 640 560", class: "board", role: "img", "aria-label": summary.sentence });
  for (let n = 1; n <= 5; n += 1) {
    svg.append(shape("line", { x1: x(n), x2: x(n), y1: y(1), y2: y(5), stroke: "var(--line)", "stroke-width": n === 3 ? 2 : 0.5 }),
      shape("line", { x1: x(1), x2: x(5), y1: y(n), y2: y(n), stroke: "var(--line)", "stroke-width": n === 3 ? 2 : 0.5 }),
      shape("text", { x: x(n) - 4, y: 522 }, n), shape("text", { x: 38, y: y(n) + 5 }, n));
  }
  svg.append(shape("text", { x: 250, y: 548 }, words.interest), shape("text", { x: 10, y: 20 }, words.power));
  const taken = new Map();
  for (const one of places) {
    if (one.power === null || one.interest === null) continue;
    const place = `${one.interest} ${one.power}`, before = taken.get(place) || 0;
    taken.set(place, before + 1);
    svg.append(shape("line", { x1: x(one.interest_low), x2: x(one.interest_high), y1: y(one.power), y2: y(one.power), stroke: "var(--bar)", "stroke-width": 4, opacity: 0.5 }),
      shape("line", { x1: x(one.interest), x2: x(one.interest), y1: y(one.power_low), y2: y(one.power_high), stroke: "var(--bar)", "stroke-width": 4, opacity: 0.5 }),
      shape("circle", { cx: x(one.interest), cy: y(one.power), r: 8, fill: "var(--bar)" }),
      shape("text", { x: x(one.interest) + (one.interest > 3 ? -12 : 12), y: y(one.power) - 10 + before * 19, "text-anchor": one.interest > 3 ? "end" : "start" }, `${one.split ? "≠ " : ""}${one.label} (${one.n})`));
  }
  return svg;
}
