// The ground under the notes: cells, titles, numbers, quadrants and the magnifier of a full cell.

import { fill } from "./text.js";
import { make } from "./notes.js";

export function drawScale(view) {
  const { stage, plot, ground } = view.controls;
  const { plane } = view;
  const gutter = view.gutter();
  stage.style.gridTemplateColumns = `${gutter}px ${plane.width}px`;
  stage.style.width = `${gutter + plane.width}px`;
  plot.style.height = `${plane.height}px`;
  ground.classList.toggle("is-free", view.free);
  ground.replaceChildren(...quadrantTints(view), ...lines(view), ...laneTitles(view));
  drawHead(view);
  drawFoot(view);
  drawGutter(view);
  drawMagnifiers(view);
}

function block(view, className, rect, text = "") {
  const node = make(view.document, "div", className, {}, text);
  Object.assign(node.style, {
    left: `${rect.x}px`,
    top: `${rect.y}px`,
    width: `${rect.w}px`,
    height: `${rect.h}px`,
  });
  return node;
}

function quadrantSplit(view) {
  const quadrants = view.model.get("quadrants");
  if (!quadrants?.titles || view.xAxis.type !== "numbers" || view.yAxis.type !== "numbers") return null;
  return { ...view.plane.point(quadrants.x, quadrants.y), titles: quadrants.titles };
}

function quadrantTints(view) {
  const split = quadrantSplit(view);
  if (!split) return [];
  const { width, height } = view.plane;
  const rects = [
    { x: 0, y: 0, w: split.x, h: split.y },
    { x: split.x, y: 0, w: width - split.x, h: split.y },
    { x: 0, y: split.y, w: split.x, h: height - split.y },
    { x: split.x, y: split.y, w: width - split.x, h: height - split.y },
  ];
  return rects.map((rect, index) => block(view, `lm-board-quadrant is-q${index + 1}`, rect));
}

// Cells have borders; a free scale has a line through each number instead.
function lines(view) {
  const { plane, xAxis, yAxis } = view;
  const nodes = [];
  const upright = (x) => nodes.push(block(view, "lm-board-line", { x, y: 0, w: 1, h: plane.height }));
  const level = (y) => nodes.push(block(view, "lm-board-line", { x: 0, y, w: plane.width, h: 1 }));
  const through = (axis) => view.free && axis.type === "numbers";
  if (through(xAxis)) xAxis.cells.forEach((cell) => upright(plane.point(cell.value, yAxis.cells[0].value).x));
  else plane.xEdges.slice(1, -1).forEach(upright);
  if (through(yAxis)) yAxis.cells.forEach((cell) => level(plane.point(xAxis.cells[0].value, cell.value).y));
  else plane.yEdges.slice(1, -1).forEach(level);
  return nodes;
}

// On a phone a lane's title stands in the lane, over its whole width.
function laneTitles(view) {
  if (!view.narrow || view.yAxis.type !== "lanes") return [];
  return view.yAxis.cells.map((cell, row) => {
    const y = view.plane.yEdges[row];
    const node = make(view.document, "div", "lm-board-band", {}, cell.title);
    node.style.top = `${y}px`;
    const line = block(view, "lm-board-bandline", { x: 0, y, w: view.plane.width, h: view.base * 1.8 });
    line.append(node);
    node.style.top = "0";
    return line;
  });
}

function quadrantTitles(view, first, second) {
  const split = quadrantSplit(view);
  if (!split) return [];
  const row = make(view.document, "div", "lm-board-quadrants");
  row.style.gridTemplateColumns = `${split.x}px ${view.plane.width - split.x}px`;
  row.append(
    make(view.document, "span", `is-q${first + 1}`, {}, split.titles[first]),
    make(view.document, "span", `is-q${second + 1}`, {}, split.titles[second]),
  );
  return [row];
}

function ends(view, axis) {
  const named = [[axis.low, axis.low_name], [axis.high, axis.high_name]].filter(([, name]) => name);
  const text = named.map(([value, name]) => `${view.number(value)} ${name}`).join(", ");
  return text ? `${axis.title}: ${text}` : axis.title;
}

