// What is drawn: the shapes of kinds, arrows from before to now, whiskers and leader lines.

const SVG = "http://www.w3.org/2000/svg";

// One path for each symbol, in a square of 24; the names are those of the charts.
const SHAPES = {
  circle: "M12 2a10 10 0 1 0 .01 0z",
  square: "M3.5 3.5h17v17h-17z",
  diamond: "M12 .8 23.2 12 12 23.2.8 12z",
  "triangle-up": "M12 2 23 21.5H1z",
  "triangle-down": "M12 22 1 2.5h22z",
  cross: "M8.3 1.5h7.4v6.8h6.8v7.4h-6.8v6.8H8.3v-6.8H1.5V8.3h6.8z",
  x: "M6 1.2 12 7.2l6-6L22.8 6l-6 6 6 6-4.8 4.8-6-6-6 6L1.2 18l6-6-6-6z",
  pentagon: "M12 1.5 23 9.6 18.8 22.4H5.2L1 9.6z",
  hexagon: "M6.2 2h11.6L23.5 12l-5.7 10H6.2L.5 12z",
  star: "m12 .8 3.3 7.4 8 .8-6 5.4 1.7 7.9L12 18.2l-7 4.1 1.7-7.9-6-5.4 8-.8z",
};

export function drawn(document, name, attributes = {}) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

export function shape(document, kind, size) {
  const svg = drawn(document, "svg", {
    viewBox: "0 0 24 24",
    width: size,
    height: size,
    class: "lm-board-shape",
    "aria-hidden": "true",
  });
  svg.append(drawn(document, "path", { d: SHAPES[kind.symbol] ?? SHAPES.circle, fill: kind.colour }));
  return svg;
}

const middle = (box) => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });

// The point of a box that is nearest to a point outside it.
function edge(box, point) {
  return {
    x: Math.min(Math.max(point.x, box.x), box.x + box.w),
    y: Math.min(Math.max(point.y, box.y), box.y + box.h),
  };
}

// From where the note was to where it is; notes that went the same way get parallel arrows.
export function arrow(document, from, box, faded) {
  const to = edge(box, from);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 8) return null;
  const [ux, uy] = [dx / length, dy / length];
  const head = 11;
  const tip = { x: to.x - ux * 2, y: to.y - uy * 2 };
  const base = { x: tip.x - ux * head, y: tip.y - uy * head };
  const group = drawn(document, "g", { class: `lm-board-arrow${faded ? " is-faded" : ""}` });
  group.append(
    drawn(document, "path", { d: `M${from.x} ${from.y}L${base.x} ${base.y}`, class: "lm-board-halo" }),
    drawn(document, "path", { d: `M${from.x} ${from.y}L${base.x} ${base.y}` }),
    drawn(document, "path", {
      class: "lm-board-point",
      d: `M${tip.x} ${tip.y}L${base.x - uy * 6} ${base.y + ux * 6}L${base.x + uy * 6} ${base.y - ux * 6}z`,
    }),
    drawn(document, "circle", { cx: from.x, cy: from.y, r: 4.5 }),
  );
  return group;
}

// The shape of a note at its true point, with a line to the label where that stands apart.
export function truePoint(document, kind, box, faded) {
  const { anchor, mark } = box;
  const to = edge(box, anchor);
  const group = drawn(document, "g", { class: `lm-board-true${faded ? " is-faded" : ""}` });
  if (Math.hypot(to.x - anchor.x, to.y - anchor.y) > mark / 2 + 9) {
    group.append(drawn(document, "path", { class: "lm-board-leader", d: `M${anchor.x} ${anchor.y}L${to.x} ${to.y}` }));
  }
  const symbol = shape(document, kind, mark);
  symbol.setAttribute("x", anchor.x - mark / 2);
  symbol.setAttribute("y", anchor.y - mark / 2);
  group.append(symbol);
  return group;
}

// How far apart several voices are, around their median; beside each other where medians meet.
export function whisker(document, plane, note, kind, index) {
  const median = plane.point(note.x, note.y);
  const aside = ((index % 5) - 2) * 4;
  const point = { x: median.x + aside, y: median.y + aside };
  const path = [];
  if (note.spread.x) {
    const [from, to] = note.spread.x.map((value) => plane.point(value, note.y).x);
    if (to > from) path.push(`M${from} ${point.y}H${to}M${from} ${point.y - 6}v12M${to} ${point.y - 6}v12`);
  }
  if (note.spread.y) {
    const [low, high] = note.spread.y.map((value) => plane.point(note.x, value).y);
    if (low !== high) path.push(`M${point.x} ${low}V${high}M${point.x - 6} ${low}h12M${point.x - 6} ${high}h12`);
  }
  return path.length
    ? drawn(document, "path", { class: "lm-board-whisker", d: path.join(""), stroke: kind.colour })
    : null;
}

// Where an arrow starts: the old value itself, or the same place in the old cell as now in the new.
export function startOf(plane, note, box, free, boxes) {
  const { x, y } = note.before;
  if (!plane.has(x, y)) return null;
  if (free) return plane.point(x, y);
  const old = plane.rect(...plane.cell(x, y));
  const now = plane.rect(...plane.cell(note.x, note.y));
  const centre = middle(box);
  const wished = {
    x: old.x + (old.w * (centre.x - now.x)) / now.w,
    y: old.y + (old.h * (centre.y - now.y)) / now.h,
  };
  return uncovered(old, wished, boxes);
}

// The point of a cell that no note covers and that is nearest to the one wished for.
function uncovered(cell, wished, boxes) {
  const covered = (point) =>
    boxes.some(
      (box) =>
        point.x > box.x - 6 && point.x < box.x + box.w + 6 &&
        point.y > box.y - 6 && point.y < box.y + box.h + 6,
    );
  const points = [wished];
  for (let column = 1; column < 12; column += 1) {
    for (let row = 1; row < 12; row += 1) {
      points.push({ x: cell.x + (cell.w * column) / 12, y: cell.y + (cell.h * row) / 12 });
    }
  }
  const far = (point) => Math.hypot(point.x - wished.x, point.y - wished.y);
  return points.sort((one, other) => far(one) - far(other)).find((point) => !covered(point)) ?? wished;
}