function drawHead(view) {
  const { head } = view.controls;
  const { document, xAxis, yAxis, plane } = view;
  const nodes = [];
  if (yAxis.type === "numbers") {
    nodes.push(make(document, "div", "lm-board-axis", {}, `↑ ${ends(view, yAxis)}`));
  }
  nodes.push(...quadrantTitles(view, 0, 1));
  if (xAxis.type === "lanes") {
    const row = make(document, "div", "lm-board-columns");
    row.style.gridTemplateColumns = sizes(plane.xEdges);
    const count = (column) =>
      view.placed.filter((note) => plane.cell(note.x, note.y)[0] === column).length;
    xAxis.cells.forEach((cell, column) => {
      const title = make(document, "div", "", {}, cell.title);
      title.append(make(document, "span", "lm-board-count", {}, String(count(column))));
      row.append(title);
    });
    nodes.push(row);
  }
  head.replaceChildren(...nodes);
}

function drawFoot(view) {
  const { foot } = view.controls;
  const { document, xAxis, plane } = view;
  const nodes = quadrantTitles(view, 2, 3);
  if (xAxis.type === "numbers") {
    const row = make(document, "div", "lm-board-numbers");
    row.style.gridTemplateColumns = sizes(plane.xEdges);
    for (const cell of xAxis.cells) row.append(make(document, "span", "", {}, view.number(cell.value)));
    nodes.push(row, make(document, "div", "lm-board-axis is-right", {}, `${ends(view, xAxis)} →`));
  }
  foot.replaceChildren(...nodes);
}

function drawGutter(view) {
  const { gutter } = view.controls;
  const { document, yAxis, plane } = view;
  gutter.style.gridTemplateRows = sizes(plane.yEdges);
  gutter.hidden = !view.gutter();
  gutter.className = `lm-board-gutter is-${yAxis.type}`;
  const cells = plane.upwards ? [...yAxis.cells].reverse() : yAxis.cells;
  gutter.replaceChildren(
    ...cells.map((cell) => {
      const span = make(document, "span");
      span.append(make(document, "b", "", {}, view.valueTitle(yAxis, cell.value)));
      return span;
    }),
  );
}

const sizes = (edges) => edges.slice(1).map((edge, index) => `${edge - edges[index]}px`).join(" ");

// A cell whose names don't fit can be enlarged; the others stay beside it.
function drawMagnifiers(view) {
  const { magnifiers } = view.controls;
  const wanted = new Map();
  for (const [key, cell] of view.cells) {
    const here = view.enlarged && key === view.enlarged.join(":");
    if (here || cell.crowded) wanted.set(key, { ...cell, here });
  }
  if (view.enlarged && !wanted.has(view.enlarged.join(":"))) {
    const [column, row] = view.enlarged;
    wanted.set(view.enlarged.join(":"), { column, row, notes: [], hidden: 0, here: true });
  }
  for (const button of [...magnifiers.children]) {
    if (!wanted.has(button.dataset.cell)) button.remove();
  }
  for (const [key, cell] of wanted) drawMagnifier(view, key, cell);
}

function drawMagnifier(view, key, cell) {
  const { magnifiers } = view.controls;
  let button = [...magnifiers.children].find((one) => one.dataset.cell === key);
  if (!button) {
    button = make(view.document, "button", "lm-board-magnifier", { type: "button" });
    button.dataset.cell = key;
    button.addEventListener("click", () => enlarge(view, key));
    magnifiers.append(button);
  }
  const rect = view.plane.rect(cell.column, cell.row);
  const text = cell.here ? view.words.shrink : cell.hidden ? `+${cell.hidden}` : String(cell.notes.length);
  const { x, y } = view.plane.values(rect.x + rect.w / 2, rect.y + rect.h / 2);
  const name = cell.here ? view.words.shrink : view.words.enlarge;
  button.textContent = text;
  button.setAttribute(
    "aria-label",
    `${text}: ${fill(name, { n: cell.notes.length })} (${view.place(x, y)})`,
  );
  button.setAttribute("aria-expanded", String(Boolean(cell.here)));
  button.style.left = `${rect.x + rect.w}px`;
  button.style.top = `${rect.y + rect.h}px`;
}

export function enlarge(view, key) {
  const same = view.enlarged && view.enlarged.join(":") === key;
  view.enlarged = same || !key ? null : key.split(":").map(Number);
  view.later();
}
